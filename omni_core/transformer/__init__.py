"""The Qwen2 decoder that the Thinker and the Talker have in common."""
