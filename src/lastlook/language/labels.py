"""What a sheet calls a thing: `second brake pedal` is a `brake pedal`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.language.grammar import people, vague, verb_forms

if TYPE_CHECKING:
    from lastlook.language.phrases import Phrase
    from lastlook.language.tokens import Token


def label_of(tokens: list[Token], phrase: Phrase) -> str:
    """Return a phrase as a sheet names it: `second brake pedal` is a `brake pedal`."""
    words = [_said(tokens, at) for at in range(phrase.first, phrase.head) if _tells(tokens, at)]
    token = tokens[phrase.head]
    senses = phrase.entries[0] if phrase.entries else None
    best = max(phrase.entries, key=lambda e: e.senses[0].weight) if senses else None
    head = best.label if best is not None else token.low
    label = " ".join([*words, _cased(token, head)])
    if phrase.content:
        inside = [
            _said(tokens, at)
            for at in phrase.content
            if at == phrase.content[-1] or _tells(tokens, at)
        ]
        label += " of " + " ".join(inside)
    return label


def head_of(phrase: Phrase) -> str:
    """Return the head of a phrase in the singular: `pedal`."""
    best = max(phrase.entries, key=lambda entry: entry.senses[0].weight)
    return best.one.rpartition(" ")[2] if " of " not in best.one else best.one.split()[0]


def _said(tokens: list[Token], at: int) -> str:
    token = tokens[at]
    return _cased(token, token.text.lower().removesuffix("'s").removesuffix("’s"))


def _cased(token: Token, word: str) -> str:
    """Keep the capital of a name."""
    makes = any(s.kind == "vehicle-make" for entry in token.found for s in entry.senses)
    if token.part == "name" or makes:
        return token.text if not token.several else word.capitalize()
    return word


def _tells(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.part in {"article", "possessive", "number", "stop", "ing", "adverb"}:
        return False
    if token.part == "ed" and verb_forms().get(token.low) is not None:
        return token.low in {"stuffed", "striped", "checked", "loaded", "embroidered", "bloodied"}
    return token.low not in vague() and (token.low not in people() or tokens[at + 1].part == "noun")
