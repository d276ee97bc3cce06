"""The documentation, held against the code."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from lastlook.breakdown.categories import CATEGORIES
from lastlook.breakdown.decisions import DecidedElement, DecidedPart, ElementRecord, SceneDecisions
from lastlook.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


def commands(group: click.Context) -> Iterator[tuple[str, click.Context]]:
    """Yield every command below a group, by its full name."""
    assert isinstance(group.command, click.Group)
    for name in group.command.list_commands(group):
        command = group.command.get_command(group, name)
        assert command is not None
        context = click.Context(
            command, info_name=name, parent=group, **{**main.context_settings, **LIMITS}
        )
        if isinstance(command, click.Group):
            yield from commands(context)
        else:
            yield context.command_path, context


LIMITS = {"terminal_width": 88, "max_content_width": 88}


def all_commands() -> Iterator[tuple[str, click.Context]]:
    return commands(click.Context(main, info_name="lastlook", **main.context_settings))


def reference() -> str:
    """Write the page of all commands from the code."""
    parts = ["# Commands", "", "Made from the code by `pytest --update-golden`.", ""]
    for name, context in all_commands():
        parts += [f"## {name}", "", "```", context.get_help().strip(), "```", ""]
    return "\n".join(parts)


def test_the_page_of_commands_is_what_the_code_says(
    golden: Callable[[Path, str], None],
) -> None:
    golden(DOCS / "commands.md", reference())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_room_has_a_page_that_the_index_names() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    rooms = {path.parent.name for path in (ROOT / "src" / "lastlook").glob("*/__init__.py")}
    for room in rooms - {"cli", "language"}:
        assert f"({room}.md)" in index
        assert (DOCS / f"{room}.md").is_file()
    for page in (DOCS / "formats").glob("*.md"):
        assert f"(formats/{page.name})" in index


def test_breakdown_toml_is_documented_key_by_key() -> None:
    page = (DOCS / "formats" / "breakdown.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    kinds = (SceneDecisions, DecidedPart, DecidedElement, ElementRecord)
    assert documented == [field.name for kind in kinds for field in fields(kind)]
    flat = " ".join(page.split())
    for category in CATEGORIES:
        assert category in flat


def test_everything_the_readme_types_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    known = {name for name, _ in all_commands()}
    typed = re.findall(r"^ {4}(lastlook \w+(?: [\w-]+)?)", text, re.MULTILINE)
    assert typed
    for line in typed:
        assert any(line.startswith(name) for name in known), line
