"""Previs: what a camera sees, as a film that is quick to make."""
