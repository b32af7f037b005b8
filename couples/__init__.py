"""Who the two people are, and the project's wiring.

Reading order: `refusals` (how the app says no), `vault` (what is sealed under which key), `models`,
`invites` and `seats` (what people do), `access` (who is asking), `presence`, `live`, then `settings`,
`middleware`, `asgi` and `urls`. Nothing here knows what an exercise is, but for `urls` and `asgi`.
"""
