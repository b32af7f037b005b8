"""Python's search for objects that hold only each other, at the pace of a server.

By itself it searches after every 700 objects that are made, and now and then everything that there is: with
a thousand sockets it took a tenth of what their coming back cost, and held up everybody for up to a fifth of
a second. What the start has made stays for good, so that is never searched; and what is new is searched less
often. The whole is about as often as before: a socket that has ended is such garbage, 13 kB of it.

When 1,000 phones came back, the longest search took 95 to 109 ms instead of 172 to 210, and all were back
after 5.2 to 5.4 s instead of 6.7 to 7.1 (two rounds each, in turns).
"""

from __future__ import annotations

import gc

OBJECTS = 5_000  # made and still there: then those are searched
YOUNG = 10  # such searches: then what they left
OLD = 2  # of those: then everything, after 100,000 objects; by itself it would be after 70,000


def search_seldom() -> None:
    """Leave out what is there by now, and search the rest less often. Once, when all is ready to serve."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, YOUNG, OLD)
