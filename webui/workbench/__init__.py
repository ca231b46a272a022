"""What journalists do with reports once found: compare, trace, count, take away. Knows no web."""
