"""What a new draft changes, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastlook.script.drafts.compare_names import Rename
    from lastlook.script.drafts.compare_words import Edit


class Fate(StrEnum):
    """What became of a scene."""

    KEPT = "kept"
    ADDED = "added"
    SPLIT = "split"
    """New: cut from another, which keeps the larger part."""
    RESTORED = "restored"
    """Was omitted in an earlier draft, and is back."""
    OMITTED = "omitted"
    MERGED = "merged"
    """Gone: its words are in another, which is the larger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneAt:
    """A scene as one draft has it."""

    number: str
    """As printed: its own, or its count."""
    numbered: bool
    """The number is its own."""
    heading: str
    page: str
    """Label of the page it starts on."""
    sheet: int
    """That page counted from 1, whatever its label."""
    eighths: int
    cast: tuple[str, ...]
    """Who speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneChange:
    """One scene in two drafts."""

    id: str
    fate: Fate
    old: SceneAt | None
    """None where the old draft does not have it."""
    new: SceneAt | None
    """None where the new draft does not have it."""
    relative: str = ""
    """Id of the scene that it was cut from, or that took it in."""
    moved_after: str | None = None
    """If it moved: the id of the scene it now follows, empty at the top of the script."""
    retitled: bool = False
    """The heading says something else, a renamed character's name apart."""
    edits: tuple[Edit, ...] = ()
    cast_added: tuple[str, ...] = ()
    cast_gone: tuple[str, ...] = ()
    """Names as in the new draft, where the character was renamed."""
    hanging: tuple[str, ...] = ()
    """For a scene that is gone: what in the production's files hangs on its id."""

    @property
    def number(self) -> str:
        """Its number now, or the last it had."""
        at = self.new or self.old
        return at.number if at else ""

    @property
    def renumbered(self) -> bool:
        """Both drafts number it, and differently."""
        old, new = self.old, self.new
        return bool(old and new and old.numbered and new.numbered and old.number != new.number)

    @property
    def eighths_changed(self) -> int:
        """Eighths of a page longer, or shorter if negative; 0 if only one draft has it."""
        return self.new.eighths - self.old.eighths if self.old and self.new else 0

    @property
    def drift(self) -> int:
        """Pages that its start moved towards the end; 0 if only one draft has it."""
        return self.new.sheet - self.old.sheet if self.old and self.new else 0

    @property
    def changed(self) -> bool:
        """Anything but its page is different."""
        return bool(
            self.fate is not Fate.KEPT
            or self.moved_after is not None
            or self.retitled
            or self.renumbered
            or self.edits
            or self.cast_added
            or self.cast_gone
            or self.eighths_changed
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSize:
    """How long a draft is."""

    pages: int
    scenes: int
    eighths: int
    """All scenes together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReport:
    """What a new draft changes."""

    old: DraftSize
    new: DraftSize
    renames: tuple[Rename, ...]
    scenes: tuple[SceneChange, ...]
    """Every scene of either draft: the new draft's in its order, then those that are gone."""
