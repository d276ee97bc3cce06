"""What looks like a mistake in a script, with the fix to type."""
