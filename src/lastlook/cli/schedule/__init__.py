"""`lastlook schedule`: a schedule to argue with, and how good an order of shooting can be."""

from __future__ import annotations

import click

from lastlook.cli.lazy import LazyGroup

COMMANDS = {
    "why": "lastlook.cli.schedule.why:why",
    "prices": "lastlook.cli.schedule.prices:prices",
    "what-if": "lastlook.cli.schedule.what_if:what_if",
    "resolve": "lastlook.cli.schedule.resolve:resolve",
    "compare": "lastlook.cli.schedule.compare:compare",
    "check": "lastlook.cli.schedule.check:check",
    "talent": "lastlook.cli.schedule.talent:talent",
}


@click.command(cls=LazyGroup, lazy=COMMANDS)
def schedule() -> None:
    """Argue with a schedule: why, at what price, what if, and the least change."""
