"""A take as a page that plays it: one file, its own small player, no network."""
