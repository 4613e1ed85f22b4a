"""Texts that are not dates."""
