"""What has been decided is not asked again: decisions remembered by scene and quoted sentence."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.language import sentences_in
from lastlook.script.model import SILENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from lastlook.breakdown.decisions import (
        DecidedElement,
        ElementRecord,
        Rejected,
        SceneDecisions,
    )
    from lastlook.breakdown.model import Element, Suggestion
    from lastlook.script import Paragraph

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-"})
_NO_RECORDS: Mapping[str, ElementRecord] = MappingProxyType({})


def still_open(
    suggestions: Iterable[Suggestion],
    decided: SceneDecisions,
    elements: Sequence[Element],
    paragraphs: Sequence[Paragraph],
    records: Mapping[str, ElementRecord] = _NO_RECORDS,
) -> tuple[Suggestion, ...]:
    """Return the suggestions for a scene that nobody has decided yet, in the order they came.

    Left out is what is on the sheet under the same label or another name of the same element,
    whatever its category; what was confirmed from the same words of the same sentence under any
    label; what was rejected, as long as the sentence that it was rejected in stands in the scene
    (one without a sentence: always); and every dismissed label. What was confirmed from a sentence
    that has changed since is asked again.

    Parameters
    ----------
    decided
        What breakdown.toml says of the scene.
    elements
        What is on the scene's sheet, from people and from tags.
    paragraphs
        The scene, its heading too.
    records
        The elements of breakdown.toml that have an identity, by id.
    """
    sentences = sentence_keys(paragraphs)
    settled = _on_the_sheet(decided, elements, records, sentences)
    settled |= {folded(label) for label in decided.dismissed}
    from_words = {(folded(one.quote), folded(one.words)) for one in decided.elements if one.words}
    from_words |= {
        (folded(one.quote.text), folded(one.label))
        for one in elements
        if one.quote is not None and one.origin == "tag"
    }
    turned_down = {
        (folded(one.label), one.category)
        for one in decided.rejected
        if not is_asked_again(one, sentences)
    }

    def is_open(one: Suggestion) -> bool:
        names = {folded(name) for name in (one.label, one.words) if name}
        where = (folded(one.quote.text), folded(one.words or one.label))
        refused = {(name, category) for name in names for category in ("", one.category)}
        return not (names & settled or where in from_words or refused & turned_down)

    return tuple(one for one in suggestions if is_open(one))


def _on_the_sheet(
    decided: SceneDecisions,
    elements: Iterable[Element],
    records: Mapping[str, ElementRecord],
    sentences: Collection[str],
) -> set[str]:
    """Return the names of what need not be asked about; a sentence that changed is asked again."""
    elements = tuple(elements)
    names = {name for e in elements for name in (folded(e.label), *names_of(e.id, records))}
    there = {folded(one.label) for one in elements if one.origin == "tag"}
    gone: set[str] = set()
    for one in decided.elements:
        known = {folded(one.label), *names_of(one.element, records)}
        if is_asked_again(one, sentences):
            gone |= known
        else:
            there |= known
    return (names - gone) | there


def folded(text: str) -> str:
    """Bring words that say the same to one spelling: blanks, quotation marks, dashes, case."""
    return " ".join(text.translate(_PLAIN).split()).casefold()


def sentence_keys(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """Return every sentence of some paragraphs that is shot, folded: no notes, nothing cut."""
    return frozenset(
        folded(span.text)
        for paragraph in paragraphs
        if paragraph.kind not in SILENT_KINDS
        for span in sentences_in(paragraph.text)
    )


def stands(quote: str, sentences: Collection[str]) -> bool:
    """Whether every sentence of a quote is among some sentences, which are folded."""
    return all(folded(span.text) in sentences for span in sentences_in(quote))


def names_of(element: str, records: Mapping[str, ElementRecord]) -> tuple[str, ...]:
    """Return all labels of an element by its id, folded; none where it has no record."""
    record = records.get(element)
    return tuple(folded(name) for name in (record.label, *record.also)) if record else ()


def is_asked_again(one: DecidedElement | Rejected, sentences: Collection[str]) -> bool:
    """Whether the sentence that a decision was made on is not in the scene any more."""
    return bool(one.quote.strip()) and not stands(one.quote, sentences)
