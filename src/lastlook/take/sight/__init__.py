"""Sightlines: who or what shows in the picture that should not, and what would help.

found = look(take, stage, film)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.take.sight.findings import Chance, Fix, GiveAway, Sight, Slip, Verdict, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lastlook.take.materials import Material
    from lastlook.take.model import Take
    from lastlook.take.sight.moments import Staged
    from lastlook.take.snow.film import Film

__all__ = ["Chance", "Fix", "GiveAway", "Sight", "Slip", "Verdict", "Way", "look"]


def look(
    take: Take,
    stage: Staged,
    film: Film | None,
    *,
    materials: Mapping[str, Material] | None = None,
    every: float | None = None,
    plain: bool = False,
    rebuild: Callable[[Take], Staged] | None = None,
    tell: Callable[[str], None] = lambda _doing: None,
) -> Sight:
    """Return what of hidden people and things a take's cameras see; see `sight.looking`."""
    from lastlook.take.sight.looking import look as run  # numpy takes a moment to load

    return run(
        take, stage, film, materials=materials, every=every, plain=plain, rebuild=rebuild, tell=tell
    )
