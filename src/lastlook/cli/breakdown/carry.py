"""`lastlook breakdown carry` and `undo`: elements to another sheet, and decisions taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lastlook.errors import LastlookError

if TYPE_CHECKING:
    from lastlook.plan import Film


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def undo(folder: Path) -> None:
    """Take back the last decision that a command wrote in the production in FOLDER.

    Its files are put back as they were, byte for byte; again, and the one before it is taken
    back. If a file was changed since, nothing is written.
    """
    from lastlook.breakdown.journal import undo as take_back
    from lastlook.production import find_root, open_production

    root = find_root(folder) or open_production(folder).root
    back = take_back(root)
    click.echo(f"Taken back: {back.what}. {', '.join(back.files)} as before.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("scene_name", metavar="SCENE")
@click.argument("to_name", metavar="TO")
@click.argument("labels", metavar="[LABEL]...", nargs=-1)
def carry(folder: Path, scene_name: str, to_name: str, labels: tuple[str, ...]) -> None:
    """Move the elements of SCENE in the production in FOLDER to the sheet of TO.

    SCENE may be one that is not in the script any more, by its id or the last number it had.
    Without LABEL all of its elements go; quantities, states and remarks go with them.
    """
    from lastlook.breakdown import edits
    from lastlook.breakdown.asking import scene_named
    from lastlook.breakdown.memory import folded
    from lastlook.cli.breakdown.film import decide, load_film, say_done

    film = load_film(folder)
    to = scene_named(film.scenes, to_name)
    came = _scene_once(film, scene_name)
    decided = film.decisions.scenes.get(came)
    wanted = {folded(label) for label in labels}
    there = list(enumerate(decided.elements if decided else ()))
    going = [(n, one) for n, one in there if not wanted or folded(one.label) in wanted]
    missing = wanted - {folded(one.label) for _, one in going}
    if missing or not going:
        known = ", ".join(one.label for _, one in there) or "nothing"
        raise LastlookError(f"Not everything named is decided for {came}. It has: {known}.")
    if came == to.id:
        raise LastlookError(f"{came} is scene {to.number} itself.")
    taken = [edits.Taken(scene=came, index=n, to=to.id) for n, _ in going]
    what = f"carry {len(going)} elements from {came} to scene {to.number}"
    files = decide(film, lambda s: edits.carry(s, taken), what)
    say_done(
        folder, f"{', '.join(one.label for _, one in going)}: now in scene {to.number}.", files
    )


def _scene_once(film: Film, name: str) -> str:
    """Return the id of a scene of today or of before. Raises LastlookError."""
    from lastlook.breakdown.asking import scene_named

    gone = [entry for entry in film.ledger.scene if entry.omitted]
    now = {key for scene in film.scenes for key in (scene.id, scene.number)}
    for entry in gone:
        if entry.id == name or (entry.number == name and name not in now):
            return entry.id
    return name if name in film.decisions.scenes else scene_named(film.scenes, name).id
