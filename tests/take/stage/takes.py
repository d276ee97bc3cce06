"""Small takes, as text, that several tests read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.take import parse_take

if TYPE_CHECKING:
    from lastlook.take import Take


def take(text: str = "", *, car: str = "sedan", duration: int = 60) -> Take:
    """Read a take with these tables."""
    head = f'title = "T"\nduration = {duration}\n[set]\ncar = "{car}"\n'
    found, problems = parse_take((head + text).encode(), "takes/t.toml")
    assert found is not None, [problem.message for problem in problems]
    return found


def figure(name: str, path: str, more: str = "") -> str:
    """Return a figure with a path in one line."""
    return f'[[figures]]\nname = "{name}"\npath = [{path}]\n{more}\n'
