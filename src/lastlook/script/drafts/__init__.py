"""Drafts: which scene is which, what changed, and how to take it back."""
