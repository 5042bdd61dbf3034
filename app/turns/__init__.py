"""Who speaks when: one strategy a file, joined by one small state machine."""
