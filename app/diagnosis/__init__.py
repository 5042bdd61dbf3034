"""What a diagnosis needs to know of program and computer, and may tell: no words, no names."""
