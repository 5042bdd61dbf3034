"""The list of what was said."""
