"""What happens in a line of action that somebody must prepare: falls, fights, fires, kisses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lastlook.language.grammar import lines_of, people
from lastlook.language.lexicon.lexicon import Sense
from lastlook.language.parts import tokens_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastlook.language.tokens import Token

_HEADING = re.compile(r"\[([^|]+) \| ([^|]+) \| ([\d.]+)\]")
_BE = frozenset("is are was were be been being am gets get got getting".split())
_SELF = frozenset("himself herself itself themselves myself yourself ourselves".split())
_PERSON = frozenset("him her them me us you each one another".split())
_A_LOOK = re.compile(
    r"\w+\s+(?:\w+\s+)?an?\s+(?:\w+\s+)?(?:look|glance|glare|smile|grin|wink|question|kiss)\b",
    re.IGNORECASE,
)
_GAP = 5
_NOT = frozenset("not never don't doesn't didn't won't can't cannot no nobody nothing".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something done: `text[start:end]` are its words."""

    label: str
    """The verb and what must follow, in base forms: `crash through`."""
    lemma: str
    """The verb."""
    text: str
    start: int
    end: int
    senses: tuple[Sense, ...]
    """Best first. `Intimacy` stands beside the trade's categories here."""
    negated: bool
    """Whether the line says that it does not happen."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    passive: bool
    by_itself: bool
    """Whether only `it` does it: `it rains`."""
    after: tuple[tuple[str, ...], ...]
    sense: Sense
    label: str


def actions_in(text: str) -> tuple[Action, ...]:
    """Return what happens in a paragraph of action, in order, none overlapping another.

    >>> [one.label for one in actions_in("He crashes through the window and tackles her.")]
    ['crash through', 'tackle']
    """
    tokens = tokens_of(text)
    found: list[Action] = []
    for index, token in enumerate(tokens):
        if token.part not in {"verb", "ing", "ed"} or not token.lemma:
            continue
        if found and token.start < found[-1].end:
            continue
        action = _action(text, tokens, index)
        if action is not None:
            found.append(action)
    return tuple(found)


def _action(text: str, tokens: list[Token], index: int) -> Action | None:
    token = tokens[index]
    matched = [
        (last, pattern)
        for pattern in _patterns().get(token.lemma, ())
        if (last := _last(tokens, index, pattern)) is not None
    ]
    if not matched or _describes(tokens, index):
        return None
    if _A_LOOK.match(text, token.start):
        return None
    if _of_things(tokens, index):
        matched = [one for one in matched if one[1].sense.kind not in {"fall", "leap"}]
    if not matched:
        return None
    # The longest words tell most; each sense once.
    matched.sort(key=lambda one: (-one[0], -one[1].sense.weight, one[1].label))
    last = matched[0][0]
    senses = {(p.sense.category, p.sense.kind): p.sense for _, p in reversed(matched)}
    start, end = token.start, tokens[last].end
    return Action(
        label=matched[0][1].label,
        lemma=token.lemma,
        text=text[start:end],
        start=start,
        end=end,
        senses=tuple(sorted(senses.values(), key=lambda s: (-s.weight, s.category, s.kind))),
        negated=any(one.low in _NOT for one in tokens[max(0, index - 3) : index]),
    )


def _of_things(tokens: list[Token], index: int) -> bool:
    """Whether it is things that fall: `Books tumble from the shelf.`."""
    before = tokens[index - 1] if index else None
    living = {"Animals", "Vehicles", "Visual Effects", "Makeup/Hair"}
    return (
        before is not None
        and before.part == "noun"
        and bool(before.found)
        and not any(sense.category in living for one in before.found for sense in one.senses)
    )


def _describes(tokens: list[Token], index: int) -> bool:
    """Whether a participle only describes a noun: `a smashed window`."""
    before = tokens[index - 1].part if index else ""
    after = tokens[index + 1].part if index + 1 < len(tokens) else ""
    return tokens[index].part in {"ed", "ing"} and (
        before in {"article", "possessive", "adjective"} and after in {"noun", "adjective"}
    )


def _last(tokens: list[Token], index: int, pattern: _Pattern) -> int | None:
    """Return the index of the last word that a pattern needs; None if it does not fit."""
    if pattern.passive and not any(t.low in _BE for t in tokens[max(0, index - 3) : index]):
        return None
    if pattern.by_itself and not any(t.low == "it" for t in tokens[max(0, index - 3) : index]):
        return None
    if pattern.passive and tokens[index].part != "ed":
        return None
    at = index
    free = False
    for needed in pattern.after:
        if needed == ("..",):
            free = True
            continue
        reach = _GAP if free else 1
        hit = next(
            (
                other
                for other in range(at + 1, min(len(tokens), at + 1 + reach))
                if _fits(tokens, other, needed)
            ),
            None,
        )
        if hit is None or any(t.low in {".", ";", "!", "?"} for t in tokens[at + 1 : hit]):
            return None
        # What only ends the clause is no word of the action.
        at, free = (at if tokens[hit].part == "stop" or "end" in needed else hit), False
    return at


def _fits(tokens: list[Token], index: int, needed: tuple[str, ...]) -> bool:
    token = tokens[index]
    if "end" in needed and _ends(tokens, index):
        return True
    if "stop" in needed and token.part == "stop":
        return True
    if "person" in needed and _is_person(tokens, index):
        return True
    if "self" in needed and token.low in _SELF:
        return True
    low = token.low
    return low in needed or low.rpartition(" ")[2] in needed or low.removesuffix("s") in needed


def _ends(tokens: list[Token], index: int) -> bool:
    """Whether nothing follows what somebody does: `He falls.`; not `Snow falls.`."""
    before = tokens[index - 2] if index > 1 else None
    whose = before is not None and (
        (before.part in {"name", "subject", "conjunction", "stop"} and before.low not in {".", ":"})
        or before.low in people()
        or (before.part == "unknown" and before.text.isupper())
    )
    return whose and (tokens[index].part == "stop" or tokens[index].low in {"and", "as"})


def _is_person(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.low in _PERSON or token.part == "name":
        return not token.owner and token.part != "possessive"
    # `the guard`, `a man`; `IVOR` in capitals.
    if token.part == "article" and index + 1 < len(tokens):
        return tokens[index + 1].low in people()
    return token.part == "unknown" and token.text.isupper()


@cache
def _patterns() -> Mapping[str, tuple[_Pattern, ...]]:
    found: dict[str, list[_Pattern]] = {}
    sense: Sense | None = None
    for line in lines_of("actions.txt"):
        if match := _HEADING.fullmatch(line):
            sense = Sense(category=match[1], kind=match[2], weight=float(match[3]))
            continue
        words = line.split()
        passive = words[0] == "be"
        by_itself = words[0] == "it"
        first, *after = words[passive or by_itself :]
        if sense is None:
            raise ValueError(f"actions.txt: no heading above {line!r}")
        needed = tuple(tuple(word.split("/")) for word in after)
        said = [word.partition("/")[0] for word in after if word not in {"..", "person", "end"}]
        label = " ".join([first, *said])
        found.setdefault(first, []).append(_Pattern(passive, by_itself, needed, sense, label))
    return {first: tuple(patterns) for first, patterns in found.items()}
