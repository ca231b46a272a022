"""What journalists do with reports once found: compare, trace, count, take away. Knows builds, not the web."""
