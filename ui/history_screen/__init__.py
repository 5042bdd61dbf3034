"""The kept conversations: list, search, reading, export, deletion."""
