"""Settings of an FDX file: paper, MORE and CONT'D, tags.

Names of XML nodes and attributes are Final Draft's, as its own files use them.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.script.fdx.findings import number
from lastlook.script.model import (
    Continueds,
    PageSetup,
    TagCategory,
    TagData,
    TagDefinition,
)

if TYPE_CHECKING:
    from lxml import etree

    from lastlook.script.fdx.findings import Findings


def read_page_setup(root: etree._Element, findings: Findings) -> PageSetup:
    """Paper size, margins and leading; Final Draft's US Letter where the file says nothing."""
    base = PageSetup()
    node = root.find("PageLayout")
    if node is None:
        return base
    width = height = None
    size = node.find("PageSize")
    if size is not None:
        width = number(size, "Width", 2, 40, findings)
        height = number(size, "Height", 2, 40, findings)
    top = number(node, "TopMargin", 0, 1000, findings)
    bottom = number(node, "BottomMargin", 0, 1000, findings)
    setup = PageSetup(
        width=base.width if width is None else width,
        height=base.height if height is None else height,
        top=base.top if top is None else top,
        bottom=base.bottom if bottom is None else bottom,
        sentence_breaks=_yes(node, "BreakDialogueAndActionAtSentences", default=True),
        leading=node.get("DocumentLeading", base.leading),
    )
    if setup.height * 72 - setup.top - setup.bottom < 72:
        findings.warn(
            node,
            "The margins leave less than an inch of page for text.",
            "The default margins of one inch were used instead.",
            "Correct TopMargin and BottomMargin.",
        )
        return PageSetup(
            width=setup.width, height=max(setup.height, 4), sentence_breaks=setup.sentence_breaks
        )
    return setup


def read_continueds(root: etree._Element) -> Continueds:
    """Texts and switches for MORE, CONT'D and CONTINUED."""
    base = Continueds()
    speech = root.find("MoresAndContinueds/DialogueBreaks")
    scene = root.find("MoresAndContinueds/SceneBreaks")
    values: dict[str, bool | str] = {}
    if speech is not None:
        values |= {
            "dialogue_bottom": _yes(speech, "BottomOfPage", base.dialogue_bottom),
            "dialogue_top": _yes(speech, "TopOfNext", base.dialogue_top),
            "more": speech.get("DialogueBottom", base.more),
            "contd": speech.get("DialogueTop", base.contd),
            "automatic": _yes(speech, "AutomaticCharacterContinueds", base.automatic),
        }
    if scene is not None:
        values |= {
            "scene_bottom": _yes(scene, "SceneBottomOfPage", base.scene_bottom),
            "scene_top": _yes(scene, "SceneTopOfNext", base.scene_top),
            "scene_bottom_text": scene.get("SceneBottom", base.scene_bottom_text),
            "scene_top_text": scene.get("SceneTop", base.scene_top_text),
            "scene_numbered": _yes(scene, "ContinuedNumber", base.scene_numbered),
        }
    return Continueds(**values)  # type: ignore[arg-type]


def read_tag_data(root: etree._Element) -> TagData:
    """Read the breakdown the file carries; entries without an id cannot be pointed at and go."""
    node = root.find("TagData")
    if node is None:
        return TagData()
    categories = tuple(
        TagCategory(
            id=found.get("Id", ""), name=found.get("Name", ""), number=_digits(found.get("Number"))
        )
        for found in node.iterfind("TagCategories/TagCategory")
        if found.get("Id")
    )
    definitions = tuple(
        TagDefinition(
            id=found.get("Id", ""),
            category_id=found.get("CatId", ""),
            label=found.get("Label", ""),
        )
        for found in node.iterfind("TagDefinitions/TagDefinition")
        if found.get("Id")
    )
    tags: dict[int, tuple[str, ...]] = {}
    for tag in node.iterfind("Tags/Tag"):
        ids = tuple((d.text or d.get("Id") or "").strip() for d in tag.iterfind("DefId"))
        tags[_digits(tag.get("Number"))] = tuple(i for i in ids if i)
    return TagData(
        categories=categories, definitions=definitions, tags=MappingProxyType(dict(tags))
    )


def _digits(text: str | None) -> int:
    found = re.search(r"\d{1,9}", text or "")
    return int(found.group()) if found else 0


def _yes(element: etree._Element, name: str, default: bool) -> bool:  # noqa: FBT001
    text = element.get(name, "").strip().casefold()
    return default if text not in {"yes", "no"} else text == "yes"
