"""A plan in figures, for programs and for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastlook.breakdown import in_parts
from lastlook.schedule import Strip
from lastlook.schedule.presence import day_numbers

if TYPE_CHECKING:
    from decimal import Decimal

    from lastlook.plan.job import Plan


def summary(plan: Plan) -> dict[str, Any]:
    """Return what `lastlook plan --json` prints. Money is in the production's currency."""
    proof = plan.board.proof
    return {
        "title": plan.film.production.title,
        "folder": str(plan.film.production.root),
        "book": str(plan.book),
        "files": [str(path) for path in plan.files],
        "scenes": len(plan.film.scenes),
        "pages": len(plan.film.pages.pages),
        "eighths": sum(sheet.eighths for sheet in plan.film.sheets),
        "days": sum(bool(day.strips) for day in plan.board.days),
        "shooting_days": shooting_days(plan),
        "places": {one.of: one.location for one in plan.board.places},
        "boneyard": [strip.scene for strip in plan.board.boneyard],
        "held": [scene.id for scene in plan.shoot.held],
        "board": str(plan.choice.origin),
        "board_before": str(plan.aside) if plan.aside else None,
        "printed": plan.printed,
        "currency": plan.report.currency,
        "cost": _number(plan.report.total),
        "cost_terms": [
            {"name": term.name, "amount": _number(term.amount), "arithmetic": term.arithmetic}
            for term in plan.report.terms
        ],
        "unknown": list(plan.report.unknown),
        "bound": _number(proof.bound) if proof else None,
        "gap": proof.gap if proof else None,
        "optimal": proof.optimal if proof else None,
        "assumptions": [each.text for each in plan.film.production.assumptions],
        "warnings": [problem.as_dict() for problem in plan.problems],
    }


def shooting_days(plan: Plan) -> list[dict[str, Any]]:
    """Return each shooting day: number, date, unit, crew, scenes in order, eighths, minutes."""
    sheets = {sheet.scene_id: sheet for sheet in in_parts(plan.film.sheets)}
    minutes = {scene.id: scene.minutes for scene in plan.shoot.scenes}
    numbers = day_numbers(plan.board)
    return [
        {
            "day": numbers[day.slot][0],
            "date": day.date.isoformat(),
            "unit": str(day.unit),
            "crew": day.crew,
            "scenes": [item.scene for item in day.work if isinstance(item, Strip)],
            "eighths": sum(sheets[s.scene].eighths for s in day.strips if s.scene in sheets),
            "minutes": sum(minutes.get(s.scene, 0) for s in day.strips),
        }
        for day in plan.board.days
        if day.strips
    ]


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == int(amount) else float(amount)
