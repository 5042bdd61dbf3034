"""The window: views of Qt, and models of what they show that know nothing of Qt."""
