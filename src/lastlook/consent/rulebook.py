"""Rules of this room: dated, sourced data that a production may override. Not legal advice."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date  # noqa: TC003
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lastlook.errors import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.production.model import RuleOverride

FILES = ("intimacy.toml", "minors.toml", "safety.toml")
NOT_ADVICE = "Not legal advice: dated notes of rules, to be checked with those who know the law."


class Effect(StrEnum):
    """What a rule does on the board."""

    OFF = "off"
    """Nothing: the production has switched it off and says why."""
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Hours from an age on, until the next band begins. Minutes."""

    months: int = 0
    days: int = 0
    """Age at which it begins: completed months, or days where it begins before half a year."""
    on_set: int
    work: int
    """On a day with school."""
    work_free: int
    """On a day without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule, with its source."""

    id: str
    about: str
    text: str
    source: str
    where: str
    """Address of the source; empty where there is none."""
    dated: date
    """When it was looked up, or the date of the text."""
    effect: Effect
    applies_to: str = ""
    """Place whose rule it is, such as `US-CA`; empty for anywhere."""
    numbers: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    bands: tuple[Band, ...] = ()
    """Youngest first."""
    categories: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    outdoors: bool = False
    """Only scenes that are not wholly indoors."""
    needs: tuple[str, ...] = ()
    """Words of crew jobs, one of which has in hand what the rule asks for."""
    elements: tuple[str, ...] = ()
    """Categories of elements that have it in hand likewise."""
    why: str = ""
    """Why the production overrode it."""

    @property
    def cited(self) -> str:
        """Source and date: `California, 8 CCR 11760 (1 Nov 2026)`, in ISO form."""
        return f"{self.source} ({self.dated.isoformat()})"


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return the rules that come with lastlook, in the order of their files."""
    folder = Path(__file__).parent / "rules"
    tables = [
        table
        for name in FILES
        for table in tomllib.loads((folder / name).read_text(encoding="utf-8"))["rule"]
    ]
    return tuple(_rule(table) for table in tables)


def rules_for(
    overrides: Sequence[RuleOverride], file: str = "production.toml"
) -> tuple[Mapping[str, Rule], tuple[Problem, ...]]:
    """Return the rules by id as a production has them, and what is wrong with its overrides."""
    rules = {rule.id: rule for rule in shipped_rules()}
    problems = []
    for override in overrides:
        rule = rules.get(override.rule)
        if rule is None:
            fix = "Rules: " + ", ".join(rules) + "."
            problems.append(_wrong(file, f'There is no rule "{override.rule}".', fix))
            continue
        if override.number and override.number not in rule.numbers:
            has = ", ".join(rule.numbers) or "none"
            what = f'The rule "{rule.id}" has no number "{override.number}".'
            problems.append(_wrong(file, what, f"It has: {has}."))
            continue
        if override.effect is not None:
            rule = replace(rule, effect=Effect(override.effect))
        if override.number and override.value is not None:
            numbers = {**rule.numbers, override.number: override.value}
            rule = replace(rule, numbers=MappingProxyType(numbers))
        rules[rule.id] = replace(rule, why=override.why)
    return MappingProxyType(rules), tuple(problems)


def _wrong(file: str, what: str, fix: str) -> Problem:
    return Problem(
        file=file,
        what=what,
        why="The [[rule_override]] would have no effect.",
        fix=fix,
        severity=Severity.WARNING,
    )


def _rule(table: dict[str, Any]) -> Rule:
    lists = ("categories", "kinds", "words", "needs", "elements")
    return Rule(
        **{
            **table,
            **{name: tuple(table.get(name, ())) for name in lists},
            "effect": Effect(table["effect"]),
            "numbers": MappingProxyType(table.get("numbers", {})),
            "bands": tuple(Band(**band) for band in table.get("bands", ())),
            "together": tuple(tuple(words) for words in table.get("together", ())),
        }
    )
