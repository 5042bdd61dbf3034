"""The starter engine: small real models on the CPU, no torch, English."""
