"""Times of day, time stamps, and a time beside a date."""
