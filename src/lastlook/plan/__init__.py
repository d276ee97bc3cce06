"""The main job: the rooms called in order, from a script to a shootable book."""

from lastlook.plan.bare import first_monday, new_from_script
from lastlook.plan.film import Film, check, load
from lastlook.plan.job import Plan, Stage, plan
from lastlook.plan.summary import shooting_days, summary

__all__ = [
    "Film",
    "Plan",
    "Stage",
    "check",
    "first_monday",
    "load",
    "new_from_script",
    "plan",
    "shooting_days",
    "summary",
]
