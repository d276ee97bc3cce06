"""The command `lastlook`. Commands hold no rules of the trade: they call the rooms and print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from lastlook import __version__
from lastlook.cli.lazy import LazyGroup
from lastlook.errors import LastlookError, ProblemsError
from lastlook.production.folder import PRIVATE_FILES

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "new": "lastlook.cli.new:new",
    "check": "lastlook.cli.check:check",
    "plan": "lastlook.cli.plan:plan",
    "script": "lastlook.cli.script:script",
    "schedule": "lastlook.cli.schedule:schedule",
    "consent": "lastlook.cli.consent:consent",
    "breakdown": "lastlook.cli.breakdown:breakdown",
    "take": "lastlook.cli.take:take",
}


class Lastlook(LazyGroup):
    """The top command: prints errors without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run, and turn lastlook's own errors into words and an exit code."""
        # Whoever asked for JSON gets JSON, also of an error.
        as_json = "--json" in ctx.args
        try:
            _keep_private(ctx.args)
            return super().invoke(ctx)
        except LastlookError as error:
            if as_json:
                click.echo(json.dumps(error.as_dict(), ensure_ascii=False, indent=1))
            elif isinstance(error, ProblemsError):
                from lastlook.cli.say import say_problems

                say_problems(error.problems)
            else:
                click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)


def _keep_private(args: Sequence[str]) -> None:
    """Refuse to open a private file as if it were a script, a table or anything else."""
    for arg in args:
        name = arg.rpartition("=")[2].replace("\\", "/").rpartition("/")[2]
        if name in PRIVATE_FILES:
            raise LastlookError(
                f"{name} is private: no command reads or writes it by name. "
                "Give the production's folder to `lastlook consent`, or open it in an editor."
            )


@click.command(
    cls=Lastlook, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="lastlook")
def main() -> None:
    """Plan a film from its ending.

    A production is a folder of plain files. `lastlook new my-film` lays one out,
    `lastlook plan my-film` turns it into a shootable book.
    """
