"""Gregorian dates: which days are drawn, and how people and software write them."""
