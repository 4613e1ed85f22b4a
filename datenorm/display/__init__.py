"""What is shown on a terminal: the alpha grid, reports, charts, progress. Drawn with Rich."""
