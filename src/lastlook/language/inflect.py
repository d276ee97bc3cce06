"""Forms of English words: the plural of a noun, the forms of a verb."""

from __future__ import annotations

import re

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "mouse": "mice",
    "louse": "lice",
    "ox": "oxen",
    "die": "dice",
    "penny": "pennies",
    "knife": "knives",
    "wife": "wives",
    "life": "lives",
    "leaf": "leaves",
    "loaf": "loaves",
    "half": "halves",
    "calf": "calves",
    "wolf": "wolves",
    "shelf": "shelves",
    "elf": "elves",
    "thief": "thieves",
    "sheaf": "sheaves",
    "scarf": "scarves",
    "hoof": "hooves",
    "cactus": "cacti",
    "octopus": "octopuses",
    "bus": "buses",
    "gas": "gases",
    "deer": "deer",
    "sheep": "sheep",
    "fish": "fish",
    "moose": "moose",
    "bison": "bison",
    "aircraft": "aircraft",
    "spacecraft": "spacecraft",
    "potato": "potatoes",
    "tomato": "tomatoes",
    "volcano": "volcanoes",
    "torpedo": "torpedoes",
    "buffalo": "buffalo",
    "mosquito": "mosquitoes",
    "mango": "mangoes",
    "domino": "dominoes",
    "tuxedo": "tuxedos",
    "quiz": "quizzes",
}
_VOWELS = "aeiou"


def plural(noun: str) -> str:
    """Return the plural of a noun in lower case; of several words, that of its head.

    >>> plural("knife"), plural("box"), plural("bow and arrow"), plural("can of paint")
    ('knives', 'boxes', 'bow and arrows', 'cans of paint')
    """
    head, joint, rest = noun.partition(" of ")
    if joint:
        return f"{plural(head)}{joint}{rest}"
    before, space, last = noun.rpartition(" ")
    start, hyphen, end = last.rpartition("-")
    return f"{before}{space}{start}{hyphen}{_plural(end)}"


def how_many(count: int, noun: str) -> str:
    """Say a number of things.

    >>> how_many(1, "page"), how_many(2, "company move")
    ('1 page', '2 company moves')
    """
    return f"{count} {noun if count == 1 else plural(noun)}"


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("man", "woman")) and word not in {"human", "talisman"}:
        return f"{word[:-2]}en"
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}s"


def third_person(verb: str) -> str:
    """Return the form after `she`: `watches`, `carries`, `has`."""
    if verb == "have":
        return "has"
    if verb.endswith("o"):
        return f"{verb}es"
    return f"{verb}es" if re.search(r"(?:s|x|z|ch|sh)$", verb) else _s_after_y(verb)


def _s_after_y(verb: str) -> str:
    soft = verb.endswith("y") and verb[-2:-1] not in _VOWELS
    return f"{verb[:-1]}ies" if soft else f"{verb}s"


def participles(verb: str) -> tuple[str, ...]:
    """Return the regular forms in -ing and -ed, with the last letter doubled or not.

    Which of the two is right does not matter to a reader of words.

    >>> participles("grip")
    ('griping', 'griped', 'gripping', 'gripped')
    """
    if verb.endswith("ie"):
        return (f"{verb[:-2]}ying", f"{verb}d")
    if verb.endswith("e") and not verb.endswith("ee"):
        return (f"{verb[:-1]}ing", f"{verb}d")
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return (f"{verb}ing", f"{verb[:-1]}ied")
    single = (f"{verb}ing", f"{verb}{'d' if verb.endswith('e') else 'ed'}")
    if re.search(r"[^aeiou][aeiou][bdgklmnprtvz]$", verb):
        return (*single, f"{verb}{verb[-1]}ing", f"{verb}{verb[-1]}ed")
    return single
