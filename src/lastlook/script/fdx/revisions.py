"""Revision sets of an FDX file, and where words were cut."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.script.fdx.elements import read_styles
from lastlook.script.fdx.ranges import letters, places_of
from lastlook.script.model import Deletion, RevisionSet

if TYPE_CHECKING:
    from lxml import etree

    from lastlook.script.fdx.findings import Findings
    from lastlook.script.model import Paragraph

_COLOUR = re.compile(r"#([0-9A-Fa-f]{2})[0-9A-Fa-f]{2}([0-9A-Fa-f]{2})[0-9A-Fa-f]{2}"
                     r"([0-9A-Fa-f]{2})[0-9A-Fa-f]{2}")  # fmt: skip


def read_revisions(root: etree._Element, findings: Findings) -> tuple[RevisionSet, ...]:
    """Read the file's revision sets in their order; one without an ID of its own is left out."""
    found: dict[int, RevisionSet] = {}
    for node in root.iterfind("Revisions/Revision"):
        text = node.get("ID", "").strip()
        number = int(text) if text.isdecimal() and len(text) < 6 else 0
        if not number or number in found:
            findings.warn(
                node,
                f"A revision set has no ID of its own ({text[:40]!r}).",
                "Text cannot say that it belongs to it, so the set was left out.",
                "Delete the set in the program that wrote the script, or make it anew.",
            )
            continue
        found[number] = RevisionSet(
            id=number,
            name=node.get("Name", "").strip() or f"Revision {number}",
            color=_colour(node.get("Color", "")),
            page_color=_colour(node.get("PageColor", "")),
            mark=node.get("Mark", "*"),
            full=node.get("FullRevision", "").strip().casefold() == "yes",
            style=read_styles(node.get("Style", "")),
        )
    return tuple(found.values())


def deletions_in(node: etree._Element) -> tuple[Deletion, ...]:
    """Read the places under `node` where words were cut; what names no place or set is skipped."""
    found = []
    for place in node.iterfind("DeletedText/DeletedTextLocation"):
        offset, revision = (place.get(name, "").strip() for name in ("Offset", "RevisionID"))
        if all(text.isdecimal() and len(text) < 10 for text in (offset, revision)):
            found.append(Deletion(offset=int(offset), revision=int(revision)))
    return tuple(found)


def attach_root_deletions(root: etree._Element, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Put the deletions kept at the file's root into their paragraphs.

    Their offsets count over the whole script, as script notes do; see `fdx_ranges`.
    """
    places = deletions_in(root)
    if not places or not paragraphs:
        return paragraphs
    count = places_of(paragraphs)
    placed = list(paragraphs)
    for place in places:
        index = count.at(place.offset)
        paragraph = placed[index]
        offset = letters(paragraph.text, max(0, place.offset - count.starts[index]))
        cut = replace(place, offset=offset)
        placed[index] = replace(paragraph, deletions=(*paragraph.deletions, cut))
    return placed


def _colour(text: str) -> str:
    """Turn sixteen bits a channel, `#FFFFCCCC0000`, into RRGGBB; empty where it is none."""
    found = _COLOUR.fullmatch(text.strip())
    if found:
        return "".join(found.groups()).upper()
    plain = re.fullmatch(r"#?([0-9A-Fa-f]{6})", text.strip())
    return plain[1].upper() if plain else ""
