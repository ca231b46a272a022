"""What a report says: agency, year, requests, fee, figures, checks, each with its evidence."""
