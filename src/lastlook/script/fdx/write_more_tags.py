"""Tags added to an FDX file's own breakdown, every byte of what it has kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.script.fdx.write_tags import tag_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.script.convert.losses import Losses
    from lastlook.script.fdx.write_spans import Document
    from lastlook.script.model import Screenplay, TagData

_PARTS = ("TagCategories", "TagDefinitions", "Tags")


def add_tags(document: Document, old: Screenplay, new: Screenplay, losses: Losses) -> bool:
    """Write what `new` has more than `old` behind what is there, and tell if that was possible.

    It is not where something was changed or taken out, or where a part of TagData is missing.
    """
    spans = [document.find("TagData", part) for part in _PARTS]
    if not _extends(old.tag_data, new.tag_data) or any(s is None or s.empty for s in spans):
        return False
    before = _entries(tag_lines(old, losses.attempt()))
    after = _entries(tag_lines(new, losses))
    for part, span in zip(_PARTS, spans, strict=True):
        # New ones come behind those that are there, tags by their numbers too.
        added = after[part][len(before[part]) :]
        if span is not None and added:
            like = span.children[-1] if span.children else None
            at = like.end if like else span.open_end
            lines = (line for entry in added for line in entry)
            document.insert(at, document.indented(lines, like, "      "))
    return True


def _extends(old: TagData, new: TagData) -> bool:
    numbers = sorted(old.tags)
    return (
        bool(old.categories)
        and new.categories[: len(old.categories)] == old.categories
        and new.definitions[: len(old.definitions)] == old.definitions
        and all(new.tags.get(number) == ids for number, ids in old.tags.items())
        and (not numbers or min(new.tags.keys() - old.tags.keys(), default=1 << 31) > numbers[-1])
    )


def _entries(lines: Iterator[str]) -> dict[str, list[list[str]]]:
    """Part the lines of TagData into its parts, and these into entries, set in by nothing."""
    found: dict[str, list[list[str]]] = {part: [] for part in _PARTS}
    here = ""
    for line in lines:
        bare = line.strip()
        if bare.strip("</>") in _PARTS:
            here = "" if bare.startswith("</") else bare.strip("<>")
        elif here and line.startswith("      <") and not bare.startswith("</"):
            found[here].append([line[6:]])
        elif here:
            found[here][-1].append(line[6:])
    return found
