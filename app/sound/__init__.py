"""What microphone and speaker share: PortAudio, its devices and its clocks."""
