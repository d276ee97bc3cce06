"""The trade's categories of elements: Final Draft's and Movie Magic's, by name."""

from __future__ import annotations

CATEGORIES = (
    "Cast Members",
    "Background Actors",
    "Stunts",
    "Vehicles",
    "Props",
    "Camera",
    "Special Effects",
    "Wardrobe",
    "Makeup/Hair",
    "Animals",
    "Animal Handler",
    "Music",
    "Sound",
    "Art Department",
    "Set Dressing",
    "Greenery",
    "Special Equipment",
    "Security",
    "Additional Labor",
    "Visual Effects",
    "Mechanical Effects",
    "Miscellaneous",
    "Notes",
)
"""Order of the sheet. Tags of an FDX file may bring others; those come after."""

CAST = "Cast Members"
BACKGROUND = "Background Actors"

_ALIASES = {
    "cast": CAST,
    "cast member": CAST,
    "extras": BACKGROUND,
    "background": BACKGROUND,
    "atmosphere": BACKGROUND,
    "vehicle": "Vehicles",
    "prop": "Props",
    "sfx": "Special Effects",
    "costume": "Wardrobe",
    "makeup": "Makeup/Hair",
    "make-up": "Makeup/Hair",
    "make-up and hair": "Makeup/Hair",
    "hair": "Makeup/Hair",
    "animal": "Animals",
    "animal wrangler": "Animal Handler",
    "wranglers": "Animal Handler",
    "vfx": "Visual Effects",
    "misc": "Miscellaneous",
    "labor": "Additional Labor",
    "labour": "Additional Labor",
}


def category_name(name: str) -> str | None:
    """Return the category meant by `name`, in any case or by a usual other name; None if none."""
    folded = " ".join(name.split()).casefold()
    exact = {category.casefold(): category for category in CATEGORIES}
    return exact.get(folded) or _ALIASES.get(folded)
