"""The program without its screen: devices, turns, storage, settings and the command line."""

VERSION = "0.1.0"
"""The same as in pyproject.toml, which a test checks; asking the installation takes longer."""
