"""`lastlook breakdown reject`: suggestions turned down, and elements taken off a sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lastlook.cli.breakdown.film import done_json_option
from lastlook.cli.breakdown.suggest import category_option, named_category
from lastlook.errors import LastlookError

if TYPE_CHECKING:
    from lastlook.plan import Film
    from lastlook.script import Scene


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("scene_name", metavar="SCENE")
@click.argument("label")
@category_option
@click.option(
    "--always", is_flag=True, help="Never suggest it in this scene, whatever a draft says."
)
@done_json_option
def reject(
    folder: Path, scene_name: str, label: str, *, category: str | None, always: bool, as_json: bool
) -> None:
    """Turn down LABEL in SCENE of the production in FOLDER.

    It is not suggested there again as long as its sentence stands. What was confirmed before
    comes off the sheet.
    """
    from lastlook.breakdown import edits
    from lastlook.breakdown.asking import scene_named, suggestion_named
    from lastlook.breakdown.categories import CAST
    from lastlook.breakdown.decisions import Rejected
    from lastlook.cli.breakdown.film import decide, load_film, say_done, suggested
    from lastlook.cli.breakdown.meant import is_refused, not_suggested, on_sheet, role_meant

    film = load_film(folder)
    scene = scene_named(film.scenes, scene_name)
    open_here = suggested(film, threshold=0.0)[scene.id]
    wanted = named_category(category)
    found = suggestion_named(open_here, label, wanted)
    there = on_sheet(film, scene, label, wanted)
    what = f"reject {label} in scene {scene.number}"
    if CAST in {found.category if found else wanted, there.category if there else ""}:
        role = role_meant(film, label)
        files = decide(
            film, lambda s: edits.set_presence(s, scene.id, role.id, present=False), what
        )
        done = f"Scene {scene.number}: {role.character} ({role.id}) is not there."
        say_done(folder, done, files, as_json=as_json)
        return
    if found is None and there is None and not always:
        if is_refused(film, scene, label):
            already = f"{label} is turned down in scene {scene.number} already."
            if as_json:
                say_done(folder, already, (), as_json=True)
            else:
                click.echo(already)
            return
        raise LastlookError(not_suggested(scene, label, open_here))
    by_tag = there is not None and there.origin == "tag"
    rejected = Rejected(
        label=found.label if found else label,
        category=found.category if found else (there.category if there else wanted),
        quote=found.quote.text if found else _quote_on(film, scene, label),
    )
    files = decide(
        film,
        lambda s: edits.reject(s, scene.id, rejected, dismiss=always or by_tag),
        what,
    )
    stands = "" if always or by_tag or not rejected.quote else ", as long as its sentence stands"
    off = "is off the sheet, and " if there else "is "
    done = f"Scene {scene.number}: {label} {off}not suggested again{stands}."
    say_done(folder, done, files, as_json=as_json)


def _quote_on(film: Film, scene: Scene, label: str) -> str:
    """Return the sentence that something on the sheet was confirmed from, or that names it."""
    from lastlook.breakdown.asking import quote_for
    from lastlook.breakdown.memory import folded

    decided = film.decisions.scenes.get(scene.id)
    for one in decided.elements if decided else ():
        if folded(one.label) == folded(label) and one.quote:
            return one.quote
    found, _ = quote_for(film.screenplay.paragraphs[scene.first : scene.last], label)
    return found.text if found else ""
