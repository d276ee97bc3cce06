"""What is still to be decided in a film, and which suggestion or element a person means."""

from __future__ import annotations

from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import BACKGROUND, CAST
from lastlook.breakdown.decisions import Decisions, SceneDecisions
from lastlook.breakdown.memory import folded, is_asked_again, sentence_keys, still_open
from lastlook.breakdown.model import Element, Quote
from lastlook.breakdown.near import same_thing
from lastlook.errors import LastlookError
from lastlook.language import sentences_in
from lastlook.script.model import SILENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.breakdown.model import Sheet, Suggestion
    from lastlook.script import Paragraph, Scene, Screenplay

_NOTHING = SceneDecisions()
MINORS = "Minors"
SAME = 0.6
"""How surely two labels must mean one thing for the second not to be asked about."""
_SMALL = frozenset("a an the of in on with and his her their".split())


def open_suggestions(
    suggested: Sequence[Sequence[Suggestion]],
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    sheets: Sequence[Sheet] = (),
    decisions: Decisions | None = None,
) -> Mapping[str, tuple[Suggestion, ...]]:
    """Return what nobody has decided yet of the suggestions, by scene id, in script order.

    Who and what stands on a sheet under cast or background is not asked about either.

    Parameters
    ----------
    suggested
        As `suggest` gives them, a row for each scene.
    sheets
        The film's, if there is a production.
    """
    decisions = decisions or Decisions()
    by_scene = {sheet.scene_id: sheet for sheet in sheets}
    found = {}
    for scene, row in zip(scenes, suggested, strict=True):
        sheet = by_scene.get(scene.id)
        decided = decisions.scenes.get(scene.id, _NOTHING)
        paragraphs = screenplay.paragraphs[scene.first : scene.last]
        elements = sheet.elements if sheet else ()
        there = all_on(sheet) if sheet else ()
        asked = {id(one) for one in still_open(row, decided, there, paragraphs, decisions.elements)}
        # A part that stands on the sheet's cast may still be a minor.
        asked |= {
            id(one)
            for one in still_open(
                [one for one in row if one.category == MINORS],
                decided,
                elements,
                paragraphs,
                decisions.elements,
            )
        }
        # What was confirmed from a sentence that has changed is asked again, under any name.
        sentences = sentence_keys(paragraphs)
        again = {folded(one.label) for one in decided.elements if is_asked_again(one, sentences)}
        settled = [one for one in elements if folded(one.label) not in again]
        found[scene.id] = tuple(
            one for one in row if id(one) in asked and not _is_there(one, settled)
        )
    return MappingProxyType(found)


def _is_there(suggestion: Suggestion, elements: Sequence[Element]) -> bool:
    """Whether a sheet has it in other words: `rubber stamp` where `Stamp` stands."""
    if suggestion.category in {CAST, BACKGROUND, MINORS}:
        return False
    for element in elements:
        same = same_thing(suggestion.label, element.label)
        if same is not None and same[1] >= SAME:
            return True
        own, there = _words(suggestion.label), _words(element.label)
        if own and (own <= there or there <= own):
            return True
    return False


def _words(label: str) -> set[str]:
    return {word.rstrip("s") for word in _spaced(label).split() if word not in _SMALL}


def all_on(sheet: Sheet) -> tuple[Element, ...]:
    """Return everything on a sheet, its cast and background as elements too."""
    return (
        *sheet.elements,
        *(
            Element(category=CAST, label=one.character, origin="script", id=f"cast-{one.id}")
            for one in sheet.cast
        ),
        *(
            Element(category=BACKGROUND, label=one.label, origin="script", count=one.count)
            for one in sheet.background
        ),
    )


def scene_named(scenes: Sequence[Scene], name: str) -> Scene:
    """Return the scene of a number, such as 12A or 101-3, or of an id.

    Raises
    ------
    LastlookError
        There is none, or several scenes have the number; says which are near.
    """
    wanted = name.strip().casefold()
    by_id = [scene for scene in scenes if scene.id == name.strip()]
    found = by_id or [scene for scene in scenes if scene.number.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        which = ", ".join(f"{scene.id} ({scene.heading.text})" for scene in found)
        raise LastlookError(f"Several scenes have the number {name}: {which}. Give the id.")
    numbers = [name for scene in scenes for name in (scene.number, scene.id)]
    near = get_close_matches(name, numbers, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"The first is {numbers[0]}."
    raise LastlookError(f"There is no scene {name} in the script. {hint}")


def suggestion_named(
    suggestions: Sequence[Suggestion], label: str, category: str = ""
) -> Suggestion | None:
    """Return the suggestion that a label or the quoted words mean; None where there is none.

    Raises
    ------
    LastlookError
        Suggestions in several categories have the label.
    """
    wanted = folded(label)
    found = [
        one
        for one in suggestions
        if wanted in {folded(one.label), folded(one.words)} and category in {"", one.category}
    ]
    categories = dict.fromkeys(one.category for one in found)
    if len(categories) > 1:
        raise LastlookError(
            f"“{label}” is suggested as {' and as '.join(categories)}. Say which with --category."
        )
    return found[0] if found else None


def quote_for(paragraphs: Sequence[Paragraph], label: str) -> tuple[Quote | None, str]:
    """Return the first sentence of a scene that has a label's words, and the words in it.

    None and empty where no sentence has them.
    """
    wanted = folded(label)
    for paragraph in paragraphs:
        if paragraph.kind in SILENT_KINDS:
            continue
        for span in sentences_in(paragraph.text):
            at = f" {_spaced(span.text)} ".find(f" {_spaced(wanted)} ")
            if at >= 0:
                line = paragraph.line + paragraph.text.count("\n", 0, span.start)
                return Quote(text=span.text, line=line), _words_in(span.text, wanted)
    return None, ""


def _spaced(text: str) -> str:
    """Put blanks in the place of what stands around words, letter for letter."""
    return "".join(ch if ch.isalnum() or ch in "'-" else " " for ch in folded(text))


def _words_in(sentence: str, wanted: str) -> str:
    at = folded(sentence).find(wanted)
    same_length = len(folded(sentence)) == len(sentence)
    return sentence[at : at + len(wanted)] if at >= 0 and same_length else wanted
