"""The settings, made from their declarations."""
