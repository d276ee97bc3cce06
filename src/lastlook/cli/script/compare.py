"""`lastlook script compare`: which printed lines and pages a draft changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from lastlook.script import Screenplay


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--locked", is_flag=True, help="Keep the pages of OLD: what overflows gets letters.")
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def compare(old: Path, new: Path, *, locked: bool, as_json: bool) -> None:
    """Show the lines of NEW that would carry a star, page by page.

    OLD and NEW are two drafts in any formats. Nothing is written.
    """
    from lastlook.script import read_file

    found = compared(read_file(old), read_file(new), locked=locked)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _show(found)


def compared(old: Screenplay, new: Screenplay, *, locked: bool = False) -> dict[str, Any]:
    """Return what `lastlook script compare --json` prints.

    Pages are labels as text; `y` counts lines of 12 points from the top margin down, from 0;
    `line` is where the paragraph stands in the new file.
    """
    from lastlook.script import paginate, scenes_of
    from lastlook.script.revisions.locked import lock
    from lastlook.script.revisions.marks import revise_marks, starred

    latest = max((one.id for one in (*old.revisions, *new.revisions)), default=0) + 1
    marked = revise_marks(old, new, revision=latest)
    before = paginate(old)
    pages = paginate(marked, lock(old, before) if locked else None)
    scenes = {scene.first: scene for scene in scenes_of(marked)}
    shown = []
    changed: dict[str, None] = {}
    at = ""
    for page in pages.pages:
        stars = starred(page, marked, {latest})
        lines = []
        for place, line in enumerate(page.lines):
            if line.paragraph in scenes:
                at = scenes[line.paragraph].number
            if place in stars:
                changed[at] = None
                row = marked.paragraphs[line.paragraph].line
                lines.append({"y": line.y, "text": line.text, "scene": at, "line": row})
        if lines:
            shown.append({"page": page.label, "lines": lines})
    return {
        "old_pages": len(before.pages),
        "new_pages": len(pages.pages),
        "pages": shown,
        "scenes": [number for number in changed if number],
        "lines": sum(len(page["lines"]) for page in shown),
    }


def _show(found: dict[str, Any]) -> None:
    if not found["lines"]:
        click.echo("No printed word differs.")
        return
    for page in found["pages"]:
        click.echo(f"Page {page['page']}")
        for line in page["lines"]:
            click.echo(f"  * {line['text']}")
    from lastlook.language.inflect import how_many

    labels = ", ".join(page["page"] for page in found["pages"])
    numbers = ", ".join(found["scenes"])
    click.echo(
        f"\n{how_many(found['lines'], 'line')} on {len(found['pages'])} of "
        f"{how_many(found['new_pages'], 'page')} changed "
        f"(there were {found['old_pages']}): {labels}"
    )
    if numbers:
        click.echo(f"Scenes: {numbers}")
