"""What the two do together. Pure. (Nothing is imported here.)

Reading order: `rules` (where a seat stands, what may happen), `cues`, `kinds` and `library` (what is asked),
`steps` and `sitting` (one seat at one session, loaded), `offers` and `comparison` (what leaves its owner, and
what it says), `sessions` (what people do), `seen`, `screens` and `panels` (what one of them sees), then
`messages`, `consumers`, `twin` and `views`.
"""
