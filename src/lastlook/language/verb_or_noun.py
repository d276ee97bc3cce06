"""Whether a word that can be a noun and a verb (`watches`, `rings`) is the verb.

No model is used: what stands before and after it decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.language.grammar import describing, other_nouns, small_words, verb_forms
from lastlook.language.lexicon.lexicon import entries

if TYPE_CHECKING:
    from lastlook.language.tokens import Token

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


PLURALS_BEFORE_NOUNS = frozenset("arms clothes glasses goods jeans pants sports".split())


_BEFORE_NOUN = frozenset("article possessive adjective number preposition ed".split())


_BEFORE_VERB = frozenset("subject object auxiliary negation adverb".split())


def is_verb(tokens: list[Token], index: int) -> bool:
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
    after = next_word(tokens, index)
    follower = verb_forms().get(after.low) if after is not None else None
    if noun and follower is not None and follower.form in {"ed", "ing"}:
        return False  # guns raised
    if not noun or opens_object:
        return True
    before = _comma_parallel(tokens, index)
    if before == "noun":
        return False
    listed = index > 1 and tokens[index - 1].low == ","
    if verb.form == "s" and not tokens[index].found and listed:
        return True
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
            return any(one.part == "verb" and looks_finite(one) for one in clause)
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
        after = next_word(tokens, index)
        if (
            any(one.low == "and" for one in clause)
            and not any(one.part in {"verb", "ing", "preposition"} for one in clause)
            and after is not None
            and closed(after) in {"preposition", "adverb"}
        ):
            return True  # a sedan and a motorcycle pull up
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
        after = next_word(tokens, index)
        again = any(one.low == "and" for one in clause) and verb.lemma in _MOSTLY_VERBS
        return again and after is not None and closed(after) in {"preposition", "adverb"}
    return not _finite_after(tokens, index)


def _joined_names(tokens: list[Token], index: int) -> bool:
    return index > 1 and tokens[index - 2].low == "and"


def is_made_verb(tokens: list[Token], index: int) -> bool:
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
    after = next_word(tokens, index)
    verbs = any(one.part == "verb" for one in _clause_before(tokens, index))
    return after is not None and closed(after) == "preposition" and not verbs


def _opens_object(tokens: list[Token], index: int) -> bool:
    """Whether an object follows a word, as it follows a verb: `picks up the`, `watches her`."""
    for token in tokens[index + 1 : index + 3]:
        if closed(token) in {"article", "possessive", "object"}:
            return True
        if token.low not in {"up", "out", "down", "off", "away", "back"}:
            return False
    return False


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


def closed(token: Token) -> str:
    """Return the part of a word that holds a sentence together; empty for others."""
    return small_words().get(token.low, "")


def next_word(tokens: list[Token], index: int) -> Token | None:
    """Return the word or mark after one, a mark told as such."""
    if index + 1 >= len(tokens):
        return None
    token = tokens[index + 1]
    if not token.part and not token.low[:1].isalnum():
        token.part = "stop"
    return token


def looks_finite(token: Token) -> bool:
    """Whether a word can be the verb of a clause: `enters`, `stood`, `is`."""
    verb = verb_forms().get(token.low)
    return (verb is not None and verb.form in {"s", "ed"}) or token.low in {"is", "was", "has"}
