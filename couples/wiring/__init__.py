"""How the project is put together: its settings, its addresses, and the application that Daphne serves.

Nothing here may decide anything. It alone may know both apps; only the command `serve` may know it.
"""
