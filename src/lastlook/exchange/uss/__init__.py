"""Universal Schedule Standard (.uss) 1.0.0: schedules and breakdowns as JSON."""
