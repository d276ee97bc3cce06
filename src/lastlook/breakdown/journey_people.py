"""Whom `he` and `she` mean, as far as the words tell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lastlook.language import folded_name, names_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PRONOUN = re.compile(r"\b(he|him|his|she|her|hers)\b", re.IGNORECASE)
_SIDE = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
_TITLES = {
    "MR": "he", "SIR": "he", "LORD": "he", "KING": "he", "FATHER": "he", "UNCLE": "he",
    "MRS": "she", "MS": "she", "MISS": "she", "LADY": "she", "QUEEN": "she", "MOTHER": "she",
    "AUNT": "she", "MADAME": "she", "BOY": "he", "MAN": "he", "GIRL": "she", "WOMAN": "she",
    "BRIDE": "she",
}  # fmt: skip
CLEAR = 3
"""A role is `he` if the script says so this many times as often as `she`."""
ONLY = 0.75
"""Confidence in a pronoun that fits one person of the scene only."""
NAMED_BESIDE = 0.7
"""The same where it fits several, and one of them was named just before it."""
SPOKE_BEFORE = 0.6
"""The same where one of them spoke just before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person whom words mean, and how sure that is."""

    name: str
    """The role's name as the cast list has it; empty where the words do not tell."""
    confidence: float = 1.0


NOBODY_KNOWN = Somebody(name="", confidence=0.5)


def pronouns_of(
    names: Mapping[str, str], scenes: Sequence[tuple[frozenset[str], Sequence[str]]]
) -> dict[str, str]:
    """Return `he` or `she` for every role for which the script itself makes it clear.

    Counted are paragraphs of action that name one role, and then, for a role still unclear, those
    that name nobody in scenes where it is the only one the pronoun fits.

    Parameters
    ----------
    names
        Every name that a role goes by, folded, and the role it means.
    scenes
        Of each scene the roles in it and its paragraphs of action.
    """
    spelled = tuple(names)
    told = _by_title(names)
    beside: dict[str, Counter[str]] = {}
    alone: list[tuple[frozenset[str], Counter[str]]] = []
    for roles, actions in scenes:
        unnamed: Counter[str] = Counter()
        for text in actions:
            spans = names_in(text, spelled)
            named = {names[folded_name(span.text)] for span in spans}
            if len(named) == 1:
                said = _PRONOUN.findall(text, spans[0].end)
                beside.setdefault(named.pop(), Counter()).update(_SIDE[w.lower()] for w in said)
            elif not named:
                unnamed.update(_SIDE[w.lower()] for w in _PRONOUN.findall(text))
        alone.append((roles, unnamed))
    _decide(told, beside)
    left: dict[str, Counter[str]] = {}
    for roles, unnamed in alone:
        for side in ("he", "she"):
            fitting = [role for role in sorted(roles) if told.get(role, side) == side]
            if len(fitting) == 1:
                left.setdefault(fitting[0], Counter())[side] += unnamed[side]
    _decide(told, left)
    return told


def _by_title(names: Mapping[str, str]) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, role in names.items():
        for word in name.replace(".", " ").split():
            if word in _TITLES:
                told.setdefault(role, _TITLES[word])
    return told


def _decide(told: dict[str, str], counts: Mapping[str, Counter[str]]) -> None:
    for role, seen in counts.items():
        he, she = seen["he"], seen["she"]
        if role not in told and (he or she):
            if he >= CLEAR * she:
                told[role] = "he"
            elif she >= CLEAR * he:
                told[role] = "she"


@dataclass(slots=True)
class Scope:
    """Who has been named so far in a scene, as its paragraphs go by."""

    pronouns: Mapping[str, str]
    named: list[str] = field(default_factory=list)
    """Roles in the order they were last named, the latest last."""
    beside: list[str] = field(default_factory=list)
    """Those named in the present paragraph so far."""
    spoke: str = ""
    """Who spoke just before the present paragraph."""

    def begin(self, spoke: str) -> None:
        """Begin a paragraph of action, after the speech of `spoke` if there was one."""
        self.beside = []
        self.spoke = spoke

    def name(self, role: str) -> None:
        """Note that a role is named."""
        for known in (self.named, self.beside):
            if role in known:
                known.remove(role)
            known.append(role)

    def resolve(self, pronoun: str, but: Sequence[str] = ()) -> Somebody:
        """Return whom `he` or `she` means here; nobody where several may be meant."""
        fitting = [
            role
            for role in self.named
            if self.pronouns.get(role, pronoun) == pronoun and role not in but
        ]
        sure = [role for role in fitting if role in self.pronouns]
        if len(fitting) == 1:
            return Somebody(name=fitting[0], confidence=ONLY if sure else SPOKE_BEFORE)
        if len(sure) == 1 and fitting[-1] == sure[0]:
            return Somebody(name=sure[0], confidence=NAMED_BESIDE)
        near = [role for role in self.beside if role in fitting]
        if len(near) == 1:
            return Somebody(name=near[0], confidence=NAMED_BESIDE)
        if not near and self.spoke in fitting:
            return Somebody(name=self.spoke, confidence=SPOKE_BEFORE)
        return NOBODY_KNOWN
