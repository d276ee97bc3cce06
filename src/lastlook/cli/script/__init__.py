"""`lastlook script`: everything about one screenplay."""

from __future__ import annotations

import click

from lastlook.cli.lazy import LazyGroup

COMMANDS = {
    "info": "lastlook.cli.script.info:info",
    "convert": "lastlook.cli.script.convert:convert",
    "print": "lastlook.cli.script.print:print_script",
    "revise": "lastlook.cli.script.revise:revise",
    "undo": "lastlook.cli.script.revise:undo",
    "drafts": "lastlook.cli.script.revise:drafts",
    "compare": "lastlook.cli.script.compare:compare",
    "lock": "lastlook.cli.script.lock:lock",
}


@click.command(cls=LazyGroup, lazy=COMMANDS)
def script() -> None:
    """Read, print, convert, revise and compare screenplays."""
