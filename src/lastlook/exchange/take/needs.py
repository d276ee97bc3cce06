"""Packages that only an export needs, or words that name the extra which brings them."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError

if TYPE_CHECKING:
    from types import ModuleType


class MissingError(LastlookError):
    """A package of an extra is not installed."""


def need(module: str, *, extra: str, what: str) -> ModuleType:
    """Import a module of an extra.

    `what` names the thing to be written: `OpenUSD`. Raises MissingError with the way out.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = (error.name or module).partition(".")[0]
        raise MissingError(_words(package, extra, what)) from None


def _words(package: str, extra: str, what: str) -> str:
    said = f"{what} cannot be written: the package `{package}` is not installed. "
    if package == "opentimelineio" and sys.version_info >= (3, 14):
        return (
            f"{said}It does not exist for Python {sys.version_info[0]}.{sys.version_info[1]} yet: "
            "use Python 3.13, or write .csv or .usda."
        )
    return f"{said}Install it with: pip install 'lastlook[{extra}]'"
