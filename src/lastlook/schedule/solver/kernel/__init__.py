"""Annealing compiled by numba (the extra `fast`): good boards of large shoots, soon.

`supports` says what of a shoot it does not know; `Days` judges every board it finds.
"""

from lastlook.schedule.solver.kernel.supports import available, supports

__all__ = ["available", "supports"]
