"""Taking it out: everything that one of the two can see, as a document of their own.

`document` says what there is in one (the published schema is made from it), `gathering` asks for the screens
that the pages show and for nothing else, `converting` turns those into the document, `text` writes it for
people. So an export holds what its owner could read on the pages, and never more.

All but `gathering` is pure. Nothing here writes anything or opens what is sealed.
"""
