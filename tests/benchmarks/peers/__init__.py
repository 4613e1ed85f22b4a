"""datenorm beside other date parsers, on the same rows and lines, in turns: see `__main__`."""
