"""A conversation driven from files and typed text: the turns, their timing, their report."""
