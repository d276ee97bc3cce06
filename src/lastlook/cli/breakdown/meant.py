"""What a person means by a label in a scene: what is on its sheet, what was turned down, a role."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown import Element, Suggestion
    from lastlook.breakdown.roles import Role
    from lastlook.plan import Film
    from lastlook.script import Scene


def on_sheet(film: Film, scene: Scene, label: str, category: str = "") -> Element | None:
    """Return what has the label on a scene's sheet, cast and background too; None if nothing."""
    from lastlook.breakdown.asking import all_on
    from lastlook.breakdown.memory import folded, names_of

    role = role_called(film, label)
    wanted = {folded(label), folded(role.character) if role else folded(label)}
    sheet = next(one for one in film.sheets if one.scene_id == scene.id)
    for one in all_on(sheet):
        names = {folded(one.label), *names_of(one.id, film.decisions.elements)}
        if wanted & names and category in {"", one.category}:
            return one
    return None


def category_refused(film: Film, scene: Scene, label: str) -> str:
    """Return the category that a label was rejected in; empty where it was not, or in none."""
    from lastlook.breakdown.memory import folded

    decided = film.decisions.scenes.get(scene.id)
    refused = decided.rejected if decided else ()
    return next((one.category for one in refused if folded(one.label) == folded(label)), "")


def is_refused(film: Film, scene: Scene, label: str) -> bool:
    """Whether a label was rejected or dismissed in a scene, in whatever category."""
    from lastlook.breakdown.memory import folded

    decided = film.decisions.scenes.get(scene.id)
    if decided is None:
        return False
    return folded(label) in {
        *(folded(one.label) for one in decided.rejected),
        *map(folded, decided.dismissed),
    }


def role_called(film: Film, name: str) -> Role | None:
    """Return the role of a name, or of a board id; None where there is none."""
    from lastlook.language import folded_name

    wanted = folded_name(name)
    for role in film.roles:
        if wanted in map(folded_name, role.names) or name.strip() == str(role.id):
            return role
    return None


def role_meant(film: Film, name: str) -> Role:
    """Return the role of a name, or of a board id. Raises LastlookError."""
    from lastlook.language import folded_name

    role = role_called(film, name)
    if role is None:
        names = {folded_name(one): one for role in film.roles for one in role.names}
        near = [names[one] for one in get_close_matches(folded_name(name), names, n=2)]
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise LastlookError(
            f"No role is called {name}.{hint} A new one gets a [[cast]] table in production.toml."
        )
    return role


def not_suggested(scene: Scene, label: str, open_here: Sequence[Suggestion]) -> str:
    """Say that a label is not suggested in a scene, what is near, and the way out."""
    labels = {one.label.casefold(): one.label for one in open_here}
    near = get_close_matches(label.casefold(), labels, n=3)
    hint = f"Did you mean {' or '.join(f'“{labels[one]}”' for one in near)}? " if near else ""
    return (
        f"“{label}” is not suggested in scene {scene.number}. {hint}To decide about it all the "
        "same, give confirm a --category, or reject --always."
    )
