"""`lastlook consent`: riders, minors and safety, in a careful room of their own."""

from __future__ import annotations

import click

from lastlook.cli.lazy import LazyGroup

COMMANDS = {
    "status": "lastlook.cli.consent.status:status",
    "set": "lastlook.cli.consent.change:set_rider",
    "withdraw": "lastlook.cli.consent.change:withdraw",
    "safety": "lastlook.cli.consent.safety:safety",
    "rules": "lastlook.cli.consent.rules:rules",
}


@click.command(cls=LazyGroup, lazy=COMMANDS)
def consent() -> None:
    """Keep riders, minors' hours and safety; what is private stays in consent.toml.

    Not legal advice.
    """
