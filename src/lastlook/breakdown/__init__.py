"""The breakdown: what every scene needs, decided by people, noticed by the machine."""

from lastlook.breakdown.decisions import (
    DecidedElement,
    Decisions,
    ElementRecord,
    Rejected,
    SceneDecisions,
)
from lastlook.breakdown.decisions_file import check_decisions, parse_decisions, read_decisions
from lastlook.breakdown.model import (
    Background,
    CastPresence,
    Element,
    Quote,
    Sheet,
    Suggestion,
)
from lastlook.breakdown.roles import Role, roles_of
from lastlook.breakdown.sheets import location_of, sheets

__all__ = [
    "Background",
    "CastPresence",
    "DecidedElement",
    "Decisions",
    "Element",
    "ElementRecord",
    "Quote",
    "Rejected",
    "Role",
    "SceneDecisions",
    "Sheet",
    "Suggestion",
    "check_decisions",
    "location_of",
    "parse_decisions",
    "read_decisions",
    "roles_of",
    "sheets",
]
