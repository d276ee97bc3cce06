"""The script as the engine reads it: with the capitals that its writer leaves out.

Some writers put names in ordinary letters where they introduce somebody (`Wren, nine, in her
brother's coat`), and some write without capitals at all (`wren climbs after`). All places stay
where they are: a text read so has as many characters as the text written.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.language import folded_name
from lastlook.language.ages import age_after
from lastlook.language.grammar import describing, other_nouns, small_words, verb_forms
from lastlook.language.lexicon import senses_of
from lastlook.language.people import TITLES, are_people, is_person
from lastlook.script import Kind
from lastlook.script.model import SILENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from lastlook.breakdown.model import Suggestion
    from lastlook.script import Paragraph, Scene, Screenplay

_TOLD = frozenset({Kind.ACTION, Kind.SHOT, Kind.GENERAL})
_READ = _TOLD | {Kind.SCENE_HEADING, Kind.PARENTHETICAL}
_OPENING = re.compile(r"(?:^|(?<=[.!?]\s)|(?<=\n))[\"“'(]?(?P<letter>[^\W\d_])")
_FEW, _LEAST = 0.15, 8
"""Share of sentences that may open with a capital, and how many sentences tell."""
_NAME = re.compile(
    r"(?<![\w.'’-])(?P<name>[A-Z][a-zà-ÿ'’-]+(?:\s+[A-Z][a-zà-ÿ'’-]+){0,2})(?=\s*[,(\[])"
)
_SMALL_NAME = re.compile(r"(?<![\w'’-])(?P<name>[a-zà-ÿ][a-zà-ÿ'’-]+)(?=\s*[,(])")
_ARTICLE = re.compile(r"\b(?:an?|the|his|her|their|its|this|that|some|no|every)\s+$", re.IGNORECASE)
_NAMELESS = re.compile(r"\b(?:an?|the|his|her|their)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_ACTS = re.compile(r"['’]s\b|\s*,|\s+(?:[a-z]+ly\s+)?[a-z]+s\b|\s+and\s+[a-z]+\b")
_PET = re.compile(r"(?P<beast>[a-z]+),\s+(?P<name>[a-z]+)(?=,\s)")


def as_read(screenplay: Screenplay, scenes: Sequence[Scene]) -> Screenplay:
    """Return a script with capitals for its people's names; the same one where it has them."""
    paragraphs = screenplay.paragraphs
    speakers = dict.fromkeys(name for scene in scenes for name in scene.cast)
    small = _is_small(paragraphs)
    names = _small_names(paragraphs, speakers) if small else frozenset()
    read = tuple(
        _read(paragraph, names, speakers, small=small) if paragraph.kind in _READ else paragraph
        for paragraph in paragraphs
    )
    if all(one is other for one, other in zip(read, paragraphs, strict=True)):
        return screenplay
    return replace(screenplay, paragraphs=read)


def as_written(
    found: Iterable[Suggestion], read: Sequence[Paragraph], written: Sequence[Paragraph]
) -> tuple[Suggestion, ...]:
    """Return suggestions with their sentences as the script has them, letter by letter.

    `read` and `written` are the paragraphs of their scene, as read and as they stand.
    """
    pairs = [
        (one.text, other.text) for one, other in zip(read, written, strict=True) if one is not other
    ]
    return tuple(_quoted(one, pairs) for one in found)


def _quoted(one: Suggestion, pairs: Sequence[tuple[str, str]]) -> Suggestion:
    for read, written in pairs:
        place = read.find(one.quote.text)
        if place >= 0:
            text = written[place : place + len(one.quote.text)]
            return replace(one, quote=replace(one.quote, text=text))
    return one


def _is_small(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether a script's action hardly uses capitals."""
    opens = [
        match["letter"]
        for paragraph in paragraphs
        if paragraph.kind in _TOLD
        for match in _OPENING.finditer(paragraph.text)
    ]
    return len(opens) >= _LEAST and sum(one.isupper() for one in opens) <= _FEW * len(opens)


def _small_names(paragraphs: Iterable[Paragraph], speakers: Iterable[str]) -> frozenset[str]:
    """Return the words, in lower case, that are names: of speakers, of who has an age, of pets."""
    found = {
        word.lower().strip(".")
        for name in speakers
        for word in folded_name(name).split()
        if word.lower().strip(".") not in TITLES and not is_person(word) and not are_people(word)
    }
    for paragraph in paragraphs:
        if paragraph.kind in SILENT_KINDS or paragraph.kind not in _TOLD:
            continue
        text = paragraph.text
        for match in _SMALL_NAME.finditer(text):
            plain = not _is_word(match["name"]) and not _ARTICLE.search(text[: match.start()])
            if plain and age_after(text, match.end()):
                found.add(match["name"])
        for match in _PET.finditer(text):
            senses = senses_of(match["beast"])
            if senses and senses[0].category == "Animals" and match["name"] not in small_words():
                found.add(match["name"])
    return frozenset(word for word in found if len(word) > 1 and word.isalpha())


def _is_word(word: str) -> bool:
    """Whether a name is a word of the language as well: Rose, Will, Captain."""
    low = word.lower()
    return bool(
        low in small_words()
        or low in verb_forms()
        or low in other_nouns()
        or low in describing()
        or senses_of(low)
        or is_person(low)
    )


def _read(
    paragraph: Paragraph, names: Collection[str], speakers: Collection[str], *, small: bool
) -> Paragraph:
    text = paragraph.text
    letters = list(text)
    if small and paragraph.kind in _TOLD:
        for match in _OPENING.finditer(text):
            place = match.start("letter")
            letters[place] = letters[place].upper()
    if small:
        for word in re.finditer(r"(?<![\w'’-])[a-zà-ÿ]+(?![\w-])", text):
            if word[0] in names and _is_named(text, word):
                letters[word.start()] = letters[word.start()].upper()
    if paragraph.kind in _TOLD:
        for match in _NAME.finditer("".join(letters)):
            if _is_introduced(text, match, speakers):
                letters[match.start() : match.end()] = match[0].upper()
    read = "".join(letters)
    # A letter may have no capital of its own length (ß): then the text stays as it is.
    if read == text or len(read) != len(text):
        return paragraph
    return replace(paragraph, runs=(replace(paragraph.runs[0], text=read),))


def _is_named(text: str, word: re.Match[str]) -> bool:
    """Whether a word that is a name means the person here: not `the rose`, `she will`."""
    if not _is_word(word[0]):
        return True
    if _NAMELESS.search(text[: word.start()]):
        return False
    if not (word[0] in small_words() or word[0] in verb_forms() or word[0] in describing()):
        return True  # a noun without an article: Wren, Captain
    before = text[: word.start()].rstrip()
    opens = not before or before[-1] in ".!?,;:\n—–-" or before.endswith((" and", "follows"))
    return opens and bool(_ACTS.match(text, word.end()))


def _is_introduced(text: str, match: re.Match[str], speakers: Collection[str]) -> bool:
    """Whether words with capitals are somebody introduced with an age: `Wren (9)`."""
    if age_after(text, match.end()) is None:
        return False
    folded = folded_name(match["name"])
    known = any(folded == folded_name(one) for one in speakers) or any(
        folded in folded_name(one).split() for one in speakers
    )
    return known or not all(_is_word(word) for word in match["name"].split())
