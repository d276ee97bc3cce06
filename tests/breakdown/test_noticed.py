"""What a scene states by itself, each with its words and their line."""

from __future__ import annotations

from types import MappingProxyType

from lastlook.breakdown.noticed import background, tagged
from lastlook.script import read
from lastlook.script.model import (
    Kind,
    Paragraph,
    Run,
    TagCategory,
    TagData,
    TagDefinition,
)

SCRIPT = b"""\
INT. CAR - NIGHT

MARA lifts a SNOW GLOBE. She shakes it.
A dozen COMMUTERS pass. The RING falls.

MARA
The REVOLVER!

Twenty commuters pass, then a TRAIN. The RING again.
"""


def test_extras_keep_the_largest_count() -> None:
    (commuters,) = background(read(SCRIPT, "a.fountain").paragraphs)
    assert (commuters.label, commuters.count, commuters.quote.line) == ("commuters", 20, 9)


def test_tags_become_elements_with_their_category() -> None:
    paragraph = Paragraph(
        kind=Kind.ACTION,
        runs=(Run("She turns the "), Run("ring", tags=(3,)), Run(" on her finger. Snow.")),
        line=12,
    )
    data = TagData(
        categories=(TagCategory(id="c", name="Props"),),
        definitions=(TagDefinition(id="d", category_id="c", label="Mara's ring"),),
        tags=MappingProxyType({3: ("d", "missing")}),
    )
    (element,) = tagged([paragraph, paragraph], data)
    assert (element.category, element.label, element.origin) == ("Props", "Mara's ring", "tag")
    assert element.quote is not None
    assert (element.quote.text, element.quote.line) == ("She turns the ring on her finger.", 12)
