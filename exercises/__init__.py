"""What the two do together, in rooms, each of which imports only those below it. Knows nothing of its wiring.

Reading order: `rules` (where a seat stands, what may happen), `content` and `steps` (what is asked),
`queries` (what one seat may know), `commands` (what people do), `presenters` and `screens` (what one sees),
`web`.
"""
