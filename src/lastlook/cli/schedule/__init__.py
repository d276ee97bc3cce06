"""`lastlook schedule`: orders of shooting, and how good they can be."""

from __future__ import annotations

import click

from lastlook.cli.lazy import LazyGroup

COMMANDS = {
    "talent": "lastlook.cli.schedule.talent:talent",
}


@click.command(cls=LazyGroup, lazy=COMMANDS)
def schedule() -> None:
    """Find orders of shooting and prove how good they are."""
