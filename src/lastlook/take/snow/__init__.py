"""Snow over a car: what falls and is thrown, where it lies, what slides, what shines through.

Needs numpy; avalanches are compiled where numba (the extra `fast`) is installed.
"""
