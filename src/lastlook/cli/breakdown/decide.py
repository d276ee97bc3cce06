"""`lastlook breakdown confirm`: suggestions, and whatever else, put on the sheet of a scene."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lastlook.cli.breakdown.film import done_json_option
from lastlook.cli.breakdown.suggest import embeddings_option, named_category
from lastlook.errors import LastlookError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown import DecidedElement
    from lastlook.plan import Film
    from lastlook.script import Scene


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("scene_name", metavar="[SCENE]", required=False)
@click.argument("label", required=False)
@click.option("--category", metavar="C", help="Put it into this category, such as props or sfx.")
@click.option("--count", type=click.IntRange(min=0), help="How many.")
@click.option("--as", "named", metavar="LABEL", help="Call it this on the sheet.")
@click.option("--all", "every", is_flag=True, help="Confirm every suggestion that is sure enough.")
@click.option(
    "--above",
    type=click.FloatRange(0, 1),
    default=0.9,
    show_default=True,
    help="With --all: least confidence.",
)
@embeddings_option
@done_json_option
def confirm(
    folder: Path,
    scene_name: str | None,
    label: str | None,
    *,
    category: str | None,
    count: int | None,
    named: str | None,
    every: bool,
    above: float,
    embeddings: bool,
    as_json: bool,
) -> None:
    """Put LABEL on the sheet of SCENE in the production in FOLDER.

    SCENE is a scene's number, or its id. LABEL is a suggestion's, or with --category anything;
    the sentence that has its words is kept with it, so that a new draft can look for it again.
    With --all, SCENE may be left out and LABEL must be.
    """
    from lastlook.breakdown.asking import scene_named
    from lastlook.cli.breakdown.film import load_film

    film = load_film(folder)
    if every:
        if label or named or count is not None:
            raise click.UsageError(
                "--all confirms all as they are: give no LABEL, --as or --count."
            )
        scenes = film.scenes if scene_name is None else (scene_named(film.scenes, scene_name),)
        _confirm_all(folder, film, scenes, category, above, embeddings=embeddings, as_json=as_json)
        return
    if not scene_name or not label:
        raise click.UsageError("Say which SCENE and which LABEL, or --all.")
    scene = scene_named(film.scenes, scene_name)
    _confirm_one(
        folder,
        film,
        scene,
        label,
        category=category,
        count=count,
        named=named,
        embeddings=embeddings,
        as_json=as_json,
    )


def _confirm_one(
    folder: Path,
    film: Film,
    scene: Scene,
    label: str,
    *,
    category: str | None,
    count: int | None,
    named: str | None,
    embeddings: bool,
    as_json: bool,
) -> None:
    from lastlook.breakdown.asking import quote_for, suggestion_named
    from lastlook.breakdown.categories import CAST
    from lastlook.breakdown.decisions import DecidedElement
    from lastlook.cli.breakdown.film import say_done, suggested
    from lastlook.cli.breakdown.meant import (
        category_refused,
        is_refused,
        not_suggested,
        on_sheet,
        role_called,
    )

    open_here = suggested(film, threshold=0.0, embeddings=embeddings)[scene.id]
    wanted = named_category(category)
    found = suggestion_named(open_here, label, wanted) or (
        suggestion_named(open_here, label) if wanted else None
    )
    put_in = wanted or (found.category if found else "")
    if not put_in:
        there = on_sheet(film, scene, label)
        if there and count is None and named is None:
            already = f"{there.label} is on the sheet of scene {scene.number} already."
            if as_json:
                say_done(folder, already, (), as_json=True)
            else:
                click.echo(already)
            return
        if there and named is not None:
            raise LastlookError(
                f"{there.label} is on the sheet of scene {scene.number} already. Call it otherwise "
                f"with `lastlook breakdown rename {folder}`."
            )
        put_in = there.category if there else category_refused(film, scene, label)
        if not put_in and role_called(film, label):
            put_in = CAST
    if not put_in and is_refused(film, scene, label):
        raise LastlookError(
            f"{label} was turned down for good in scene {scene.number}. To put it on the sheet all "
            "the same, give a --category."
        )
    if not put_in:
        raise LastlookError(not_suggested(scene, label, open_here))
    if put_in == CAST:
        _confirm_cast(folder, film, scene, named or label, as_json=as_json)
        return
    if found is not None:
        quote, words = found.quote.text, found.words or found.label
        count = found.count if count is None else count
    else:
        seen, words = quote_for(film.screenplay.paragraphs[scene.first : scene.last], label)
        quote = seen.text if seen else ""
    element = DecidedElement(
        category=put_in,
        label=named or (found.label if found else label),
        count=count,
        quote=quote,
        words=words,
    )
    what = f"confirm {element.label} in scene {scene.number}"
    done, files = _write(film, {scene.id: [element]}, what)
    say_done(folder, done, files, as_json=as_json)


def _write(
    film: Film, confirmed: dict[str, list[DecidedElement]], what: str
) -> tuple[str, tuple[str, ...]]:
    """Write what is confirmed. Returns it in words, and the files that changed."""
    from lastlook.breakdown import edits
    from lastlook.breakdown.memory import sentence_keys
    from lastlook.cli.breakdown.film import decide

    sentences = {
        scene.id: sentence_keys(film.screenplay.paragraphs[scene.first : scene.last])
        for scene in film.scenes
        if scene.id in confirmed
    }
    files = decide(film, lambda snapshot: edits.confirm(snapshot, confirmed, sentences), what)
    if len(confirmed) == 1 and len(next(iter(confirmed.values()))) == 1:
        ((scene_id, (one,)),) = confirmed.items()
        number = next(scene.number for scene in film.scenes if scene.id == scene_id)
        many = "" if one.count is None else f", {one.count}"
        done = f"Scene {number}: {one.category}: {one.label}{many}."
    else:
        total = sum(map(len, confirmed.values()))
        done = f"{total} elements confirmed in {len(confirmed)} scenes."
    return done, files


def _confirm_cast(folder: Path, film: Film, scene: Scene, name: str, *, as_json: bool) -> None:
    from lastlook.breakdown import edits
    from lastlook.cli.breakdown.film import decide, say_done
    from lastlook.cli.breakdown.meant import role_meant

    role = role_meant(film, name)
    files = decide(
        film,
        lambda snapshot: edits.set_presence(snapshot, scene.id, role.id, present=True),
        f"confirm {role.character} in scene {scene.number}",
    )
    done = f"Scene {scene.number}: {role.character} ({role.id}) is there."
    say_done(folder, done, files, as_json=as_json)


def _confirm_all(
    folder: Path,
    film: Film,
    scenes: Sequence[Scene],
    category: str | None,
    above: float,
    *,
    embeddings: bool,
    as_json: bool,
) -> None:
    from lastlook.breakdown.categories import CAST
    from lastlook.breakdown.decisions import DecidedElement
    from lastlook.cli.breakdown.film import say_done, say_json, suggested

    wanted = named_category(category)
    found = suggested(film, threshold=above, embeddings=embeddings)
    confirmed: dict[str, list[DecidedElement]] = {}
    left = []
    for scene in scenes:
        for one in found[scene.id]:
            if one.confidence < above or wanted not in {"", one.category}:
                continue
            if one.category == CAST:
                left.append(f"{one.label} in scene {scene.number}")
                continue
            confirmed.setdefault(scene.id, []).append(
                DecidedElement(
                    category=one.category,
                    label=one.label,
                    count=one.count,
                    quote=one.quote.text,
                    words=one.words or one.label,
                )
            )
    nothing = f"Nothing is suggested with a confidence of {above} or more."
    files: tuple[str, ...] = ()
    done = nothing
    if confirmed:
        total = sum(map(len, confirmed.values()))
        done, files = _write(film, confirmed, f"confirm all above {above}: {total} elements")
    if as_json:
        say_json({"done": done, "files": list(files), "one_by_one": left})
        return
    if confirmed:
        say_done(folder, done, files)
    else:
        click.echo(nothing)
    if left:
        click.echo(f"Cast is confirmed one by one: {'; '.join(left)}.")
