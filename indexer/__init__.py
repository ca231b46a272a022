"""Reads annual disclosure reports, understands them, and indexes them. Knows nothing of the web."""
