"""`lastlook script lock`: a script in Fountain that keeps its page numbers."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("output", type=click.Path(path_type=Path))
@click.option(
    "--of",
    "earlier",
    type=click.Path(path_type=Path),
    help="Keep the pages of this earlier draft; else FILE's own pages are locked.",
)
def lock(file: Path, output: Path, *, earlier: Path | None) -> None:
    """Write FILE as Fountain to OUTPUT with its pages locked.

    Each page starts with a line such as === 12A ===, or with a note where it starts inside a
    paragraph. OUTPUT may be FILE itself if that is Fountain.
    """
    from lastlook.cli.say import say_problems
    from lastlook.errors import LastlookError
    from lastlook.language.inflect import how_many
    from lastlook.production.files import read_snapshot, write_atomic
    from lastlook.script import paginate, read_file
    from lastlook.script.revisions.locked import lock as locked_pages
    from lastlook.script.revisions.locked_text import locked_fountain

    screenplay = read_file(file)
    if output.exists() and not (
        screenplay.format == "fountain" and output.resolve() == file.resolve()
    ):
        raise LastlookError(f"{output} exists already; nothing was written.")
    kept = None
    if earlier is not None:
        old = read_file(earlier)
        kept = locked_pages(old, paginate(old))
    pages = paginate(screenplay, kept)
    written = locked_fountain(screenplay, pages)
    write_atomic(output, written.data, expected=read_snapshot(output) if output.exists() else None)
    say_problems(written.losses)
    labels = [page.label for page in pages.pages]
    lettered = ", ".join(label for label in labels if not label.isdecimal())
    among = f", {lettered} among them" if lettered else ""
    click.echo(f"{output}: {how_many(len(labels), 'page')} locked{among}.")
