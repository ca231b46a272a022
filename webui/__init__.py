"""The pages, the machine interface and the query language. Knows Flask; ``indexer`` does not know it."""
