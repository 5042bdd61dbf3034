"""The starter engine: small real models on the CPU, no torch, English."""

NAME = "starter"
"""What settings and commands call it; here, because the engine itself takes long to import."""
