"""Relative dates in every language: three days ago, next Friday, the end of the month, Easter Monday 1950."""
