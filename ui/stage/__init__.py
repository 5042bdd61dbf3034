"""The stage: the camera's picture, the assistant's presence, and what is being said."""
