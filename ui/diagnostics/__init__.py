"""The diagnostics page: what the program hears, decides and counts, for whoever wonders why."""
