"""Requests answered by rule before the chat model is asked: one small file a kind of request."""
