"""Speeches that lost their cue, their words or a parenthesis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.script.doubts.reading import short
from lastlook.script.model import SPEECH_KINDS, Kind
from lastlook.script.scenes import cue_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.errors import Problem
    from lastlook.script.doubts.reading import Reading
    from lastlook.script.model import Paragraph

_SPOKEN = frozenset({Kind.DIALOGUE, Kind.LYRICS})
_LONGEST_CUE = 40


def speech_doubts(script: Reading) -> Iterator[Problem]:
    """Doubt cues, dialogue and parentheticals, and action that looks like one of them."""
    shown, texts = script.shown, script.texts
    last = len(shown) - 1
    before: Paragraph | None = None
    for at, paragraph in enumerate(shown):
        kind, text = paragraph.kind, texts[at]
        after = shown[at + 1] if at < last else None
        if kind is Kind.DIALOGUE:
            if before is None or before.kind not in SPEECH_KINDS:
                yield _no_speaker(script, paragraph, before)
            if "(" in text:
                yield from _unclosed(script, paragraph, text)
        elif kind is Kind.CHARACTER:
            yield from _no_words(script, paragraph, text, at)
        elif kind is Kind.PARENTHETICAL:
            if before is None or before.kind not in SPEECH_KINDS:
                yield _outside(script, paragraph, text)
            elif text.count("(") != text.count(")") and "(" in text:
                yield from _unclosed(script, paragraph, text)
        elif kind is Kind.ACTION and script.fountain and paragraph.layout is None:
            yield from _read_as_action(script, paragraph, text, before, after)
        before = paragraph


def _no_words(script: Reading, cue: Paragraph, text: str, at: int) -> Iterator[Problem]:
    following = script.shown[at + 1 : at + 3]
    if not following or following[0].kind not in SPEECH_KINDS - {Kind.CHARACTER}:
        if not script.fountain:  # of Fountain the reader says it
            yield script.doubt(
                cue,
                f"{short(text)} has no dialogue.",
                "A cue is followed by a line of speech.",
                "Write the speech, or make this paragraph Action.",
            )
    elif following[0].kind is Kind.PARENTHETICAL and (
        len(following) < 2 or following[1].kind not in SPEECH_KINDS - {Kind.CHARACTER}
    ):
        yield script.doubt(
            cue,
            f"{short(text)} has a parenthetical and no words.",
            "Nothing is spoken here.",
            "Write the line below the parenthetical, or make both one line of action.",
        )


def _no_speaker(script: Reading, spoken: Paragraph, before: Paragraph | None) -> Problem:
    name = cue_name(before.text) if before is not None else ""
    if name in script.speakers:
        return script.doubt(
            spoken,
            "This dialogue has no cue.",
            f"{name} stands above it, but as {before.kind if before else ''}.",
            "Make that paragraph Character.",
        )
    return script.doubt(
        spoken,
        "This dialogue has no cue.",
        "Nobody is named as its speaker.",
        "Write the character's name above it, or make it Action.",
    )


def _outside(script: Reading, paragraph: Paragraph, text: str) -> Problem:
    return script.doubt(
        paragraph,
        f"{short(text)} stands outside a speech.",
        "A parenthetical belongs between a cue and its line.",
        "Take out the blank line above it, or write it without parentheses as action."
        if script.fountain
        else "Move it below a cue, or make it Action.",
    )


def _unclosed(script: Reading, paragraph: Paragraph, text: str) -> Iterator[Problem]:
    """Find a parenthesis that starts a line and never closes; other parentheses are prose."""
    rows = text.split("\n")
    for number, row in enumerate(rows):
        if row.lstrip().startswith("("):
            rest = row + "".join(rows[number + 1 :])
            if ")" not in rest:
                yield script.doubt(
                    paragraph,
                    f"{short(row)} is never closed.",
                    "It was read as dialogue and will be spoken."
                    if paragraph.kind is Kind.DIALOGUE
                    else "A parenthetical has both its parentheses.",
                    "Write ) where it ends.",
                    row=number,
                )
            return


def _read_as_action(
    script: Reading,
    action: Paragraph,
    text: str,
    before: Paragraph | None,
    after: Paragraph | None,
) -> Iterator[Problem]:
    if "\n" in text:
        yield from _cue_among_lines(script, action, text)
    elif text[0] == "(" and text[-1] == ")":
        spoken = before is not None and before.kind in _SPOKEN
        if spoken and len(text) <= _LONGEST_CUE and text[1:2].islower():
            yield _outside(script, action, text)
    elif len(text) <= _LONGEST_CUE and text.isupper():
        name = cue_name(text)
        plain = after is not None and after.kind is Kind.ACTION and not after.text.isupper()
        if plain and name in script.speakers:
            yield script.doubt(
                action,
                f"{short(text)} stands alone and was read as action.",
                f"{name} speaks elsewhere, and a cue touches its line of speech.",
                "Take out the blank line below it; or put ! in front if it is action.",
            )


def _cue_among_lines(script: Reading, action: Paragraph, text: str) -> Iterator[Problem]:
    rows = text.split("\n")
    for number, row in enumerate(rows[:-1]):
        if len(row) > _LONGEST_CUE or not row or not row[-1:].strip("."):
            continue
        name = cue_name(row)
        if name not in script.speakers:
            continue
        if row.split("(")[0].isupper():
            yield script.doubt(
                action,
                f"{short(row)} looks like a cue but stands inside an action paragraph.",
                f"{name} speaks elsewhere; this was read as action.",
                "Leave a blank line above it; or put ! in front if it is action.",
                row=number,
            )
        elif number == 0:
            yield script.doubt(
                action,
                f"{short(row)} looks like a cue but is not in capitals.",
                f"{name} speaks elsewhere; this was read as action.",
                f"Write {row.strip().upper()}, or @{row.strip()} to keep the small letters.",
            )
