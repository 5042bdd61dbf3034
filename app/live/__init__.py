"""The live session: microphone, camera, turns, engine and player, joined."""
