"""Many texts: lines, columns of tables and data frames, with caching, workers and tallies."""
