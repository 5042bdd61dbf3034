"""Around the window: one of it, its icon in the tray, its place, and what a crash left."""
