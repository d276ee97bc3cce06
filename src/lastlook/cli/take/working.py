"""What a long command is at, on a terminal."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def working() -> Iterator[Callable[[str], None]]:
    """Give a function that says on standard error what is being done and for how long.

    Where that is no terminal nothing is said; when the work is done nothing of it stays.
    """
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    line = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with line:
        task = line.add_task("", total=None)
        yield lambda doing: line.update(task, description=doing)
