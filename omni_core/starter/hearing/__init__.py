"""Hearing: from the sound of a turn to the words, as the person speaks."""
