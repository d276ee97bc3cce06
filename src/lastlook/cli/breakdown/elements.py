"""`lastlook breakdown elements` and what is decided about an element everywhere at once."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lastlook.cli.breakdown.film import done_json_option
from lastlook.cli.breakdown.suggest import category_option, embeddings_option, named_category
from lastlook.errors import LastlookError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown.register import Entry
    from lastlook.plan import Film
    from lastlook.script.drafts.changes import Change

folder_argument = click.argument("folder", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")


@click.command()
@folder_argument
@category_option
@json_option
def elements(folder: Path, *, category: str | None, as_json: bool) -> None:
    """List every element of the film in FOLDER: names, board id, scenes."""
    from lastlook.cli.breakdown.film import entries_of, load_film, say_json

    wanted = named_category(category)
    found = [one for one in entries_of(load_film(folder)) if wanted in {"", one.category}]
    if as_json:
        say_json({"elements": [asdict(entry) for entry in found]})
    else:
        _show(found)


def _show(found: Sequence[Entry]) -> None:
    from itertools import groupby

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False)
    for category, group in groupby(found, key=lambda entry: entry.category):
        console.print(Text(f"\n{category}", style="bold"))
        table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
        table.add_column(justify="right", min_width=4)
        table.add_column(overflow="fold", min_width=28)
        table.add_column(overflow="fold")
        table.add_column(overflow="fold")
        for entry in group:
            names = Text(entry.label)
            if entry.also:
                names.append(f"  also {', '.join(entry.also)}", style="dim")
            if entry.linked:
                names.append(f"  brings {', '.join(entry.linked)}", style="dim")
            scenes = " ".join(
                one.number if one.count is None else f"{one.number}×{one.count}"
                for one in entry.scenes
            )
            table.add_row(entry.number, names, Text(entry.id, style="dim"), scenes or "in no scene")
        console.print(table)
    console.print(f"\n{len(found)} element{'' if len(found) == 1 else 's'}.")


@click.command()
@folder_argument
@embeddings_option
@json_option
def near(folder: Path, *, embeddings: bool, as_json: bool) -> None:
    """Propose elements of the film in FOLDER that may be one thing under two names.

    Nothing is merged by itself.
    """
    from lastlook.breakdown.categories import BACKGROUND, CAST
    from lastlook.breakdown.near import near_duplicates
    from lastlook.cli.breakdown.film import entries_of, load_film, say_json
    from lastlook.cli.say import in_a_command

    entries = entries_of(load_film(folder))
    pairs = near_duplicates(
        [(one.category, one.label) for one in entries if one.category not in {CAST, BACKGROUND}],
        [one.label for one in entries if one.category == CAST],
        embeddings=embeddings,
    )
    if as_json:
        say_json({"pairs": [asdict(pair) for pair in pairs]})
        return
    where = in_a_command(folder)
    for pair in pairs:
        click.echo(f"{pair.category}: “{pair.first}” and “{pair.second}”: {pair.reason}")
        click.echo(f'    lastlook breakdown merge {where} "{pair.first}" "{pair.second}"')
    if not pairs:
        click.echo("No two elements look like one.")


@click.command()
@folder_argument
@click.argument("keep")
@click.argument("other")
@category_option
@done_json_option
def merge(folder: Path, keep: str, other: str, *, category: str | None, as_json: bool) -> None:
    """Make KEEP and OTHER one element of the film in FOLDER, called KEEP.

    All that OTHER was called goes on meaning it, on sheets, in tags and in the script. Two names
    of a role are joined in production.toml.
    """
    from lastlook.breakdown import element_edits
    from lastlook.breakdown.categories import CAST
    from lastlook.breakdown.register import find
    from lastlook.cli.breakdown.film import decide, entries_of, load_film, say_done

    film = load_film(folder)
    entries = entries_of(film)
    wanted = named_category(category)
    one, two = find(entries, keep, wanted), find(entries, other, wanted)
    what = f"merge {two.label} into {one.label}"
    if one.category == two.category == CAST:
        files = decide(film, lambda s: s.data, what, also=[_cast_joined(film, one, two)])
    else:
        _refuse_people(one, two)
        files = decide(film, lambda s: element_edits.merge(s, one, two), what)
    say_done(folder, f"“{two.label}” is “{one.label}” now.", files, as_json=as_json)


def _cast_joined(film: Film, keep: Entry, other: Entry) -> Change:
    """Give a role of production.toml another name. Raises LastlookError."""
    from lastlook.production import edit, read_snapshot
    from lastlook.production.folder import PRODUCTION_FILE
    from lastlook.script.drafts.changes import Change

    members = [member.id for member in film.production.cast]
    if not keep.stated or int(keep.number) not in members:
        raise LastlookError(
            f"{keep.label} has no [[cast]] table in {PRODUCTION_FILE}, so it can keep no other "
            f"name. Write one with id = {keep.number}, or merge the other way round."
        )
    if other.stated:
        raise LastlookError(
            f"{other.label} has a [[cast]] table of its own (id = {other.number}). Bring over what "
            f"is in it to {keep.label}, delete it from {PRODUCTION_FILE}, and merge again. Nothing "
            "was written."
        )
    place = members.index(int(keep.number))
    snapshot = read_snapshot(film.production.root / PRODUCTION_FILE)
    after = edit(
        snapshot,
        lambda document: document["cast"][place].update({"also": [*keep.also, other.label]}),
    )
    return Change(path=PRODUCTION_FILE, before=snapshot.data, after=after)


def _refuse_people(*entries: Entry) -> None:
    """Elements only: roles are in production.toml and extras counted scene by scene."""
    from lastlook.breakdown.categories import CAST

    for entry in entries:
        if entry.category == CAST:
            raise LastlookError(
                f"{entry.label} is a role. Its names and its board id stand in the [[cast]] tables "
                "of production.toml."
            )


@click.command()
@folder_argument
@click.argument("element")
@click.argument("label")
@click.option("--category", metavar="C", help="Bring it into this category.")
def rename(folder: Path, element: str, label: str, *, category: str | None) -> None:
    """Call ELEMENT of the film in FOLDER LABEL on every sheet.

    The old name goes on meaning it.
    """
    from lastlook.breakdown import element_edits
    from lastlook.breakdown.memory import folded
    from lastlook.breakdown.register import find
    from lastlook.cli.breakdown.film import decide, entries_of, load_film, say_done

    film = load_film(folder)
    entries = entries_of(film)
    entry = find(entries, element)
    _refuse_people(entry)
    wanted = named_category(category)
    for one in entries:
        same = folded(label) in {folded(name) for name in one.names}
        if same and one.id != entry.id and one.category == (wanted or entry.category):
            raise LastlookError(
                f"“{label}” is an element already ({one.id}). To make them one: lastlook breakdown "
                f"merge {folder} {one.id} {entry.id}."
            )
    files = decide(
        film,
        lambda s: element_edits.rename(s, entry, label, wanted),
        f"rename {entry.label} to {label}",
    )
    say_done(folder, f"“{entry.label}” is called “{label}” now.", files)


@click.command()
@folder_argument
@click.argument("element")
@click.option(
    "--scene", "scene_name", metavar="N", required=True, help="Number or id of the scene."
)
@click.option("--to", "label", metavar="LABEL", required=True, help="What it is there.")
def split(folder: Path, element: str, *, scene_name: str, label: str) -> None:
    """Make ELEMENT another element, called LABEL, in one scene of the film in FOLDER."""
    from lastlook.breakdown import element_edits
    from lastlook.breakdown.asking import scene_named
    from lastlook.breakdown.register import find
    from lastlook.cli.breakdown.film import decide, entries_of, load_film, say_done

    film = load_film(folder)
    entry = find(entries_of(film), element)
    _refuse_people(entry)
    scene = scene_named(film.scenes, scene_name)
    if scene.id not in {one.scene_id for one in entry.scenes}:
        numbers = " ".join(one.number for one in entry.scenes) or "none"
        raise LastlookError(
            f"“{entry.label}” is not on the sheet of scene {scene.number}. Its scenes: {numbers}."
        )
    files = decide(
        film,
        lambda s: element_edits.split(s, entry, scene.id, label),
        f"split {label} from {entry.label} in scene {scene.number}",
    )
    say_done(folder, f"In scene {scene.number} it is “{label}” now.", files)


@click.command()
@folder_argument
@click.argument("element")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
def link(folder: Path, element: str, others: tuple[str, ...]) -> None:
    """Let OTHER come along to every scene that ELEMENT is in, such as a dog's handler.

    An OTHER that is no element yet is given as category:label, such as "Animal Handler:Handler".
    """
    from lastlook.breakdown import element_edits
    from lastlook.breakdown.register import find
    from lastlook.cli.breakdown.film import decide, entries_of, load_film, say_done

    film = load_film(folder)
    entries = entries_of(film)
    entry = find(entries, element)
    found = [_meant(entries, other) for other in others]
    _refuse_people(entry, *found)
    names = ", ".join(f"“{one.label}”" for one in found)
    files = decide(
        film, lambda s: element_edits.link(s, entry, found), f"link {names} to {entry.label}"
    )
    say_done(folder, f"{names} will come along with “{entry.label}”.", files)


def _meant(entries: Sequence[Entry], name: str) -> Entry:
    """Return an element by any of its names, or a new one by `category:label`."""
    from lastlook.breakdown.categories import category_name
    from lastlook.breakdown.memory import folded
    from lastlook.breakdown.register import derived, find

    before, _, after = name.partition(":")
    category, label = category_name(before), after.strip()
    if not category or not label:
        return find(entries, name)
    for one in entries:
        if one.category == category and folded(label) in {folded(known) for known in one.names}:
            return one
    return derived(category, label)


@click.command()
@folder_argument
@click.argument("element", required=False)
@click.argument("number", required=False)
@category_option
def number(folder: Path, element: str | None, number: str | None, *, category: str | None) -> None:
    """Give ELEMENT of the film in FOLDER a board id, or every element that has none.

    Without NUMBER it is the next after all that elements ever had, whatever their category. A
    number is never given twice, not even after its element is gone.
    """
    from lastlook.breakdown import element_edits
    from lastlook.breakdown.numbers import next_numbers, refuse_given
    from lastlook.breakdown.register import find
    from lastlook.cli.breakdown.film import decide, entries_of, load_film, say_done

    film = load_film(folder)
    entries = entries_of(film)
    wanted = named_category(category)
    if element is not None:
        entry = find(entries, element, wanted)
        _refuse_people(entry)
        if number is not None:
            refuse_given(number, entry, entries, film.ledger)
            given = [(entry, number)]
        else:
            given = next_numbers([entry], entries, film.ledger)
    else:
        without = [one for one in entries if wanted in {"", one.category}]
        given = next_numbers(without, entries, film.ledger)
    files = decide(
        film, lambda s: element_edits.give_numbers(s, given), f"number {len(given)} elements"
    )
    for one, board_id in given:
        click.echo(f"{board_id}  {one.category}: {one.label}")
    say_done(folder, f"{len(given)} numbered.", files)
