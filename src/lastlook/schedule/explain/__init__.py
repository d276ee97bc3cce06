"""A schedule that a first AD can argue with: why, at what price, what if, and the least change."""

from lastlook.schedule.explain.demands import Demand, demands
from lastlook.schedule.explain.events import (
    Happened,
    NotOnTheBoardError,
    day_of,
    fell_behind,
    fell_ill,
    nothing_yet,
    only_week,
    shot_until,
)
from lastlook.schedule.explain.prices import Price, Prices, prices
from lastlook.schedule.explain.resolve import (
    Resolved,
    resolve,
    to_compile,
    usual_most,
    usual_stay,
)
from lastlook.schedule.explain.scenario import Best, best_of
from lastlook.schedule.explain.what_if import (
    Case,
    actor_leaves,
    days_frontier,
    location_dates,
    set_of,
    set_places,
    without_unit,
    without_window,
)
from lastlook.schedule.explain.why import NoSuchSceneError, OtherDate, Why, why

__all__ = [
    "Best",
    "Case",
    "Demand",
    "Happened",
    "NoSuchSceneError",
    "NotOnTheBoardError",
    "OtherDate",
    "Price",
    "Prices",
    "Resolved",
    "Why",
    "actor_leaves",
    "best_of",
    "day_of",
    "days_frontier",
    "demands",
    "fell_behind",
    "fell_ill",
    "location_dates",
    "nothing_yet",
    "only_week",
    "prices",
    "resolve",
    "set_of",
    "set_places",
    "shot_until",
    "to_compile",
    "usual_most",
    "usual_stay",
    "why",
    "without_unit",
    "without_window",
]
