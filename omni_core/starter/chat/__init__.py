"""Small talk and general questions: a GGUF chat model run by llama.cpp."""
