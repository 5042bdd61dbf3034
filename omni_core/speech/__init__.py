"""From the Talker's codes to sound: the diffusion transformer and the vocoder."""
