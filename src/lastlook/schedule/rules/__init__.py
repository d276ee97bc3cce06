"""The rules of a board, each a small value: name, source, date, and the check that finds it broken.

Shares nothing with the solver: what CP-SAT and the search are held to stands in `solver/`. Not
legal advice: a production's `[[rule]]` tables override the sources given here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.schedule.rules import board as board_rules
from lastlook.schedule.rules import (
    clearance,
    days,
    light,
    of_the_day,
    people,
    places,
    rest,
    second_unit,
    story,
)
from lastlook.schedule.rules.known import Known
from lastlook.schedule.rules.rule import Rule, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Shoot

__all__ = ["RULES", "Rule", "Violation", "broken"]

RULES: tuple[Rule, ...] = (
    *board_rules.RULES,
    *days.RULES,
    *light.RULES,
    *of_the_day.RULES,
    *clearance.RULES,
    *people.RULES,
    *places.RULES,
    *story.RULES,
    *rest.RULES,
    *second_unit.RULES,
)
"""Every rule, in the order in which broken ones are told."""


def broken(board: Board, shoot: Shoot) -> Iterator[Violation]:
    """Find what a board breaks, rule by rule, with the source and the numbers of the scenes."""
    known = Known(board=board, shoot=shoot)
    for rule in RULES:
        source = rule.cited(shoot)
        for one in rule.check(known):
            numbers = tuple(map(known.number, one.scenes))
            yield replace(one, rule=rule.name, numbers=numbers, source=source)
