"""The SQLite file: the log, its projections, the content index and search."""
