"""Age gaps and power gaps between characters who share intimacy: that one is stated, never more."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from lastlook.consent.rulebook import Effect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastlook.consent.model import Consent
    from lastlook.consent.rulebook import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stated gap in a scene. Who and how much stays private."""

    scene: str
    rule: str
    """`age-gap` or `power-gap`."""


def gaps(consent: Consent, rules: Mapping[str, Rule]) -> tuple[Gap, ...]:
    """Find gaps that the production itself has stated; ages are never inferred."""
    ages = {one.role: one.age for one in consent.characters}
    powers = {frozenset((one.over, one.under)) for one in consent.powers}
    found = []
    for scene in sorted({one.scene for one in consent.intimacy}):
        for name in ("age-gap", "power-gap"):
            rule = rules[name]
            least = rule.numbers["from_level"]
            together = {
                one.role
                for one in consent.intimacy
                if one.scene == scene and one.level.rank >= least
            }
            if rule.effect is Effect.OFF:
                continue
            for one, two in combinations(sorted(together), 2):
                if name == "power-gap":
                    wide = frozenset((one, two)) in powers
                else:
                    wide = (
                        one in ages
                        and two in ages
                        and abs(ages[one].reveal() - ages[two].reveal()) >= rule.numbers["years"]
                    )
                if wide:
                    found.append(Gap(scene=scene, rule=name))
                    break
    return tuple(found)
