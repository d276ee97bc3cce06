"""The rule book: every rule is dated, sourced and of use; a production may override it."""

from __future__ import annotations

import re

from lastlook.consent import Effect, rules_for, shipped_rules
from lastlook.production import RuleEffect, RuleOverride

ASKED = (
    "rider-signed rider-48h consent-withdrawn closed-set us-ca-minors us-ny-minors running-engine "
    "weapons animals smoke artificial-snow fire stunts water heights cold age-gap power-gap"
)


def test_every_rule_is_dated_sourced_and_warns_or_blocks() -> None:
    rules = shipped_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    assert {*ASKED.split()} <= {rule.id for rule in rules}
    for rule in rules:
        assert rule.text.endswith(".")
        assert rule.source
        assert rule.dated.year in range(2020, 2027)
        assert rule.effect in {Effect.WARN, Effect.BLOCK}
        assert rule.where == "" or rule.where.startswith("https://")
        for word in (*rule.words, *(word for words in rule.together for word in words)):
            re.compile(word)


def test_bands_rise_with_age() -> None:
    for rule in shipped_rules():
        begins = [(band.months, band.days) for band in rule.bands]
        assert begins == sorted(begins)
        assert all(band.work <= band.work_free <= band.on_set for band in rule.bands)


def test_an_override_changes_one_number_and_keeps_the_rest() -> None:
    rules, problems = rules_for(
        (
            RuleOverride(rule="rider-48h", number="hours", value=72, why="agreed"),
            RuleOverride(rule="rider-48h", effect=RuleEffect.WARN, why="agreed"),
        )
    )
    assert problems == ()
    rule = rules["rider-48h"]
    assert (rule.numbers["hours"], rule.effect, rule.why) == (72, Effect.WARN, "agreed")
    assert rule.source == next(r for r in shipped_rules() if r.id == rule.id).source


def test_an_override_of_nothing_is_a_warning_that_names_what_there_is() -> None:
    _, problems = rules_for(
        (
            RuleOverride(rule="rider", why="?"),
            RuleOverride(rule="rider-48h", number="days", value=2, why="?"),
        )
    )
    assert [problem.severity for problem in problems] == ["warning", "warning"]
    assert "rider-48h" in problems[0].fix
    assert problems[1].fix == "It has: hours."
