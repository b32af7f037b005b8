"""Who the two people are: seats, links, keys, presence. What is no app of its own stands below it.

Reading order: `positions`, `keys`, `models`, `invites` and `seats` (what people do), `access` (who asks),
`presence`, `live`. `infrastructure` knows nobody; `wiring` puts the project together, and nothing but
that may know what an exercise is.
"""
