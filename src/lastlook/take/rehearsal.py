"""A take rehearsed: its snow and sightlines, what the page wants, reset, safety, assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.take.advice import advise, safety
from lastlook.take.bodies import NO_CAR
from lastlook.take.materials import Standing, calibrated, materials
from lastlook.take.resetting import plan_reset
from lastlook.take.sight import Verdict, look
from lastlook.take.snow.dumps import SPREAD
from lastlook.take.snow.simulate import simulate
from lastlook.take.stage import build, strains

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lastlook.take.advice import Advice
    from lastlook.take.materials import Material
    from lastlook.take.model import Closes, Take
    from lastlook.take.resetting import ResetPlan
    from lastlook.take.sight.findings import Sight
    from lastlook.take.snow.run import SnowRun
    from lastlook.take.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the page says of a pane, and what the snow does."""

    closes: Closes
    buried_at: float | None

    @property
    def kept(self) -> bool:
        """Whether it shuts when the page says."""
        at = self.buried_at
        return at is not None and float(self.closes.after) <= at <= float(self.closes.by)

    @property
    def says(self) -> str:
        """The finding in words."""
        pane, after, by = self.closes.pane, self.closes.after, self.closes.by
        if self.buried_at is None:
            return f"{pane} is not shut by the end; the page wants it by {by:g} s"
        when = f"{pane} is shut at {self.buried_at:.0f} s"
        if self.buried_at > by:
            return f"{when}, {self.buried_at - float(by):.0f} s too late for the page"
        if self.buried_at < after:
            return f"{when}, {float(after) - self.buried_at:.0f} s too early for the page"
        window = f"between {after:g} and {by:g} s" if after else f"by {by:g} s"
        return f"{when}, as the page wants: {window}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueLine:
    """A line of the timeline: of a department, or of what the plan itself moves."""

    at: float
    seconds: float
    department: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """All that is known of a take before it is shot."""

    take: Take
    stage: Stage
    """The set, for whoever draws it."""
    materials: Mapping[str, Material]
    """With the measured values in place."""
    run: SnowRun
    promises: tuple[Promise, ...]
    cues: tuple[CueLine, ...]
    """Every department's, in the order of time."""
    advice: tuple[Advice, ...]
    reset: ResetPlan
    safety: tuple[str, ...]
    sight: Sight | None
    """Who shows in the picture; None for a take without cameras, or where it was not asked for."""
    strains: tuple[str, ...]
    """What people are asked to do and cannot: reach a box, stand where the car is."""
    assumed: tuple[str, ...]
    """Values that nobody has measured or published, and that this result rests on."""

    @property
    def kept(self) -> bool:
        """Whether every pane shuts when the page says."""
        return all(promise.kept for promise in self.promises)

    @property
    def good(self) -> bool:
        """Whether every pane shuts in time, nobody is seen who must not be, no camera is blind."""
        sight = self.sight
        return self.kept and (
            sight is None or (sight.verdict is not Verdict.SEEN and not sight.blind)
        )


def rehearse(
    take: Take, *, plain: bool = False, root: Path | None = None, sight: bool = True,
    every: float | None = None, tell: Callable[[str], None] = lambda _doing: None,
) -> Rehearsal:  # fmt: skip
    """Run a take's snow and light, look along its sightlines, and draw what follows.

    With `plain` nothing is compiled; the result is the same to rounding. Meshes of the
    production's own are read from the folder `root`. Without `sight` nobody is looked for, which
    is the longer part of the work; with `every` they are looked for every so many seconds only, and
    neither ways out nor the chance are reckoned. `tell` is told what is being done.
    """
    tell("Snow and light")
    known = calibrated(materials(), take.calibration)
    run = simulate(take, known, plain=plain, record=bool(take.cameras))
    stage = build(take, root)
    return Rehearsal(
        take=take,
        stage=stage,
        materials=known,
        run=run,
        promises=tuple(
            Promise(closes=closes, buried_at=run.panes[closes.pane].buried_at)
            for closes in take.closes
        ),
        cues=_cues(take),
        advice=advise(take, known, run),
        reset=plan_reset(take, known, run),
        safety=safety(take, known, run),
        sight=look(
            take,
            stage,
            run.film,
            materials=known,
            every=every,
            rebuild=lambda changed: build(changed, root),
            tell=tell,
        )
        if sight and take.cameras
        else None,
        strains=strains(stage),
        assumed=_assumed(take, known, run),
    )


def _cues(take: Take) -> tuple[CueLine, ...]:
    found = [
        CueLine(
            at=float(cue.at),
            seconds=float(cue.seconds),
            department=cue.department,
            what=cue.what,
        )
        for cue in take.cues
    ]
    for dump in take.dumps:
        who = f" ({dump.by})" if dump.by else ""
        what = f"{dump.name}: {dump.litres:g} litres of {dump.material}{who}"
        found.append(
            CueLine(at=float(dump.at), seconds=float(dump.seconds), department="Snow", what=what)
        )
    for fall in take.falling:
        until = take.duration if fall.until is None else min(fall.until, take.duration)
        what = f"{fall.name}: {fall.material}, {fall.rate:g} g/m² a minute"
        seconds = float(until - fall.at)
        found.append(CueLine(at=float(fall.at), seconds=seconds, department="Snow", what=what))
    ends = [*(beat.at for beat in take.wiper_speeds[1:]), take.duration]
    # Without wipers there is one end too many.
    for beat, until in zip(take.wiper_speeds, ends, strict=False):
        on = f"on, {beat.cycles:g} cycles a minute" if beat.cycles else "off"
        seconds = float(until - beat.at) if beat.cycles else 0.0
        found.append(
            CueLine(at=float(beat.at), seconds=seconds, department="Wipers", what=f"Wipers {on}")
        )
    return tuple(sorted(found, key=lambda cue: (cue.at, cue.department, cue.what)))


def _assumed(take: Take, known: Mapping[str, Material], run: SnowRun) -> tuple[str, ...]:
    units = {
        "density": "kg/m³", "grammage": "g/m²", "r_opt": "µm", "repose": "°", "friction": "°",
        "cohesion": "Pa", "fall_speed": "m/s", "clump_speed": "m/s", "sack": "kg",
    }  # fmt: skip
    found = []
    for name in run.accounts:
        values = [
            f"{key} {value.value:g} {units.get(key, '')}".strip()
            for key, value in known[name].quantities().items()
            if value.standing is Standing.ASSUMED
        ]
        if values:
            found.append(f"{known[name].name}: {', '.join(values)}")
    if take.set.car != NO_CAR:
        found.append(f"Car body `{take.set.car}`: round numbers, not this car")
    if take.dumps:
        found.append(
            f"Snow from a box: spreads by {SPREAD:g} m a metre of fall from a quarter of the mouth"
        )
    if take.wipers:
        arms = "; ".join(
            f"leaves {wiper.leaves:.0%}, stalls at {wiper.stall:g} kg a metre"
            for wiper in dict.fromkeys(take.wipers)
        )
        found.append(f"Wipers, unless you measured them: {arms}")
    if take.faces:
        found.append(f"Cabin reflectance {take.light.cabin:g}")
    found.append(
        f"Reset: {take.reset.clear:g} litres cleared and {take.reset.refill:g} refilled a minute "
        f"and person, {take.reset.pane_minutes:g} minutes a pane, unless you timed them"
    )
    return tuple(found)
