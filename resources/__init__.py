"""Files the program is delivered with: the model list, icons, sounds, sight models, voices."""
