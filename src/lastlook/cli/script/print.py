"""`lastlook script print`: a screenplay as PDF, whole, in sides, or for one reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lastlook.errors import LastlookError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastlook.script import Screenplay
    from lastlook.script.print import PrintOptions


@click.command("print")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="The PDF to write; FILE.pdf otherwise."
)
@click.option(
    "--paper",
    type=click.Choice(("letter", "a4")),
    help="Print on this paper; the script's own otherwise. Page breaks follow the paper.",
)
@click.option(
    "--numbers",
    type=click.Choice(("both", "none", "left", "right")),
    help="Margins for scene numbers; both otherwise, where the script numbers its scenes.",
)
@click.option("--scenes", default="", metavar="3,5-7A", help="Sides: the pages of these scenes.")
@click.option("--day", type=click.IntRange(min=1), help="Sides: the scenes of this shooting day.")
@click.option(
    "--highlight", multiple=True, metavar="NAME", help="Colour this character's lines. Repeatable."
)
@click.option(
    "--watermark",
    multiple=True,
    metavar="NAME",
    help="Print a copy with this name on every page. Repeatable: one PDF for each.",
)
@click.option("--at-foot", is_flag=True, help="Set the watermark at the foot, not across the page.")
@click.option(
    "--withhold", default="", metavar="24", help="Scenes replaced by a grey box of their height."
)
@click.option(
    "--for",
    "readers",
    multiple=True,
    metavar="NAME",
    help="Withhold from this reader only, who gets a copy of their own. Repeatable.",
)
@click.option("--revision-colors", is_flag=True, help="Tint revised pages; name the revision.")
@click.option("--no-title-page", is_flag=True, help="Leave the title page out.")
@click.option("--language", default="", metavar="fr", help="The script's language, for readers.")
@click.option("--force", is_flag=True, help="Replace a PDF that lastlook did not make.")
def print_script(
    *,
    file: Path,
    out: Path | None,
    paper: str | None,
    numbers: str | None,
    scenes: str,
    day: int | None,
    highlight: tuple[str, ...],
    watermark: tuple[str, ...],
    at_foot: bool,
    withhold: str,
    readers: tuple[str, ...],
    revision_colors: bool,
    no_title_page: bool,
    language: str,
    force: bool,
) -> None:
    """Print the screenplay FILE as PDF, on Final Draft's pages.

    An earlier print is replaced; any other PDF stays unless --force is given, and a file that is
    no PDF always stays. With several readers, each gets a PDF with their name in its file name.
    """
    from lastlook.script import read_file
    from lastlook.script.print import Numbers, Paper, PrintOptions, Watermark

    if readers and not withhold.strip():
        raise click.UsageError("--for names who may not read what --withhold names; give both.")
    if day is not None:
        from lastlook.cli.script.shooting_day import scenes_of_day

        scenes = ",".join(filter(None, (scenes, scenes_of_day(file, day))))
    options = PrintOptions(
        paper=Paper(paper) if paper else None,
        numbers=Numbers(numbers) if numbers else None,
        title_page=not no_title_page,
        scenes=scenes,
        highlight=highlight,
        withhold=withhold,
        watermark=Watermark.FOOT if at_foot else Watermark.DIAGONAL,
        revision_colors=revision_colors,
        language=language,
    )
    screenplay = read_file(file)
    target = out or file.with_suffix(".pdf")
    if target.suffix.casefold() != ".pdf":
        raise LastlookError(
            f"{target} does not end in .pdf, and a print is a PDF. Nothing was written. "
            f"Name it {target.stem or 'script'}.pdf or alike with -o."
        )
    copies = list(_copies(options, watermark, readers, target))
    if any(path.resolve() == file.resolve() for path, _ in copies):
        raise LastlookError(f"{file} is the script itself. Give another name with -o.")
    _write(screenplay, copies, force=force)


def _copies(
    options: PrintOptions, names: tuple[str, ...], readers: tuple[str, ...], target: Path
) -> Iterable[tuple[Path, PrintOptions]]:
    """Give each copy's file and options: one for each reader, or one for all."""
    from lastlook.script.print import safe_names

    everybody = safe_names((*names, *readers))
    if len(everybody) < 2 and not readers:
        yield target, replace(options, recipient="".join(everybody))
        return
    for name, safe in everybody.items():
        kept = options.withhold if not readers or name in readers else ""
        path = target.with_name(f"{target.stem}-{safe}{target.suffix}")
        yield path, replace(options, recipient=name, withhold=kept)


def _write(screenplay: Screenplay, copies: list[tuple[Path, PrintOptions]], *, force: bool) -> None:
    """Print all copies, then write them: nothing is written unless all of it could be made."""
    from lastlook.production.files import read_snapshot, write_atomic
    from lastlook.script import paginate
    from lastlook.script.print import is_own_print, print_pdf

    for path, _ in copies:
        if path.is_dir():
            raise LastlookError(f"{path} is a folder. Give the name of a file with -o.")
        if not path.parent.is_dir():
            raise LastlookError(f"{path} cannot be written: there is no folder {path.parent}.")
    earlier = {path: read_snapshot(path) if path.exists() else None for path, _ in copies}
    for path, old in earlier.items():
        if old is not None and old.data and not old.data.lstrip().startswith(b"%PDF-"):
            raise LastlookError(
                f"{path} holds something that is no PDF, and a print never replaces that, with "
                "--force or without. Nothing was written. Give another name with -o, or move that "
                "file away."
            )
        if old is not None and not force and not is_own_print(old.data):
            raise LastlookError(
                f"{path} exists and is no print of lastlook. Nothing was written. "
                "Give another name with -o, or replace it with --force."
            )
    pages = paginate(screenplay)
    printed = {path: print_pdf(screenplay, options, pages=pages) for path, options in copies}
    problems = dict.fromkeys(problem for made in printed.values() for problem in made.problems)
    for path, made in printed.items():
        old = earlier[path]
        if old is None or old.data != made.data:
            write_atomic(path, made.data, expected=old)
    if screenplay.problems or problems:
        from lastlook.cli.say import say_problems

        say_problems((*screenplay.problems, *problems))
    for path in printed:
        click.echo(str(path))
