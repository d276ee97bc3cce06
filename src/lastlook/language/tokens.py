"""Words of a sentence and their part in it, told from their neighbours.

No model is used. Closed classes of words come from a list; a word that is a noun and a verb
(`watches`, `stands`, `rings`) is decided by what stands before and after it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from lastlook.language.grammar import (
    describing,
    first_names,
    other_nouns,
    small_words,
    verb_forms,
)
from lastlook.language.lexicon.lexicon import Entry, entries, folded, longest

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:Mrs?|Ms|Dr|St|MRS?|DR|MS)\.|['’]\d\ds?\b"
    r"|[^\W_]+(?:['’‐‑-][^\W_]+)*|--+|\S"
)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$", re.IGNORECASE)
_LOOSE_POSSESSIVE = re.compile(r"['’](?=\s+[^\W\d_])")
_CONTRACTION = re.compile(
    r"(?:\w+n['’]t|(?:i|he|she|it|we|they|you|who|that|there)['’](?:d|ll|re|ve|m))"
)
_NOT_ADVERBS = frozenset(
    "family only early ugly lovely silly curly friendly lonely elderly deadly woolly holy bully "
    "belly jelly fly july grisly frilly chilly lively burly smelly july italy emily lily".split()
)
_PEOPLE_ENDINGS = ("er", "or", "ist", "man", "men", "woman", "women", "ers", "ors", "ists")
_NOUN_ENDINGS = ("tion", "tions", "ment", "ments", "ness", "ity", "ship", "ance", "ence", "ism")

PLURALS_BEFORE_NOUNS = frozenset("arms clothes glasses goods jeans pants sports".split())
# A sentence's verb rather than a thing, even without a subject: `Stands in the doorway.`
_MOSTLY_VERBS = frozenset(
    "answer approach bite blow break burst call cast catch change check climb close come cover cry "
    "cut dive drag draw drift drive drop duck face fall fight fly follow get go guess hand hang "
    "head help hide hit hold hurt jump kick kill kiss laugh lead leap leave lie lift light listen "
    "look march move near nod open pass pause pay play point pour pull push rest return ride rise "
    "roll run rush scream search shake shoot show sit skip sleep slide slip smile speak spin split "
    "stand stare start stay step stop stretch strike struggle sweep swim swing take talk tear "
    "think throw touch turn twist wait wake walk watch wave wear wind wipe wonder work write "
    "spot tie point bend race fish".split()
)


@dataclass(slots=True)
class Token:
    """A word, or several that are one entry of the lexicon, and its part in the sentence.

    Parts are those of `small-words.txt`, and: noun, verb, ing, ed, adjective, name, unknown, stop.
    """

    text: str
    start: int
    end: int
    low: str
    part: str = ""
    lemma: str = ""
    """The base form of a verb, else empty."""
    several: bool = False
    owner: bool = False
    """Whether an apostrophe makes it a possessive: `the dog's`."""
    found: tuple[Entry, ...] = ()
    """What it is in the lexicon."""


def tokens_of(text: str) -> list[Token]:
    """Return the words and marks of a text, each with its part in the sentence."""
    tokens = _joined(_split(text))
    for index in range(len(tokens)):
        _tell(tokens, index)
    return tokens


def _split(text: str) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        end = match.end()
        owner = False
        if _POSSESSIVE.search(word):
            # `it's`, `that's` are verbs; `the dog's` belongs to a dog.
            word, end, owner = word[:-2], end - 2, True
        elif word[0].isalpha() and word[-1] in "sS" and _LOOSE_POSSESSIVE.match(text, end):
            owner = True
        low = folded(word) or word
        found.append(Token(text[match.start() : end], match.start(), end, low, owner=owner))
    return found


def _joined(tokens: list[Token]) -> list[Token]:
    """Join words that are one entry of the lexicon together: `cell phone`."""
    joined = []
    index = 0
    while index < len(tokens):
        token, size = _longest_at(tokens, index)
        joined.append(token)
        index += size
    return joined


def _longest_at(tokens: list[Token], index: int) -> tuple[Token, int]:
    first = tokens[index]
    forms = entries()
    if not first.low or not first.low[0].isalnum():
        return first, 1
    for size in range(min(longest(), len(tokens) - index), 1, -1):
        part = tokens[index : index + size]
        phrase = " ".join(_owned(token) for token in part[:-1]) + f" {part[-1].low}"
        if phrase in forms and not _spread(part):
            last = part[-1]
            merged = Token(
                " ".join(one.text for one in part),
                first.start,
                last.end,
                phrase,
                "noun",
                owner=last.owner,
                found=forms[phrase],
            )
            merged.several = all(entry.is_plural for entry in merged.found)
            return merged, size
    first.found = forms.get(first.low, ())
    return first, 1


def _owned(token: Token) -> str:
    return f"{token.low}'s" if token.owner and not token.low.endswith("s'") else token.low


def _spread(part: list[Token]) -> bool:
    """Whether words stand further apart than words of one name do."""
    return any(b.start - a.end > (3 if a.owner else 1) for a, b in itertools.pairwise(part))


def _tell(tokens: list[Token], index: int) -> None:
    """Write a token's part in the sentence into it."""
    token = tokens[index]
    if token.part:
        return
    low = token.low
    if not low or not (low[0].isalnum() or low[0] in "'’"):
        token.part = "stop"
    elif low[0].isdigit() or low[0] in "'’":
        token.part = "noun" if token.found else "number"
    elif " " in low and all(small_words().get(word) == "number" for word in low.split()):
        token.part = "number"
    elif _CONTRACTION.fullmatch(low):
        token.part = "auxiliary"
    elif low in small_words() and not (token.owner and token.found):
        _tell_small(tokens, index)
    else:
        _tell_open(tokens, index)


def _tell_small(tokens: list[Token], index: int) -> None:
    token = tokens[index]
    before = tokens[index - 1].part if index else ""
    if token.low in {"can", "will"} and before in {"article", "possessive", "adjective"}:
        token.part = "noun"
        return
    token.part = small_words()[token.low]
    after = _after(tokens, index)
    if token.low == "her" and (
        after is None or after.part == "stop" or _closed(after) in {"preposition", "article"}
    ):
        token.part = "object"
    elif token.low == "that" and after is not None and _closed(after):
        token.part = "conjunction"
    elif token.owner and token.part in {"subject", "conjunction", "article", "adverb"}:
        token.part = "auxiliary"  # it's, that's, there's


def _closed(token: Token) -> str:
    return small_words().get(token.low, "")


def _tell_open(tokens: list[Token], index: int) -> None:
    token = tokens[index]
    low = token.low
    verb = verb_forms().get(low)
    noun = bool(token.found) or low in other_nouns()
    token.several = bool(token.found) and all(entry.is_plural for entry in token.found)
    token.several |= other_nouns().get(low, False)
    if _is_name(tokens, index):
        token.part = "name"
    elif verb is not None and not token.owner:
        if verb.form in {"ing", "ed"} and not (noun and _opens_noun(tokens, index)):
            token.part = verb.form
        elif verb.form in {"ing", "ed"} or not _is_verb(tokens, index):
            token.part = "noun"
            if not noun and low in describing():
                token.part = "adjective"
        else:
            token.part = "verb"
        token.lemma = verb.lemma if token.part != "noun" else ""
        if token.part == "noun" and low in describing() and _goes_on(tokens, index):
            token.part = "adjective"
    elif low in describing():
        token.part = "noun" if noun and not _goes_on(tokens, index) else "adjective"
    elif noun and _is_made_verb(tokens, index):
        token.part, token.lemma = "verb", low.removesuffix("s")
    elif noun:
        token.part = "noun"
    elif low.endswith("ly") and low not in _NOT_ADVERBS:
        token.part = "adverb"
    elif low.endswith((*_PEOPLE_ENDINGS, *_NOUN_ENDINGS)) and len(low) > 4:
        token.part = "noun"
        token.several = low.endswith("s") and not low.endswith("ss")
    else:
        token.part = _unknown(tokens, index)


def _is_made_verb(tokens: list[Token], index: int) -> bool:
    """Whether a noun in -s that no list has as a verb is one: `She bags the casing.`."""
    token = tokens[index]
    if not token.low.endswith("s") or token.owner or " " in token.low:
        return False
    before = tokens[index - 1] if index else None
    if before is None or before.part not in {"subject", "name", "conjunction", "stop"}:
        return False
    return (
        before.part == "subject"
        or (_opens_object(tokens, index) and (before.part == "name" or index > 2))
        or (before.part == "name" and _is_closed_after(tokens, index))
    )


def _is_closed_after(tokens: list[Token], index: int) -> bool:
    """Whether a preposition follows and the clause has no verb yet: `Mei scrolls through`."""
    after = _after(tokens, index)
    verbs = any(one.part == "verb" for one in _clause_before(tokens, index))
    return after is not None and _closed(after) == "preposition" and not verbs


def _unknown(tokens: list[Token], index: int) -> str:
    low = tokens[index].low
    before = tokens[index - 1].part if index else "stop"
    if low.endswith("ing") and len(low) > 5:
        return "ing"
    if low.endswith("ed") and len(low) > 4:
        return "ed"
    # `The engine burbles.`
    if low.endswith("s") and before in {"noun", "subject", "name"}:
        return "verb"
    return "unknown"


def _is_name(tokens: list[Token], index: int) -> bool:
    """Whether a capital makes a word the name of a person or a place."""
    token = tokens[index]
    word = token.text
    if not word[:1].isupper() or (
        word.isupper() and len(word) > 1 and token.low not in first_names()
    ):
        return False
    known = bool(token.found) or token.low in verb_forms() or token.low in other_nouns()
    opens = index == 0 or tokens[index - 1].part == "stop"
    before = tokens[index - 1].part if index else ""
    kinds = {sense.kind for entry in token.found for sense in entry.senses}
    if token.owner and opens and not known:
        return True
    if kinds & {"vehicle-make"}:
        # `Ford enters.` is a man.
        named = before in {"article", "possessive", "number", "adjective", "name", "unknown", "ed"}
        return not (named or word.isupper() or before == "preposition")
    if opens or word.isupper():
        after = _after(tokens, index)
        if not word.isupper() and after is not None and after.text.istitle() and not token.several:
            return after.low not in small_words() and not token.owner
        if token.low in first_names() and before not in {"article", "possessive", "number"}:
            return after is not None and (after.low in {"(", ","} or _looks_finite(after))
        common = token.low in describing() or token.low.endswith(("ers", "ors", "ists", "men"))
        return not known and not common and not word.isupper()
    if not known:
        return token.low not in describing()
    return before not in {"article", "possessive", "number", "adjective"} and not _is_brand(kinds)


def _is_brand(kinds: set[str]) -> bool:
    """Whether things of these kinds are written with a capital: `her iPad`, `a Bible`."""
    return bool(kinds & {"phone", "computer", "gun", "audio", "document", "dog", "camera", "light"})


def _looks_finite(token: Token) -> bool:
    verb = verb_forms().get(token.low)
    return (verb is not None and verb.form in {"s", "ed"}) or token.low in {"is", "was", "has"}


def _after(tokens: list[Token], index: int) -> Token | None:
    if index + 1 >= len(tokens):
        return None
    token = tokens[index + 1]
    if not token.part and not token.low[:1].isalnum():
        token.part = "stop"
    return token


def _goes_on(tokens: list[Token], index: int) -> bool:
    """Whether the next word can be the noun that a describing word describes."""
    after = _after(tokens, index)
    if after is None or after.part == "stop" or tokens[index].owner:
        return False
    low = after.low
    if low in small_words() or (low.endswith("ly") and low not in _NOT_ADVERBS):
        return False
    verb = verb_forms().get(low)
    if after.part == "noun" or after.found or low in other_nouns() or low in describing():
        return True
    return verb is None


def _opens_noun(tokens: list[Token], index: int) -> bool:
    """Whether a word in -ing or -ed is a noun here: `a painting`, `the wounded`."""
    before = tokens[index - 1] if index else None
    if before is None or before.part not in {
        *("article", "possessive", "adjective", "number", "noun", "preposition"),
    }:
        return False
    after = _after(tokens, index)
    return before.part != "noun" and (after is None or after.part == "stop" or bool(_closed(after)))


_BEFORE_NOUN = frozenset("article possessive adjective number preposition ed".split())
_BEFORE_VERB = frozenset("subject object auxiliary negation adverb".split())


def _opens_object(tokens: list[Token], index: int) -> bool:
    """Whether an object follows a word, as it follows a verb: `picks up the`, `watches her`."""
    for token in tokens[index + 1 : index + 3]:
        if _closed(token) in {"article", "possessive", "object"}:
            return True
        if token.low not in {"up", "out", "down", "off", "away", "back"}:
            return False
    return False


def _is_verb(tokens: list[Token], index: int) -> bool:
    """Whether a word that can be a noun and a verb is the verb here."""
    token = tokens[index]
    verb = verb_forms()[token.low]
    noun = bool(token.found) or token.low in other_nouns() or verb.noun_too
    before = tokens[index - 1] if index else None
    opens_object = _opens_object(tokens, index)
    if before is None or before.part == "stop":
        return _verb_at_start(tokens, index, noun=noun, opens_object=opens_object)
    if before.owner and before.part != "auxiliary":
        return False
    if before.low == "to":
        return verb.form == "base"
    if before.part in _BEFORE_NOUN:
        particle = before.low in {"up", "down", "out", "off", "over", "then"}
        if before.part == "preposition" and particle:
            return opens_object or not noun
        return before.part == "number" and not noun and verb.form == "s"
    if before.part in _BEFORE_VERB:
        return _verb_after_word(tokens, index, before, opens_object=opens_object)
    if before.part == "conjunction":
        return _verb_after_and(tokens, index, noun=noun, opens_object=opens_object)
    if before.part in {"verb", "ing"}:
        return not noun
    if before.part == "name":
        return verb.form == "s" or _joined_names(tokens, index)
    return _verb_after_noun(tokens, index, before, noun=noun, opens_object=opens_object)


def _verb_after_word(tokens: list[Token], index: int, before: Token, *, opens_object: bool) -> bool:
    token = tokens[index]
    form = verb_forms()[token.low].form
    if before.part == "auxiliary":
        # `It is rain.`; `he's armed`.
        be = before.low in {"is", "are", "was", "were", "has", "have", "had", "be", "been"}
        return form == "base" and not (be or before.owner)
    if before.part == "object":
        return form == "base" or token.low not in entries()
    if before.part == "adverb" and token.found and not opens_object:
        return (_subject_before(tokens, index - 1) and form == "s") or token.lemma in _MOSTLY_VERBS
    return True


def _subject_before(tokens: list[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].part in {"subject", "name", "noun"}


def _verb_at_start(tokens: list[Token], index: int, *, noun: bool, opens_object: bool) -> bool:
    verb = verb_forms()[tokens[index].low]
    after = _after(tokens, index)
    follower = verb_forms().get(after.low) if after is not None else None
    if noun and follower is not None and follower.form in {"ed", "ing"}:
        return False  # guns raised
    if not noun or opens_object:
        return True
    before = _comma_parallel(tokens, index)
    if before == "noun":
        return False
    if verb.form == "s" and verb.lemma in _MOSTLY_VERBS:
        return (after is not None and after.part != "stop") or before == "verb"
    return before == "verb" and verb.form == "s"


def _comma_parallel(tokens: list[Token], index: int) -> str:
    """Tell what stands before a comma: `noun` in a list, `verb` after an action."""
    if index < 2 or tokens[index - 1].low != ",":
        return ""
    last = tokens[index - 2]
    if last.part in {"verb", "adverb", "object"}:
        return "verb"
    if last.part == "noun" and last.several:
        return "noun"
    clause = _clause_before(tokens, index - 1)
    return "verb" if any(one.part == "verb" for one in clause) else ""


def _verb_after_and(tokens: list[Token], index: int, *, noun: bool, opens_object: bool) -> bool:
    verb = verb_forms()[tokens[index].low]
    if not noun or opens_object:
        return True
    if tokens[index - 1].low not in {"and", "or", "but", "then", "nor"}:
        return verb.form == "base" and not noun
    last = tokens[index - 2] if index > 1 else None
    if last is None or last.part == "stop":
        return verb.form == "s" and verb.lemma in _MOSTLY_VERBS
    if last.part in {"verb", "adverb"}:
        return True
    if verb.form == "s":
        # A seat and watches; but plates and drinks.
        singular = last.part == "noun" and not last.several
        if singular or last.part in {"object", "preposition", "name"}:
            clause = _clause_before(tokens, index - 1)
            return any(one.part == "verb" and _looks_finite(one) for one in clause)
        return False
    return False


def _verb_after_noun(
    tokens: list[Token], index: int, before: Token, *, noun: bool, opens_object: bool
) -> bool:
    token = tokens[index]
    verb = verb_forms()[token.low]
    if verb.form == "base":
        # `Sirens wail.`: a plural does not describe another noun, but for a few.
        describes = before.low in PLURALS_BEFORE_NOUNS and verb.lemma not in _MOSTLY_VERBS
        if not noun or (before.several and not describes):
            return True
        # `She hears the watch tick.`
        clause = _clause_before(tokens, index)
        return any(one.lemma in {"see", "hear", "watch", "let", "make", "feel"} for one in clause)
    if before.several:
        return opens_object and (
            not noun or (index > 1 and tokens[index - 2].part == "preposition")
        )
    if before.part == "unknown" and (index < 2 or tokens[index - 2].part not in _BEFORE_NOUN):
        return False  # knock-off watches
    if opens_object or not noun:
        return True
    clause = _clause_before(tokens, index)
    if any(one.part in {"verb", "auxiliary"} for one in clause):
        # He forgets his line and the script slips from his hand.
        after = _after(tokens, index)
        again = any(one.low == "and" for one in clause) and verb.lemma in _MOSTLY_VERBS
        return again and after is not None and _closed(after) in {"preposition", "adverb"}
    return not _finite_after(tokens, index)


def _joined_names(tokens: list[Token], index: int) -> bool:
    return index > 1 and tokens[index - 2].low == "and"


def _clause_before(tokens: list[Token], index: int) -> list[Token]:
    """Return the words before one, back to a mark, a conjunction of clauses or `who`."""
    first = index
    while first > 0:
        token = tokens[first - 1]
        if token.part == "stop" or token.low in {
            "as",
            "while",
            "when",
            "that",
            "who",
            "where",
            "but",
        }:
            break
        first -= 1
    return tokens[first:index]


def _finite_after(tokens: list[Token], index: int) -> bool:
    """Whether the clause has its verb after a word: `The gold rings lie on the table.`."""
    for token in tokens[index + 1 : index + 6]:
        if not token.low[:1].isalnum() or token.low in {
            "as",
            "and",
            "while",
            "when",
            "that",
            "who",
        }:
            return False
        if small_words().get(token.low) == "auxiliary":
            return True
        verb = verb_forms().get(token.low)
        if verb is not None and verb.form == "base" and not token.found:
            if verb.noun_too or token.low in describing():
                continue
            return True
        if verb is not None and verb.lemma in {"lie", "sit", "stand", "hang"}:
            return True
    return False
