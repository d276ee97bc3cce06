"""The book's matrices and journeys: which pictures there are, in what order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import BACKGROUND, CAST
from lastlook.breakdown.decisions import Decisions
from lastlook.breakdown.matrix import cast_matrix, element_matrix
from lastlook.breakdown.parts import whole_scene
from lastlook.paperwork.boarding import days
from lastlook.paperwork.journey_picture import journey_pictures
from lastlook.paperwork.matrix_picture import matrix_pictures
from lastlook.paperwork.views import PictureView, StripView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastlook.paperwork.book import Book
    from lastlook.paperwork.svg import Picture

LEFT_OUT = frozenset({CAST, BACKGROUND, "Intimacy", "Minors", "Notes"})
"""Categories without a matrix of their own: the cast has one, and some are nobody else's affair."""
COMES_BACK = 2
"""Scenes that an element must be in: what is in one scene only stands on that scene's sheet."""


def pictures(book: Book, strips: dict[str, StripView]) -> tuple[PictureView, ...]:
    """Draw the cast in story order and in shooting order, what comes back, and the journeys."""
    return tuple(_pictures(book, strips))


def _pictures(book: Book, strips: dict[str, StripView]) -> Iterator[PictureView]:
    nothing = Decisions()
    draw = partial(matrix_pictures, palette=book.palette, paper=book.paper, heading=False)
    story = cast_matrix(book.sheets, nothing, cast=book.film.cast)
    drawn = draw(story, title="In story order", name="story")
    yield from _views("The cast, scene by scene", drawn, on_index=True)
    order, bands = _shooting(book, strips)
    if order:
        shot = cast_matrix(book.sheets, nothing, cast=book.film.cast, order=order)
        drawn = draw(shot, title="In shooting order", name="shot", bands=bands)
        yield from _views("The cast, day by day", drawn)
    back = {
        row.id
        for row in element_matrix(book.sheets, nothing).rows
        if row.scenes >= COMES_BACK and row.category not in LEFT_OUT
    }
    if back:
        elements = element_matrix(book.sheets, nothing, elements=back)
        drawn = draw(elements, title="Elements of more than one scene", name="elements")
        yield from _views("What comes back", drawn)
    for number, journey in enumerate(book.journeys, 1):
        yield from _views(
            f"Journey: {journey.label}",
            journey_pictures(journey, name=f"journey-{number}", paper=book.paper, heading=False),
            on_index=journey.is_stated,
        )


def _shooting(book: Book, strips: dict[str, StripView]) -> tuple[list[str], list[str]]:
    """Return the scenes in the order they are shot, and the day of each; the boneyard last."""
    order: list[str] = []
    bands: list[str] = []
    for day in days(book, strips):
        for item in day.items:
            # A scene in parts stands where its first part is shot.
            if isinstance(item, StripView) and whole_scene(item.scene) not in order:
                order.append(whole_scene(item.scene))
                bands.append(f"{day.title}, {day.when}")
    left = [sheet.scene_id for sheet in book.sheets if sheet.scene_id not in order]
    if not order:
        return [], []
    return [*order, *left], [*bands, *("not scheduled" for _ in left)]


def _views(
    heading: str, drawn: Iterable[Picture], *, on_index: bool = False
) -> Iterator[PictureView]:
    for place, picture in enumerate(drawn):
        yield PictureView(
            heading=heading if place == 0 else "",
            title=picture.title,
            description=picture.description,
            width=picture.width,
            svg=picture.svg,
            on_index=on_index,
        )
