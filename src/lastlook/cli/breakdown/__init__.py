"""`lastlook breakdown`: what every scene needs."""

from __future__ import annotations

import click

from lastlook.cli.lazy import LazyGroup

COMMANDS = {
    "suggest": "lastlook.cli.breakdown.suggest:suggest",
    "confirm": "lastlook.cli.breakdown.decide:confirm",
    "reject": "lastlook.cli.breakdown.reject:reject",
    "carry": "lastlook.cli.breakdown.carry:carry",
    "elements": "lastlook.cli.breakdown.elements:elements",
    "near": "lastlook.cli.breakdown.elements:near",
    "merge": "lastlook.cli.breakdown.elements:merge",
    "rename": "lastlook.cli.breakdown.elements:rename",
    "split": "lastlook.cli.breakdown.elements:split",
    "link": "lastlook.cli.breakdown.elements:link",
    "number": "lastlook.cli.breakdown.elements:number",
    "tags": "lastlook.cli.breakdown.tags:tags",
    "undo": "lastlook.cli.breakdown.carry:undo",
    "journey": "lastlook.cli.breakdown.journey:journey",
    "matrix": "lastlook.cli.breakdown.matrix:matrix",
    "export": "lastlook.cli.breakdown.transfer:export",
    "import": "lastlook.cli.breakdown.transfer:import_files",
}


@click.command(cls=LazyGroup, lazy=COMMANDS)
def breakdown() -> None:
    """Decide what every scene needs, and exchange it with other programs."""
