"""Sightlines: who or what shows in the picture that should not, and what would help."""
