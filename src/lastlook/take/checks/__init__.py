"""What a take file must get right beyond the types of its keys; all of it is said at once."""
