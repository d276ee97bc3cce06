"""`lastlook script revise`, `undo` and `drafts`: new drafts come in, and can be taken out."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from lastlook.script.drafts.undo import DraftState


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("draft", type=click.Path(path_type=Path))
@click.option(
    "--date",
    "when",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The draft's date; today without it.",
)
@click.option(
    "--color",
    "--colour",
    "colour",
    help="Of its pages; without it, the next of White, Blue, Pink, Yellow, Green, Goldenrod, "
    "Buff, Salmon, Cherry, Tan.",
)
@click.option("--dry-run", is_flag=True, help="Show the report and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report for programs.")
def revise(
    folder: Path,
    draft: Path,
    *,
    when: datetime | None,
    colour: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring DRAFT into the production in FOLDER, and report what it changes.

    Every scene keeps its identity, and with it all that was decided about it, whatever became of
    its number, its heading or its place; every tag is accounted for. The draft takes the place of
    the script; the old script is kept in drafts/. `lastlook script undo` takes the draft out again.
    """
    from lastlook.breakdown.through_drafts import carry_tags
    from lastlook.cli.say import say_problems
    from lastlook.cli.script.revise_report import described, show
    from lastlook.cli.script.revise_tags import described_tags, show_tags
    from lastlook.script.drafts.revise import carry_out
    from lastlook.script.drafts.revise import revise as work_out

    day = when.date() if when else date.today()  # noqa: DTZ011
    through = carry_tags(work_out(folder, draft, when=day, colour=colour))
    revision = through.revision
    if not dry_run:
        carry_out(revision)
    if as_json:
        click.echo(
            _json({**described(revision), "tags": described_tags(through), "written": not dry_run})
        )
        return
    show(revision)
    show_tags(through)
    say_problems(revision.problems)
    if dry_run:
        click.echo("Nothing was written.")
    else:
        click.echo(
            f"The {revision.draft.name} draft is the script now ({revision.draft.file}); the "
            f"{revision.before.name} draft is kept as {revision.before.file}. "
            f"To take it back: lastlook script undo {folder}"
        )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def undo(folder: Path) -> None:
    """Take the last draft out of the production in FOLDER.

    The script, scenes.toml, production.toml and breakdown.toml are put back as they were, byte for
    byte. If one
    of them was changed since, nothing is written.
    """
    from lastlook.script.drafts.undo import undo as take_out

    undone = take_out(folder)
    click.echo(f"The {undone.draft} draft is out; the script is {undone.script} as it was before.")
    if undone.kept:
        click.echo(f"The draft that was taken out is kept as {undone.kept}.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def drafts(folder: Path, *, as_json: bool) -> None:
    """List the drafts of the production in FOLDER: date, colour, scenes, pages."""
    from rich.console import Console
    from rich.table import Table

    from lastlook.script.drafts.undo import list_drafts

    states = list_drafts(folder)
    if as_json:
        click.echo(_json({"drafts": [_as_dict(state) for state in states]}))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("Draft", "Date"):
        table.add_column(name, no_wrap=True)
    for name in ("Scenes", "Pages"):
        table.add_column(name, justify="right")
    table.add_column("File", overflow="fold")
    table.add_column("", overflow="fold")
    for state in states:
        size, draft = state.size, state.draft
        note = "; ".join(part for part in ("today's" if state.current else "", state.note) if part)
        table.add_row(
            draft.name,
            draft.date.isoformat() if draft.date else "not stated",
            str(size.scenes) if size else "?",
            str(size.pages) if size else "?",
            draft.file,
            note,
        )
    Console(highlight=False, markup=False).print(table)


def _as_dict(state: DraftState) -> dict[str, Any]:
    draft, size = state.draft, state.size
    return {
        "name": draft.name,
        "date": draft.date.isoformat() if draft.date else None,
        "colour": draft.colour,
        "file": draft.file,
        "sha256": draft.sha256,
        "scenes": size.scenes if size else None,
        "pages": size.pages if size else None,
        "note": state.note,
        "current": state.current,
    }


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
