"""What the camera shows, by small networks on the CPU."""
