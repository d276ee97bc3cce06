"""Sets that several locations can stand in for: what may be chosen, and what a board has chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.breakdown.sheets import choice_of
from lastlook.schedule.board import SetAt
from lastlook.schedule.shoot import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lastlook.breakdown.model import Sheet
    from lastlook.production.model import Production
    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import SceneNeed, Shoot


def choices_of(
    film: Production, sheets: Sequence[Sheet], scenes: Sequence[SceneNeed]
) -> tuple[Choice, ...]:
    """Give the choices that a production leaves, those with scenes to shoot alone.

    `sheets` are those of the scenes, parts apart; a scene whose location is stated is no part of
    a choice.
    """
    shot = {scene.id: scene for scene in scenes}
    found: dict[str, list[str]] = {}
    for sheet in sheets:
        stated = choice_of(sheet.set, film.sets)
        if stated is not None and not sheet.location and sheet.scene_id in shot:
            found.setdefault(stated.name, []).append(sheet.scene_id)
    return tuple(_choices(film, found, {name: _number(scene) for name, scene in shot.items()}))


def _choices(
    film: Production, found: Mapping[str, Sequence[str]], numbers: Mapping[str, str]
) -> Iterator[Choice]:
    for stated in film.sets:
        scenes = found.get(stated.name, ())
        if not scenes:
            continue
        if not stated.split:
            yield Choice(
                of=stated.name,
                label=stated.name,
                scenes=frozenset(scenes),
                places=stated.locations,
            )
            continue
        for scene in scenes:
            yield Choice(
                of=scene,
                label=f"{stated.name} ({numbers[scene]})",
                scenes=frozenset({scene}),
                places=stated.locations,
            )


def _number(scene: SceneNeed) -> str:
    return scene.label.partition(" (")[0]


def settled(shoot: Shoot, board: Board) -> Shoot:
    """Give the shoot with each scene at the location that a board has chosen for its set.

    What a board has not chosen, or cannot choose, stands at the first of its locations.
    """
    return at_places(shoot, {one.of: one.location for one in board.places})


def with_places(board: Board, shoot: Shoot) -> Board:
    """Give the board with a location for each choice: its own, or the first where it has none."""
    stated = {one.of: one for one in board.places}
    places = tuple(
        stated[one.of]
        if one.of in stated and stated[one.of].location in one.places
        else SetAt(of=one.of, location=one.places[0])
        for one in shoot.choices
    )
    return replace(board, places=places)


def fixed_places(shoot: Shoot, board: Board) -> Shoot:
    """Give the shoot without choices: each set stays where a board has it."""
    return replace(settled(shoot, board), choices=()) if shoot.choices else shoot


def at_places(shoot: Shoot, picks: Mapping[str, str]) -> Shoot:
    """Give the shoot with each scene at the location picked, by `Choice.of`."""
    if not shoot.choices:
        return shoot
    where = {
        scene: picks[one.of] if picks.get(one.of) in one.places else one.places[0]
        for one in shoot.choices
        for scene in one.scenes
    }
    scenes = tuple(
        scene
        if where.get(scene.id, scene.location) == scene.location
        else replace(scene, location=where[scene.id])
        for scene in shoot.scenes
    )
    return replace(shoot, scenes=scenes)


def at_locations(sheets: Sequence[Sheet], shoot: Shoot) -> tuple[Sheet, ...]:
    """Give the breakdown sheets with the locations of a settled shoot, for print.

    A scene whose parts are shot at different locations keeps none.
    """
    where: dict[str, set[str]] = {}
    for one in shoot.choices:
        for scene in shoot.scenes:
            if scene.id in one.scenes:
                where.setdefault(scene.part_of or scene.id, set()).add(scene.location)
    return tuple(
        replace(sheet, location=next(iter(places)))
        if len(places := where.get(sheet.scene_id, set())) == 1 and not sheet.location
        else sheet
        for sheet in sheets
    )
