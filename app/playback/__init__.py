"""Where replies are heard."""
