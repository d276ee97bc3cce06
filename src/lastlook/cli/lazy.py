"""A group of commands that are imported only when they are called, so that help is quick."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping


class LazyGroup(click.Group):
    """Commands by name, each given as `module:attribute`, in the order people need them."""

    def __init__(self, *args: Any, lazy: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names in the order they were given."""
        return list(self.lazy)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import a command's module and return the command."""
        if name not in self.lazy:
            return None
        module, _, attribute = self.lazy[name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command
