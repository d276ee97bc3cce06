"""`lastlook breakdown journey`: the path of one element through the story."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lastlook.cli.breakdown.film import say_json

if TYPE_CHECKING:
    from lastlook.breakdown.journey_model import Journey, Stop
    from lastlook.cli.breakdown.story import Story


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("element")
@click.option("--category", default="", help="Where several are called so: the one of CATEGORY.")
@click.option(
    "--svg", metavar="FILE", type=click.Path(path_type=Path), help="Draw it into FILE (SVG)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def journey(
    folder: Path, element: str, *, category: str, svg: Path | None, as_json: bool, force: bool
) -> None:
    """Follow ELEMENT through the scenes of the film in FOLDER.

    ELEMENT is an id, a label or another of its names. Shown is every scene it is in or spoken
    of, who has it and in what state it is, as stated in breakdown.toml or else as read from the
    action, and where continuity breaks. FOLDER may be a script file: then all is read from it.
    """
    from lastlook.cli.breakdown.story import read_story

    story = read_story(folder)
    found = _journey(story, element, category)
    if svg is not None:
        from lastlook.cli.breakdown.picture_files import write_pictures
        from lastlook.paperwork.journey_picture import journey_pictures

        write_pictures(svg, journey_pictures(found), force=force)
    if as_json:
        say_json(asdict(found))
    else:
        _show(found)
        _say_near(story, found)


def _say_near(story: Story, found: Journey) -> None:
    """Name the elements that have the words among others, where no element is called just so."""
    from lastlook.breakdown.register import labels_with

    near = () if found.category else labels_with(story.sheets, found.label)
    if near:
        click.echo(f"On sheets there are {', '.join(f'“{label}”' for label in near)}.")


def _journey(story: Story, element: str, category: str) -> Journey:
    from lastlook.breakdown.journeys import journey as journey_of
    from lastlook.breakdown.journeys import journey_of_words
    from lastlook.breakdown.register import SeveralFitError
    from lastlook.cli.breakdown.suggest import named_category
    from lastlook.errors import LastlookError

    wanted = named_category(category)
    parts = (story.sheets, story.screenplay, story.scenes, story.decisions)
    try:
        return journey_of(*parts, element, cast=story.cast, category=wanted)
    except SeveralFitError:
        raise
    except LastlookError:
        # What nobody has put on a sheet yet can still be followed through the words.
        read = journey_of_words(*parts, element, cast=story.cast, category=wanted)
        if not read.stops:
            raise
        return read


def _show(found: Journey) -> None:
    click.echo(f"{found.label} ({found.category or 'on no sheet yet'})")
    enters = found.enters
    if enters is not None:
        click.echo(f"enters in scene {enters.number}: {enters.heading}")
    for stop in found.stops:
        click.echo(f"\n{stop.number:>5}  {_what(stop)}")
        if stop.since:
            click.echo(f"       since: {stop.since}")
        for name, words, basis in (
            ("has it", stop.has, stop.has_basis),
            ("state", stop.states, stop.states_basis),
        ):
            if words:
                click.echo(f"       {name}: {' → '.join(words)}  [{basis}]")
        for quote in stop.quotes:
            click.echo(f"       {quote.line}: “{quote.text}”")
    click.echo("")
    for gap in found.breaks:
        click.echo(f"{gap.grade}: {gap.what} [{gap.basis}]")
    if not found.breaks:
        click.echo("Continuity holds, as far as it is known.")


def _what(stop: Stop) -> str:
    day = f", day {stop.script_day}" if stop.script_day else ""
    return f"{stop.heading}{day}: {stop.presence}"
