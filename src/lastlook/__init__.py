"""lastlook plans a film from its ending: script, breakdown, schedule and a shootable book.

>>> import lastlook
>>> film = lastlook.open("examples/last-ride")
>>> film.title
'Last Ride'
"""

from __future__ import annotations

from lastlook.errors import ChangedUnderneathError, LastlookError, Problem, ProblemsError, Severity
from lastlook.production import Production
from lastlook.production import open_production as open  # noqa: A004

__version__ = "0.1.0"

__all__ = [
    "ChangedUnderneathError",
    "LastlookError",
    "Problem",
    "ProblemsError",
    "Production",
    "Severity",
    "open",
]
