"""Where a text names an element: by its whole label, or by the noun of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.breakdown.journey_states import READ_STATES
from lastlook.breakdown.journey_words import DETERMINERS, PREPOSITIONS
from lastlook.language import Span, folded_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_WORD_BEFORE = re.compile(r"([\w'’-]+)(\s+)$")
_LIST_BEFORE = re.compile(r"(?:^|[,;:.(\n“\"-])\s*$")
_AND_BEFORE = re.compile(r"\b(?:and|or|plus)\s+$", re.IGNORECASE)
_OWNER = re.compile(r"^([^:]{1,30}):\s+(.+)$", re.DOTALL)
_PHRASE_END = re.compile(r"[,;(]|\s[-–—]\s")
_NOT_A_NOUN_AFTER = frozenset(
    "i you he she we they it who to will would can could must should may might does do did".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What an element is called in the text."""

    phrases: tuple[str, ...]
    """Whole names in lower case: `price tag`, `new coat`."""
    heads: tuple[str, ...]
    """Last nouns of names of several words: `coat`. They count only where it is on the sheet."""
    words: frozenset[str]
    """All words of the names."""
    owner: str = ""
    """Whose it is, folded, where the label says so: `Ivor: new coat`."""

    def may_be_in(self, text: str) -> bool:
        """Whether a folded text has any of the names at all: asked first, as it is quick."""
        return any(name.removesuffix("s") in text for name in (*self.phrases, *self.heads))


def names_of(labels: Iterable[str], rivals: Collection[str] = frozenset()) -> Names:
    """Return what the text may call an element that goes by `labels`.

    A label may begin with whose it is (`Ivor: new coat`) and go on, after a comma or a dash, with
    more about it. What is left then is no name of it if it is the whole label of one of the
    `rivals`, in lower case: `Ring, double for the sink` is not named by `ring` where there is a
    `Ring`.
    """
    phrases: dict[str, None] = {}
    owner = ""
    for label in labels:
        text = " ".join(label.replace("’", "'").split())
        if owned := _OWNER.match(text):
            owner = owner or folded_name(owned[1])
            text = owned[2]
        phrase = _PHRASE_END.split(text)[0].strip(" .“”\"'").casefold()
        if phrase and (phrase == label.casefold() or phrase not in rivals):
            phrases.setdefault(phrase)
    heads: dict[str, None] = {}
    for phrase in phrases:
        words = re.split(r"\s+(?:of|for|with|in|on|at|to)\s+", phrase)[0].split()
        if len(phrase.split()) > 1 and words and words[-1].isalpha():
            heads.setdefault(words[-1])
    return Names(
        phrases=tuple(phrases),
        heads=tuple(head for head in heads if head not in phrases),
        words=frozenset(word for phrase in phrases for word in phrase.split()),
        owner=owner,
    )


def mentions(text: str, names: Names, *, on_sheet: bool) -> list[Span]:
    """Return where a text names the element, in order.

    A name of one word counts where it stands as a noun: after an article or the like, in
    capitals, or in a list; `she rings` is no ring. In a scene whose sheet does not have it, `a key`
    is another one. The last noun of a longer name counts only
    for an element that is `on_sheet`, and not with words that describe another thing: the red
    coat is not Ivor's new one.
    """
    found: list[Span] = []
    for phrase in names.phrases:
        pattern = _pattern(phrase)
        found += [
            Span(*match.span(), match.group())
            for match in pattern.finditer(text)
            if (" " in phrase or _is_noun(text, *match.span()))
            and (on_sheet or not _is_another(text, *match.span()))
        ]
    if on_sheet:
        for head in names.heads:
            found += [
                Span(*match.span(), match.group())
                for match in _pattern(head).finditer(text)
                if _is_noun(text, *match.span()) and _is_this_one(text, match.start(), names)
            ]
    chosen: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if not chosen or span.start >= chosen[-1].end:
            chosen.append(span)
    return chosen


def _pattern(name: str) -> re.Pattern[str]:
    body = r"\s+".join(re.escape(word).replace("'", "['’]") for word in name.split())
    plural = "" if name.endswith("s") else "(?!s)"
    singular = rf"(?:{body}|{body[:-1]})" if name.endswith("s") and name[-2:] != "ss" else body
    return re.compile(rf"(?<![\w’'-]){singular}{plural}(?![\w-])", re.IGNORECASE)


def _before(text: str, start: int) -> list[tuple[str, int]]:
    """Return up to four words directly before a place, the nearest first, no comma between."""
    found: list[tuple[str, int]] = []
    at = start
    while len(found) < 4 and (match := _WORD_BEFORE.search(text[max(0, at - 40) : at])):
        at = max(0, at - 40) + match.start()
        found.append((match[1], at))
    return found


def _is_noun(text: str, start: int, end: int) -> bool:
    word = text[start:end]
    before = _before(text, start)
    after = re.match(r"\s+([\w'’]+)", text[end:])
    if word.isupper() and len(word) > 1:
        return True
    if before and before[0][0].lower() in _NOT_A_NOUN_AFTER:
        return False
    if before:
        nearest = before[0][0].lower()
        if nearest in DETERMINERS or nearest.endswith(("'s", "’s")):
            return True
        looks_plural = nearest.endswith("s") and not nearest.endswith(("ss", "us"))
        for earlier, _ in before[1:]:
            if earlier.lower() in DETERMINERS or earlier.lower().endswith(("'s", "’s")):
                return not looks_plural
            if earlier.lower() in PREPOSITIONS:
                break
        return nearest in PREPOSITIONS or bool(_AND_BEFORE.search(text[:start]))
    if not _LIST_BEFORE.search(text[:start]):
        return False
    return not (after and after[1].lower() in DETERMINERS)


def _is_another(text: str, start: int, end: int) -> bool:
    """Whether a thing is brought in as one not known yet: `a key`, but not `a KEY`."""
    if text[start:end].isupper():
        return False
    before = [word.lower() for word, _ in _before(text, start)]
    return next((w for w in before if w in DETERMINERS), "") in {"a", "an", "another", "no"}


def _is_this_one(text: str, start: int, names: Names) -> bool:
    for word, _ in _before(text, start):
        plain = word.lower().replace("’", "'")
        if plain.endswith("'s"):
            return not names.owner or folded_name(plain[:-2]) in names.owner
        if plain in DETERMINERS or plain in PREPOSITIONS:
            return True
        if plain not in names.words and plain not in READ_STATES:
            return False
    return True
