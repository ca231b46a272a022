"""Search engines behind one protocol; ``memory`` is the specification."""
