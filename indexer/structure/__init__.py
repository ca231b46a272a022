"""Where things stand in a report: its sections, and the cells of its statutory tables."""
