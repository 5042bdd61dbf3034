"""Keeps a live conversation on the disk, when that is asked for."""
