"""All sightlines of a take: what shows itself, its shadow, its reflection; what would help."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lastlook.take.materials import calibrated
from lastlook.take.materials import materials as library
from lastlook.take.sight import direct, roundabout
from lastlook.take.sight.blind import blind
from lastlook.take.sight.chance import reckon
from lastlook.take.sight.findings import Sight, Verdict
from lastlook.take.sight.fixes import Workshop
from lastlook.take.sight.moments import Moments
from lastlook.take.sight.plain import PlainTracer
from lastlook.take.sight.plan import Plan
from lastlook.take.sight.points import SPACING
from lastlook.take.sight.tracer import EXTRA, Tracer, available
from lastlook.take.snow.simulate import simulate
from lastlook.take.timecode import frames as frames_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lastlook.take.materials import Material
    from lastlook.take.model import Take
    from lastlook.take.sight.findings import GiveAway
    from lastlook.take.sight.moments import Staged
    from lastlook.take.snow.film import Film

FINDERS: tuple[tuple[str, Callable[[Plan], tuple[GiveAway, ...]]], ...] = (
    ("Sightlines", direct.find),
    ("Shadows and reflections", roundabout.find),
)
"""Every way of showing, with its name."""
PLAIN_SECONDS = 5.0
"""Between the moments looked at without Embree."""
PLAIN_SPACING = 0.12
"""Metres between points on things without Embree."""


def look(
    take: Take,
    stage: Staged,
    film: Film | None,
    *,
    materials: Mapping[str, Material] | None = None,
    every: float | None = None,
    plain: bool = False,
    thin: Film | None = None,
    rebuild: Callable[[Take], Staged] | None = None,
    tell: Callable[[str], None] = lambda _doing: None,
) -> Sight:
    """Return what of hidden people and things a take's cameras see, and how it stands.

    `film` is the snow as planned, `materials` what it was run with (without it, the library with
    the take's own measurements); `thin` is the film of `thinned(take)`, made where it is missing.
    `every` is the seconds between the moments looked at; without it, every frame, and the chance is
    reckoned; with it, less snow is run on cells and in steps of twice the size, and cues slip by
    the whole margin only. With `rebuild`, which builds the stage of a changed take, ways out are
    looked for too.
    With `plain`, or where Embree is missing, only some moments are looked at, and `notes` says so.
    `tell` is called with what is being looked for, in words.
    """
    whole = every is None
    fps, notes = float(take.fps), []
    fast = available() and not plain
    if not fast:
        every = PLAIN_SECONDS if every is None else every
        why = "as asked for" if plain else f"for want of Embree: pip install 'lastlook[{EXTRA}]'"
        notes.append(
            f"Looked at a moment every {every:g} s only, by points and not by pixels, and not with "
            f"less snow, {why}"
        )
    step = 1 if every is None else max(1, round(every * fps))
    trace = Tracer if fast else PlainTracer

    def moments(snow: Film | None, planned: Moments | None = None) -> Moments:
        return Moments(
            stage, snow, trace, fps=fps, frames=frames_of(take),
            spacing=SPACING if fast else PLAIN_SPACING, planned=planned,
        )  # fmt: skip

    wanted = fast and film is not None and take.margins.snow and (take.falling or take.dumps)
    known = calibrated(library(), take.calibration) if materials is None else materials
    if wanted and thin is None:
        tell("Snow, and less of it")
        less = thinned(take)
        thin = simulate(less if whole else coarser(less), known, record=True).film
    whole_snow = moments(film)
    plan = Plan(
        take=take, fps=fps, stage=whole_snow,
        thin=moments(thin, whole_snow) if wanted else None,
        every=step, counted=fast,
    )  # fmt: skip
    counts = {camera.name: _count(plan, camera.name) for camera in take.cameras}
    notes += [
        f"Camera {name} rolls between two moments looked at, so not at all"
        for name, count in counts.items()
        if not count
    ]
    found: list[GiveAway] = []
    for doing, finder in FINDERS:
        tell(doing)
        found += finder(plan)
    found.sort(key=lambda one: (one.verdict is not Verdict.SEEN, one.first, one.camera, one.thing))
    seen = [one for one in found if one.verdict is Verdict.SEEN]
    looked = fast and whole
    tell("Ways out")
    fixes = Workshop(plan, rebuild, known).find(seen) if looked and rebuild else ()
    tell("The chance of a clean take")
    return Sight(
        verdict=verdict(found),
        frames=counts,
        give_aways=tuple(found),
        fixes=fixes,
        chance=reckon(plan, found) if looked else None,
        every=step / fps,
        notes=tuple(notes),
        blind=blind(plan),
    )


def verdict(found: list[GiveAway]) -> Verdict:
    """Return how a take stands with what was found."""
    if any(one.verdict is Verdict.SEEN for one in found):
        return Verdict.SEEN
    return Verdict.MARGINAL if found else Verdict.CLEAN


def coarser(take: Take) -> Take:
    """Return a take whose snow is run on cells and in steps of twice the size."""
    own = take.fineness
    step = min(Decimal(1), 2 * own.step)
    fineness = replace(own, step=step, ground=2 * own.ground, glass=2 * own.glass)
    return replace(take, fineness=fineness)


def thinned(take: Take) -> Take:
    """Return a take for which less snow comes, by the margin."""
    share = Decimal(1) - take.margins.snow
    falling = tuple(replace(one, rate=one.rate * share) for one in take.falling)
    dumps = tuple(replace(one, litres=one.litres * share) for one in take.dumps)
    return replace(take, falling=falling, dumps=dumps)


def _count(plan: Plan, name: str) -> int:
    camera = next(camera for camera in plan.take.cameras if camera.name == name)
    return len(plan.rolling(camera, range(plan.stage.frames)))
