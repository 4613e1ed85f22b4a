"""What people see on a terminal: the alpha grid, consoles, progress. Rich only; for the command line."""
