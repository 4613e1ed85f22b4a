"""Text around a date."""
