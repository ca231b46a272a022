"""Original text to searchable text and back, character by character."""
