"""The line at the window's foot, and what it opens."""
