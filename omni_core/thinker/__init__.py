"""The Thinker: what it reads, the decoder that reads it, and the text it writes."""
