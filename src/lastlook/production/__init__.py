"""The production folder: read, check, write back.

production = open_production("my-film")
"""

from __future__ import annotations

from lastlook.production.calendar import shooting_dates, why_off
from lastlook.production.files import Snapshot, read_snapshot, write_atomic
from lastlook.production.folder import check, find_root, open_production, read_production
from lastlook.production.model import (
    Assumption,
    Calendar,
    CastMember,
    Costs,
    CrewMember,
    HoldPay,
    Hours,
    Location,
    Permit,
    Production,
    Rule,
    RuleEffect,
    RuleOverride,
)
from lastlook.production.new import new_production
from lastlook.production.template import production_text
from lastlook.production.terms import Weekday, Window
from lastlook.production.toml_edit import edit

__all__ = [
    "Assumption",
    "Calendar",
    "CastMember",
    "Costs",
    "CrewMember",
    "HoldPay",
    "Hours",
    "Location",
    "Permit",
    "Production",
    "Rule",
    "RuleEffect",
    "RuleOverride",
    "Snapshot",
    "Weekday",
    "Window",
    "check",
    "edit",
    "find_root",
    "new_production",
    "open_production",
    "production_text",
    "read_production",
    "read_snapshot",
    "shooting_dates",
    "why_off",
    "write_atomic",
]
