"""Sound and pictures to embeddings, block by block, and the positions they stand at."""
