"""Fountain: read it, write it back without loss."""
