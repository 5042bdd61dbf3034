"""What a reply may cause: timers and reminders, kept on disk and rung when they are due."""
