"""Between the session's threads and the window's one thread."""
