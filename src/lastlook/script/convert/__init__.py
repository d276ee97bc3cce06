"""From one file format to another, with a list of what the target cannot hold."""
