"""`lastlook script info`: what is in a screenplay."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lastlook.errors import LastlookError, Problem, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastlook.script import Scene, Screenplay
    from lastlook.script.pages.paginate import Pages


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
@click.pass_context
def info(ctx: click.Context, file: Path, *, as_json: bool) -> None:
    """Show the scenes of FILE with their pages, eighths and cast.

    Pages and eighths are those that Final Draft would give.
    """
    from lastlook.script import paginate, read_file

    try:
        screenplay = read_file(file)
    except LastlookError as error:
        if not as_json:
            raise
        nothing = {"title": file.stem, "pages": 0, "scenes": []}
        click.echo(_json({**nothing, "problems": _reasons(error, file)}))
        ctx.exit(error.exit_code)
    pages = paginate(screenplay)
    scenes = _scenes(screenplay, file)
    if as_json:
        click.echo(_json(described(screenplay, pages, scenes)))
    else:
        _show(screenplay, pages, scenes)


def _scenes(screenplay: Screenplay, file: Path) -> tuple[Scene, ...]:
    """Return the scenes with the ids of the production that FILE is the script of, if any."""
    from lastlook.production import read_production
    from lastlook.script.ledger import FILE, Ledger, name_scenes, read_ledger

    ledger = None
    production, _ = read_production(file)
    if production and production.script_path.resolve() == file.resolve():
        path = production.root / FILE
        ledger = read_ledger(path.read_bytes())[0] if path.is_file() else None
    return name_scenes(screenplay, ledger or Ledger())


def _reasons(error: LastlookError, file: Path) -> list[dict[str, Any]]:
    if isinstance(error, ProblemsError):
        return _problems(error.problems)
    return _problems([Problem(file=file.name, what=str(error))])


def described(screenplay: Screenplay, pages: Pages, scenes: Iterable[Scene]) -> dict[str, Any]:
    """Return what `lastlook script info --json` prints.

    A page is a number, or a text where it has letters, such as 12A.
    """
    extents = {extent.first: extent for extent in pages.scenes}
    return {
        "title": screenplay.title,
        "pages": len(pages.pages),
        "scenes": [
            {
                "id": scene.id,
                "number": scene.number,
                "heading": scene.heading.text,
                "int_ext": scene.heading.int_ext,
                "set": scene.heading.set,
                "time": scene.heading.time,
                "page": _page(extents[scene.first].page),
                "eighths": extents[scene.first].eighths,
                "cast": list(scene.cast),
            }
            for scene in scenes
        ],
        "problems": _problems(screenplay.problems),
    }


def _page(label: str) -> int | str:
    return int(label) if label.isdecimal() else label


def _problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [{"line": p.line, "column": p.column, "message": p.message} for p in problems]


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _show(screenplay: Screenplay, pages: Pages, scenes: tuple[Scene, ...]) -> None:
    from rich.console import Console
    from rich.table import Table

    from lastlook.cli.say import say_problems
    from lastlook.language.inflect import how_many
    from lastlook.script.pages.eighths import format_eighths

    extents = {extent.first: extent for extent in pages.scenes}
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, justify in (("No.", "right"), ("Page", "right"), ("Length", "right")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    table.add_column("Scene")
    table.add_column("Cast")
    for scene in scenes:
        extent = extents[scene.first]
        length = format_eighths(extent.eighths)
        cast = ", ".join(scene.cast)
        table.add_row(scene.number, extent.page, length, scene.heading.text, cast)
    console = Console(highlight=False)
    total = sum(extent.eighths for extent in pages.scenes)
    console.print(f"[bold]{screenplay.title}[/]", markup=True)
    console.print(
        f"{how_many(len(pages.pages), 'page')}, {how_many(len(scenes), 'scene')}, "
        f"{format_eighths(total)} pages as the sum of the scenes' eighths\n"
    )
    console.print(table)
    say_problems(screenplay.problems)
