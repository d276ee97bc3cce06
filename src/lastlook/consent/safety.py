"""Safety: which rule a scene calls for, with the words that do and the rule's date and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import category_name
from lastlook.breakdown.model import Quote
from lastlook.consent.rulebook import Effect
from lastlook.consent.words import first_quote
from lastlook.errors import Problem, Severity
from lastlook.script.heading import IntExt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.breakdown import Sheet
    from lastlook.consent.rulebook import Rule
    from lastlook.production.model import CrewMember
    from lastlook.script import Paragraph, Scene, Screenplay


LIKELY = 0.5
"""Suggestions less sure than this are no finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that a scene calls for."""

    rule: Rule
    scene: str
    """Scene id."""
    number: str
    quote: Quote
    because: str
    """The element on the sheet that says so; empty where the script's words do."""
    suggested: bool
    """Found by nothing but a suggestion that nobody has confirmed."""
    in_hand: str
    """Who has it in hand: a crew job or an element's category; empty where nobody is named."""

    @property
    def effect(self) -> Effect:
        """What is to be done about it: a rule that somebody has in hand only warns."""
        return Effect.WARN if self.in_hand else self.rule.effect


def safety(
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    sheets: Sequence[Sheet],
    crew: Sequence[CrewMember],
    rules: Mapping[str, Rule],
    *,
    suggested: bool = True,
) -> tuple[Finding, ...]:
    """Find, scene by scene, what needs care; one finding for each rule and scene.

    A rule is found by an element on the sheet, by words of the heading or the action, or, where
    `suggested`, by a suggestion of its kind, in this order.
    """
    by_id = {sheet.scene_id: sheet for sheet in sheets}
    found = []
    for scene in scenes:
        sheet = by_id.get(scene.id)
        paragraphs = screenplay.paragraphs[scene.first : scene.last]
        if sheet is None or not paragraphs:
            continue
        for rule in rules.values():
            if rule.effect is Effect.OFF or not _finds(rule):
                continue
            if rule.outdoors and sheet.int_ext is IntExt.INT:
                continue
            sure = _on_sheet(rule, sheet, paragraphs) or _in_words(rule, paragraphs)
            why = sure or (_suggested(rule, sheet) if suggested else None)
            if why is not None:
                found.append(
                    Finding(
                        rule=rule,
                        scene=scene.id,
                        number=scene.number,
                        quote=why[0],
                        because=why[1],
                        suggested=sure is None,
                        in_hand=_in_hand(rule, sheet, crew),
                    )
                )
    return tuple(found)


def unattended(found: Sequence[Finding], script: str) -> tuple[Problem, ...]:
    """Warn of each rule that blocks and that nobody has in hand, with its scenes and source.

    What is only suggested is left to the listing. `script` is the file's name; the place is that
    of the first finding.
    """
    open_: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.effect is Effect.BLOCK and not finding.suggested:
            open_.setdefault(finding.rule.id, []).append(finding)
    return tuple(_unattended(some, script) for some in open_.values())


def _unattended(found: list[Finding], script: str) -> Problem:
    rule = found[0].rule
    numbers = [finding.number or finding.scene for finding in found]
    few = ", ".join(numbers[:5]) + (", …" if len(numbers) > 5 else "")
    jobs = " or ".join(f'"{job}"' for job in rule.needs)
    return Problem(
        file=script,
        line=found[0].quote.line,
        what=f"Nobody in the crew has {rule.about} in hand "
        f"(scene{'s' if len(numbers) > 1 else ''} {few}).",
        why=f"{rule.text} ({rule.cited}; not legal advice.)",
        fix=f"Add a [[crew]] table whose job has the word {jobs}; `lastlook consent safety` has "
        "each line.",
        severity=Severity.WARNING,
    )


def _finds(rule: Rule) -> bool:
    return bool(rule.categories or rule.kinds or rule.words or rule.together)


def _on_sheet(
    rule: Rule, sheet: Sheet, paragraphs: Sequence[Paragraph]
) -> tuple[Quote, str] | None:
    said = first_quote(paragraphs, rule.words)
    said = said or Quote(text=paragraphs[0].text, line=paragraphs[0].line)
    for element in sheet.elements:
        if category_name(element.category) in rule.categories:
            return element.quote or said, element.label
    return None


def _suggested(rule: Rule, sheet: Sheet) -> tuple[Quote, str] | None:
    likely = [one for one in sheet.suggestions if one.confidence >= LIKELY]
    for one in sorted(likely, key=lambda one: -one.confidence):
        if one.kind in rule.kinds or one.category in rule.categories:
            return one.quote, one.label
    return None


def _in_words(rule: Rule, paragraphs: Sequence[Paragraph]) -> tuple[Quote, str] | None:
    if rule.together:
        quotes = [first_quote(paragraphs, words) for words in rule.together]
        said = [quote for quote in quotes if quote is not None]
        # The quote that says most is the one of the middle list: the engine, not the car.
        return (said[len(said) // 2], "") if len(said) == len(quotes) else None
    quote = first_quote(paragraphs, rule.words)
    return (quote, "") if quote else None


def _in_hand(rule: Rule, sheet: Sheet, crew: Sequence[CrewMember]) -> str:
    for member in crew:
        if any(word in member.job.casefold() for word in rule.needs):
            return member.job
    return next(
        (e.category for e in sheet.elements if category_name(e.category) in rule.elements), ""
    )
