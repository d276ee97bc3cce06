"""The trade's categories of elements: Final Draft's and Movie Magic's, with their ids."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One category of elements, as the programs of the trade know it."""

    name: str
    """Final Draft's name, or ours where it has none."""
    fdx_id: str
    """UUID in an FDX file's TagData: the key that other programs go by."""
    ucid: int
    """Universal category id of a .uss file; from 500 where the list has none."""
    aliases: tuple[str, ...] = ()
    """Other names it goes by, in lower case."""
    fdx_ids: tuple[str, ...] = ()
    """Further UUIDs found in the wild."""


def _category(name: str, ucid: int, fdx_id: str, aliases: str = "", *others: str) -> Category:
    known = tuple(alias.strip() for alias in aliases.split(",") if alias.strip())
    return Category(name=name, fdx_id=fdx_id, ucid=ucid, aliases=known, fdx_ids=others)


# UUIDs: the files of Final Draft 12 and 13, UniversalCategoryIdentification's list and Beat's
# export; numbers: thinkCrew's universal category ids. The last three rows are in neither list;
# their UUIDs are ours and their numbers in the range that the list leaves to custom categories.
TRADE = (
    _category(
        "Cast Members",
        100,
        "01fc9642-84ff-4366-b37c-a3068dee57e8",
        "cast, cast member, character, characters, actors",
    ),
    _category(
        "Background Actors",
        101,
        "028a4e2b-b507-4d09-88ab-90e3edae9071",
        "extras, background, atmosphere, background actor, silent bits",
    ),
    _category("Stunts", 102, "0377dbe6-77a3-41af-bda8-86eb2468fdbf", "stunt"),
    _category(
        "Vehicles",
        103,
        "04721a56-f54b-49c8-80ad-d53887d6b851",
        "vehicle, picture vehicles, picture cars",
    ),
    _category("Props", 104, "05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa", "prop, properties"),
    _category("Camera", 110, "47b02ff1-5161-4137-b736-f36eebba7643"),
    _category(
        "Special Effects",
        105,
        "069e18b8-2109-4f3d-94e7-d802027a60a8",
        "sfx, special effect, effects, fx",
    ),
    _category("Wardrobe", 106, "0726fa85-1e65-4ab8-87de-bf21d09b01f0", "costume, costumes"),
    _category(
        "Makeup/Hair",
        107,
        "08ae1eef-32ce-415f-9a9b-0982d2453ec4",
        "makeup, make-up, make-up and hair, makeup & hair, hair, make-up/hair",
    ),
    _category("Animals", 108, "09cb0d1c-ce01-4f22-bb64-b5f2e6c491c6", "animal, livestock"),
    _category(
        "Animal Handler",
        109,
        "0ae40617-cc7c-48e6-ae2b-5aaecc09986f",
        "animal wrangler, animal wranglers, wranglers, wrangler, animal handlers",
    ),
    _category("Music", 114, "0b0b44c9-aa4b-4c40-88b1-d94472ad7a26"),
    _category("Sound", 113, "0ce7d308-096d-4603-8fe8-349f72cd89ff", "sound effects"),
    _category(
        "Art Department",
        115,
        "4a84b619-62f9-4c04-8e46-bf2cd0b7f582",
        "art",
        "c86eae40-3b01-41c3-a7de-6859e6ec971d",
    ),
    _category("Set Dressing", 116, "0debb71b-5743-4c53-80cc-e17e841ce645", "dressing"),
    _category("Greenery", 117, "0e7a8fc5-5441-4bad-a9bf-5ddd3fe51c69", "greens"),
    _category("Special Equipment", 119, "0ff5cda4-4d43-4cfe-940f-91380c46fdad", "equipment"),
    _category("Security", 118, "109d0eaa-0334-4823-ac0c-b44d3f209dc4"),
    _category(
        "Additional Labor",
        120,
        "1179a4b1-70ee-4011-b4a2-809a0af09e92",
        "labor, labour, additional labour",
    ),
    _category("Visual Effects", 121, "12ab0932-e3b9-4b4a-bcd0-3da1b4e61d5e", "vfx, visual effect"),
    _category(
        "Mechanical Effects",
        122,
        "135cc9d1-c4d5-4d00-83d9-571f584ea9cd",
        "mechanical fx, mechanical effect",
    ),
    _category(
        "Miscellaneous",
        125,
        "148267ae-50ae-4746-8202-659fb7447b55",
        "misc, other",
        "ce04f547-f7ee-40c9-ab66-d95a0c98034e",
    ),
    _category("Notes", 123, "15b6f4fd-4e74-4ad8-9971-b239d88c2997", "note"),
    _category(
        "Intimacy",
        500,
        "f1a3c9d2-5b64-5e0c-9a47-0c6f2f8d1b01",
        "intimate scene, intimacy coordination, nudity",
    ),
    _category(
        "Minors", 501, "f1a3c9d2-5b64-5e0c-9a47-0c6f2f8d1b02", "minor, children, child actors"
    ),
    _category("Weather", 502, "f1a3c9d2-5b64-5e0c-9a47-0c6f2f8d1b03", "cover"),
)
"""In the order of the sheet."""

CATEGORIES = tuple(category.name for category in TRADE)
"""Order of the sheet. Tags of an FDX file may bring others; those come after."""

CAST = "Cast Members"
BACKGROUND = "Background Actors"


@cache
def _names() -> dict[str, Category]:
    known = {alias: category for category in TRADE for alias in category.aliases}
    return known | {category.name.casefold(): category for category in TRADE}


@cache
def _ids() -> dict[str, Category]:
    return {key: category for category in TRADE for key in (category.fdx_id, *category.fdx_ids)}


def category_name(name: str) -> str | None:
    """Return the category meant by `name`, in any case or by a usual other name; None if none."""
    found = _names().get(" ".join(name.split()).casefold())
    return found.name if found else None


def category_of(name: str) -> Category:
    """Return the category of that exact name, one of CATEGORIES. Raises KeyError."""
    return _names()[name.casefold()]


def category_of_id(fdx_id: str) -> Category | None:
    """Return the category that a UUID of an FDX file means; None if nobody knows it."""
    return _ids().get(fdx_id.strip().casefold())
