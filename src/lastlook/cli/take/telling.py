"""A rehearsed take in words and for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from lastlook.cli.take.telling_sight import sight_dict, tell_sight
from lastlook.language.inflect import how_many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from pathlib import Path

    from lastlook.take.rehearsal import Rehearsal


def clock(seconds: Decimal | float) -> str:
    """Write seconds as minutes and seconds."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def tell(found: Rehearsal, files: Sequence[Path]) -> None:
    """Print a rehearsal, the verdict first."""
    click.echo(found.take.title)
    if found.sight is not None:
        tell_sight(found.sight)
    if found.strains:
        click.echo("\nWhat nobody can do as it is planned:")
        for line in found.strains:
            click.echo(f"  {line}")
    _panes(found)
    _light(found)
    if found.run.events:
        click.echo("\nWhat happens by itself:")
        for event in found.run.events:
            click.echo(f"  {clock(event.at):>5}  {event.what}")
    _snow(found)
    if found.advice:
        click.echo("\nWhat physics will not do:")
        for advice in found.advice:
            click.echo(f"  {advice.what}")
            if advice.instead:
                click.echo(f"      {advice.instead}")
    _reset(found)
    if found.safety:
        click.echo("\nSafety:")
        for note in found.safety:
            click.echo(f"  {note}")
    click.echo("\nAssumed, not measured (a calibration card replaces them):")
    for line in found.assumed:
        click.echo(f"  {line}")
    click.echo(f"\nPages: {next((f for f in files if f.suffix == '.pdf'), files[0])}")


def _panes(found: Rehearsal) -> None:
    if not found.run.panes:
        return
    wanted = {promise.closes.pane: promise for promise in found.promises}
    click.echo("\nGlass:")
    for name, curve in found.run.panes.items():
        if promise := next((p for pane, p in wanted.items() if pane == name), None):
            mark = "yes" if promise.kept else "NO "
            page = f": “{promise.closes.page}”" if promise.closes.page else ""
            left = "" if promise.buried_at is not None else f"; {curve.opacity[-1]:.0%} opaque then"
            click.echo(f"  {mark}  {promise.says}{left}{page}")
        elif curve.buried_at is None:
            click.echo(f"       {name} is not shut; {curve.opacity[-1]:.0%} opaque at the end")
        else:
            click.echo(f"       {name} is shut at {curve.buried_at:.0f} s")


def _light(found: Rehearsal) -> None:
    if not found.run.stops:
        return
    click.echo("\nLight at the faces, in stops against clear glass:")
    times = found.run.times
    points = [min(range(len(times)), key=lambda n: abs(times[n] - s)) for s in _marks(times[-1])]
    click.echo("  " + " " * 12 + "".join(f"{clock(times[n]):>7}" for n in points))
    for face, stops in found.run.stops.items():
        click.echo(f"  {face:<12}" + "".join(f"{round(stops[n], 1) + 0.0:>7.1f}" for n in points))


def _marks(end: float) -> list[float]:
    return [end * n / 6 for n in range(7)]


def _snow(found: Rehearsal) -> None:
    click.echo("\nSnow for one take:")
    for use in found.reset.usage:
        name = found.materials[use.material].name
        click.echo(
            f"  {name}: {use.kilograms:.1f} kg, {use.litres:.0f} litres, {use.sacks:.1f} sacks"
        )
    click.echo("  Where it lies at the end:")
    kilograms: dict[str, float] = {}
    for account in found.run.accounts.values():
        for place, kg in account.lies.items():
            kilograms[place] = kilograms.get(place, 0.0) + kg
    for place, kg in sorted(kilograms.items(), key=lambda item: -item[1]):
        click.echo(f"    {place:<22}{kg:7.1f} kg {found.run.litres[place]:7.0f} l")


def _reset(found: Rehearsal) -> None:
    reset = found.reset
    people = how_many(found.take.reset.people, "person")
    click.echo(f"\nReset, {people}: {how_many(round(reset.minutes), 'minute')}")
    for step in reset.steps:
        click.echo(f"  {step.minutes:5.1f}  {step.what}")
    for name, count in (
        ("the sacks", reset.takes_by_sacks),
        ("the hold or permit", reset.takes_by_hold),
    ):
        if count is not None:
            click.echo(f"  Takes that fit {name}: {count}")


def as_dict(found: Rehearsal, files: Sequence[Path]) -> dict[str, Any]:
    """Return a rehearsal for programs; docs/formats/take-json.md has the keys."""
    run, take = found.run, found.take
    return {
        "title": take.title,
        "scene": take.scene,
        "duration": float(take.duration),
        "cut": None if take.cut is None else float(take.cut),
        "fps": float(take.fps),
        "kept": found.kept,
        "good": found.good,
        "promises": [
            {
                "pane": str(promise.closes.pane),
                "after": float(promise.closes.after),
                "by": float(promise.closes.by),
                "page": promise.closes.page,
                "buried_at": promise.buried_at,
                "kept": promise.kept,
                "says": promise.says,
            }
            for promise in found.promises
        ],
        "times": list(run.times),
        "panes": {name: asdict(curve) for name, curve in run.panes.items()},
        "stops": {name: list(stops) for name, stops in run.stops.items()},
        "events": [asdict(event) for event in run.events],
        "cues": [asdict(cue) for cue in found.cues],
        "materials": {
            name: {
                "name": found.materials[name].name,
                "kilograms": use.kilograms,
                "litres": use.litres,
                "sacks": use.sacks,
                "on_truck": use.on_truck,
                "takes": use.takes,
                "came": run.accounts[name].came,
                "lies": dict(run.accounts[name].lies),
                "values": {k: asdict(q) for k, q in found.materials[name].quantities().items()},
            }
            for name, use in ((use.material, use) for use in found.reset.usage)
        },
        "litres": dict(run.litres),
        "reset": {
            "people": take.reset.people,
            "minutes": found.reset.minutes,
            "steps": [asdict(step) for step in found.reset.steps],
            "take_minutes": found.reset.take_minutes,
            "takes": found.reset.takes,
            "takes_by_hold": found.reset.takes_by_hold,
            "takes_by_sacks": found.reset.takes_by_sacks,
        },
        "advice": [asdict(advice) for advice in found.advice],
        "strains": list(found.strains),
        "safety": list(found.safety),
        "assumed": list(found.assumed),
        "sight": None if found.sight is None else sight_dict(found.sight),
        "files": [str(path) for path in files],
    }
