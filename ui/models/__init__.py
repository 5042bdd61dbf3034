"""What the window shows, without Qt: fed with a session's events, read by the views."""
