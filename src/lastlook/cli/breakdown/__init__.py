"""`lastlook breakdown`: what every scene needs."""

from __future__ import annotations

import click

from lastlook.cli.lazy import LazyGroup

COMMANDS = {
    "export": "lastlook.cli.breakdown.transfer:export",
    "import": "lastlook.cli.breakdown.transfer:import_files",
}


@click.command(cls=LazyGroup, lazy=COMMANDS)
def breakdown() -> None:
    """Decide what every scene needs, and exchange it with other programs."""
