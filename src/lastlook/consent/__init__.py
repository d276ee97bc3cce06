"""Consent, minors and safety: a careful room of its own.

`read_consent` reads the private file, `clearances` draws from it the public view that the
schedule keeps to, `safety` finds what needs care on set. Nothing else of the private file is
given to any other room.
"""

from lastlook.consent.clearances import HELD, Clearances, ClearFrom, Waiting, clearances
from lastlook.consent.consent_file import read_consent
from lastlook.consent.edit import set_intimacy, withdraw
from lastlook.consent.gaps import Gap, gaps
from lastlook.consent.keeping import check_keeping
from lastlook.consent.minors import DayLimit, MinorHours
from lastlook.consent.model import FILE, Consent, Level, Rider
from lastlook.consent.private import Private
from lastlook.consent.rulebook import NOT_ADVICE, Effect, Rule, rules_for, shipped_rules
from lastlook.consent.safety import Finding, safety, unattended

__all__ = [
    "FILE",
    "HELD",
    "NOT_ADVICE",
    "ClearFrom",
    "Clearances",
    "Consent",
    "DayLimit",
    "Effect",
    "Finding",
    "Gap",
    "Level",
    "MinorHours",
    "Private",
    "Rider",
    "Rule",
    "Waiting",
    "check_keeping",
    "clearances",
    "gaps",
    "read_consent",
    "rules_for",
    "safety",
    "set_intimacy",
    "shipped_rules",
    "unattended",
    "withdraw",
]
