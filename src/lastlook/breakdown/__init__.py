"""The breakdown: what every scene needs, decided by people, noticed by the machine."""

from lastlook.breakdown.decisions import (
    DecidedElement,
    DecidedPart,
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
from lastlook.breakdown.parts import in_parts, whole_scene
from lastlook.breakdown.roles import Role, roles_of
from lastlook.breakdown.sheets import location_of, sheets

__all__ = [
    "Background",
    "CastPresence",
    "DecidedElement",
    "DecidedPart",
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
    "in_parts",
    "location_of",
    "parse_decisions",
    "read_decisions",
    "roles_of",
    "sheets",
    "whole_scene",
]
