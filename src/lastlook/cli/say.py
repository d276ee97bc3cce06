"""How problems look on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.errors import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from lastlook.errors import Problem


def say_problems(problems: Sequence[Problem]) -> None:
    """Print every problem on standard error: place, what, why and the way out."""
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for problem in problems:
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        line = Text(f"{problem.place}: ", style="bold")
        line.append(f"{problem.severity}: ", style=colour)
        line.append(problem.message)
        console.print(line)


def count_problems(problems: Sequence[Problem]) -> str:
    """Say how many there are: `2 errors and 1 warning`; empty where there is none."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    parts = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for count, word in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return " and ".join(parts)


def in_a_command(path: Path) -> str:
    """Write a path as a shell takes it: in quotation marks where it has a blank."""
    name = str(path)
    return f'"{name}"' if any(ch.isspace() for ch in name) else name


def by_scene(lines: Iterable[str], between: str = "; ") -> list[str]:
    """Put `scene 3: …` lines of one scene into one, and leave all others as they are."""
    found: dict[str, list[str]] = {}
    for line in lines:
        scene, colon, said = line.partition(": ")
        of_a_scene = colon and scene.startswith("scene ")
        found.setdefault(scene if of_a_scene else line, []).extend([said] if of_a_scene else ())
    return [f"{key}: {between.join(said)}" if said else key for key, said in found.items()]


def alike(lines: Iterable[str]) -> list[str]:
    """Say once, with all its scenes, what several `scene 3: …` lines say."""
    found: dict[str, list[str]] = {}
    for line in lines:
        scene, colon, said = line.partition(": ")
        of_a_scene = colon and scene.startswith("scene ")
        found.setdefault(said if of_a_scene else line, []).extend(
            [scene.removeprefix("scene ")] if of_a_scene else ()
        )
    return [
        f"{'scene' if len(scenes) == 1 else 'scenes'} {', '.join(scenes)}: {said}"
        if scenes
        else said
        for said, scenes in found.items()
    ]
