"""The command `lastlook`. Commands hold no rules of the trade: they call the rooms and print."""

from __future__ import annotations

from typing import Any

import click

from lastlook import __version__
from lastlook.errors import LastlookError, ProblemsError

COMMANDS = {
    "new": "lastlook.cli.new:new",
    "check": "lastlook.cli.check:check",
    "plan": "lastlook.cli.plan:plan",
    "script": "lastlook.cli.script:script",
}
"""Where each command lives; it is imported only when it is called, so that help is quick."""


class Lastlook(click.Group):
    """The top command: imports the others when needed and prints errors without a traceback."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names in the order people need them."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import a command's module and return the command."""
        if name not in COMMANDS:
            return None
        import importlib

        module, _, attribute = COMMANDS[name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run, and turn lastlook's own errors into words and an exit code."""
        try:
            return super().invoke(ctx)
        except ProblemsError as error:
            from lastlook.cli.say import say_problems

            say_problems(error.problems)
            ctx.exit(error.exit_code)
        except LastlookError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)


@click.command(cls=Lastlook, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lastlook")
def main() -> None:
    """Plan a film from its ending.

    A production is a folder of plain files. `lastlook new my-film` lays one out,
    `lastlook plan my-film` turns it into a shootable book.
    """
