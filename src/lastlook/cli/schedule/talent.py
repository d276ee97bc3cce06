"""`lastlook schedule talent`: the order of scenes at which actors wait least."""

from __future__ import annotations

import json
import signal
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lastlook.schedule.talent import TalentResult


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    help="How long to search for a proof.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def talent(file: Path, *, seconds: float, as_json: bool) -> None:
    """Order the scenes of FILE so that actors wait for the least pay.

    FILE is a MiniZinc data file (.dzn) of the classical talent-scheduling problem: `ia` (actors ×
    scenes), `c` (rates) and `d` (durations). When time is over, or with Ctrl-C, the best order
    found is given with the bound proved so far.
    """
    from lastlook.schedule.talent import read_dzn
    from lastlook.schedule.talent import talent as order_scenes

    instance = read_dzn(file)
    with first_interrupt() as stopped:
        result = order_scenes(instance, seconds=seconds, stop=stopped)
    if as_json:
        click.echo(json.dumps(described(result), indent=1))
    else:
        _show(result)


@contextmanager
def first_interrupt() -> Iterator[Callable[[], bool]]:
    """Give a question whether somebody pressed Ctrl-C; the second time it ends the command."""
    before = signal.getsignal(signal.SIGINT)
    pressed = Event()

    def press(*_: object) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def described(result: TalentResult) -> dict[str, Any]:
    """Return what `lastlook schedule talent --json` prints; scenes count from 1."""
    return {
        "cost": result.cost,
        "holding_cost": result.holding_cost,
        "bound": result.bound,
        "optimal": result.optimal,
        "order": [scene + 1 for scene in result.order],
        "seconds": round(result.seconds, 3),
    }


def _show(result: TalentResult) -> None:
    click.echo("Scenes in order: " + " ".join(str(scene + 1) for scene in result.order))
    click.echo(f"Cost: {result.cost:,}, of which {result.holding_cost:,} for days held")
    if result.optimal:
        click.echo(f"Proved: no order costs less ({result.seconds:.2f} s)")
    else:
        gap = (result.cost - result.bound) / result.cost
        click.echo(
            f"No order costs less than {result.bound:,}; this one is at most {gap:.1%} of its "
            f"cost above the least ({result.seconds:.2f} s)"
        )
    if result.reason:
        click.echo(result.reason, err=True)
