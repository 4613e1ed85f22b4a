"""What people see on a terminal: the alpha grid, consoles, progress. Rich only; imported by the command line."""
