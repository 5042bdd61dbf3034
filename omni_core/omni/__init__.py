"""The omni engine: perception and the Thinker joined into conversations."""
