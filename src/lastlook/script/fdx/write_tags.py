"""The breakdown in an FDX file, in Final Draft's own layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.script.fdx.write_nodes import attributes
from lastlook.script.model import TagCategory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.script.convert.losses import Losses
    from lastlook.script.model import Screenplay

_TABLE = """
01fc9642-84ff-4366-b37c-a3068dee57e8 0000FF Cast Members
028a4e2b-b507-4d09-88ab-90e3edae9071 00BFFF Background Actors
0377dbe6-77a3-41af-bda8-86eb2468fdbf FFA500 Stunts
04721a56-f54b-49c8-80ad-d53887d6b851 8B0000 Vehicles
05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa FF0000 Props
47b02ff1-5161-4137-b736-f36eebba7643 CCFF00 Camera
069e18b8-2109-4f3d-94e7-d802027a60a8 1E90FF Special Effects
0726fa85-1e65-4ab8-87de-bf21d09b01f0 800080 Wardrobe
08ae1eef-32ce-415f-9a9b-0982d2453ec4 9370DB Makeup/Hair
09cb0d1c-ce01-4f22-bb64-b5f2e6c491c6 CD853F Animals
0ae40617-cc7c-48e6-ae2b-5aaecc09986f 8B4513 Animal Wrangler
0b0b44c9-aa4b-4c40-88b1-d94472ad7a26 20B2AA Music
0ce7d308-096d-4603-8fe8-349f72cd89ff 008080 Sound
0debb71b-5743-4c53-80cc-e17e841ce645 BA55D3 Set Dressing
0e7a8fc5-5441-4bad-a9bf-5ddd3fe51c69 008000 Greenery
0ff5cda4-4d43-4cfe-940f-91380c46fdad BDB76B Special Equipment
109d0eaa-0334-4823-ac0c-b44d3f209dc4 DAA520 Security
1179a4b1-70ee-4011-b4a2-809a0af09e92 B8860B Additional Labor
12ab0932-e3b9-4b4a-bcd0-3da1b4e61d5e 32CD32 Visual Effects
135cc9d1-c4d5-4d00-83d9-571f584ea9cd B22222 Mechanical Effects
148267ae-50ae-4746-8202-659fb7447b55 708090 Miscellaneous
15b6f4fd-4e74-4ad8-9971-b239d88c2997 FFD700 Notes
"""
STANDARD_COLOURS = {row.split()[0]: row.split()[1] for row in _TABLE.strip().splitlines()}
"""Colour of each of these categories by its id, RRGGBB."""
_OTHER_COLOUR = "808080"

STANDARD_CATEGORIES = tuple(
    TagCategory(id=row.split()[0], name=row.split(maxsplit=2)[2], number=number)
    for number, row in enumerate(_TABLE.strip().splitlines(), 1)
)
"""The categories of Final Draft 12 and 13, in their order; the id is what other programs go by."""


def tag_lines(screenplay: Screenplay, losses: Losses) -> Iterator[str]:
    """Give the categories, definitions and tags, nothing where the script carries none."""
    data = screenplay.tag_data
    used = {tag for p in screenplay.paragraphs for run in p.runs for tag in run.tags}
    for paragraph in screenplay.paragraphs:
        for run in paragraph.runs:
            if any(tag not in data.tags for tag in run.tags):
                losses.add("The text carries a tag that nothing defines.", paragraph.line)
    if not (data.categories or data.definitions or data.tags or used):
        return
    wanted = {definition.category_id for definition in data.definitions}
    own = data.categories or STANDARD_CATEGORIES
    known = {category.id for category in own}
    missing = [c for c in STANDARD_CATEGORIES if c.id in wanted - known]
    yield "  <TagData>"
    yield "    <TagCategories>"
    for number, category in enumerate((*own, *missing), 1):
        found = {
            "Color": _wide(STANDARD_COLOURS.get(category.id, _OTHER_COLOUR)),
            "Id": category.id,
            "Name": category.name,
            "Number": str(category.number or number),
            "Style": "Bold",
        }
        yield f"      <TagCategory{attributes(found)}/>"
    yield "    </TagCategories>"
    yield "    <TagDefinitions>"
    for number, definition in enumerate(data.definitions, 1):
        found = {
            "CatId": definition.category_id,
            "Id": definition.id,
            "Label": definition.label,
            "Number": str(number),
        }
        yield f"      <TagDefinition{attributes(found)}/>"
    yield "    </TagDefinitions>"
    yield "    <Tags>"
    for number, ids in sorted(data.tags.items()):
        yield f'      <Tag Number="{number}">'
        for identity in ids:
            yield f"        <DefId>{identity}</DefId>"
        yield "      </Tag>"
    yield "    </Tags>"
    yield "  </TagData>"


def _wide(colour: str) -> str:
    return "#" + "".join(colour[i : i + 2] * 2 for i in (0, 2, 4)).upper()
