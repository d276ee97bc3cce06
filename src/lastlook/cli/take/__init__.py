"""`lastlook take`: one difficult take, planned until it works the first time."""

from __future__ import annotations

import click

from lastlook.cli.lazy import LazyGroup

COMMANDS = {
    "log": "lastlook.cli.take.log:log",
    "rehearse": "lastlook.cli.take.rehearse:rehearse",
    "export": "lastlook.cli.take.export:export",
    "render": "lastlook.cli.take.render:render",
}


@click.command(cls=LazyGroup, lazy=COMMANDS)
def take() -> None:
    """Rehearse one difficult take: its snow, wipers, light, cues and reset."""
