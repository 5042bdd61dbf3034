"""Conversations that are kept: written as they are held, searched, exported, deleted."""
