"""The Talker: what it reads of the Thinker, and the codes of speech that it answers with."""
