"""What the two do together. Pure. (Nothing is imported here.)

Reading order: `rules` (what is said, where a seat stands, what may happen), `content` and `library` (what is
asked), `queries` (one seat at one session, loaded), `steps` and `comparison` (what leaves its owner, and what
it says), `commands` (what people do), `presenters` and `screens` (what one of them sees), then `web`.
"""
