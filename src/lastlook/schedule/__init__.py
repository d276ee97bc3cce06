"""When everything is shot: the problem, its rules, its cost, and a board with a proof.

`build_shoot` states the problem, `solve` finds a board, `violations` checks any board against
every rule and `summarise` says what it found in a few lines, `cost` and `day_out_of_days` read
a board; `read_board` and `write_board` are its file. `talent` orders scenes so that actors wait
least, the classical core of the problem.
"""

from __future__ import annotations

from lastlook.schedule.board import Banner, Board, Proof, ShootDay, Strip, Unit
from lastlook.schedule.board_file import BoardFile, read_board, write_board
from lastlook.schedule.build import build_shoot
from lastlook.schedule.check import Violation, violations
from lastlook.schedule.conflict import Conflict, ImpossibleError
from lastlook.schedule.cost import CostReport, CostTerm, cost
from lastlook.schedule.cover import Cover, cover_sets
from lastlook.schedule.dood import DayOutOfDays, DoodRow, day_out_of_days
from lastlook.schedule.notices import Notice, notices
from lastlook.schedule.shoot import Place, Player, SceneNeed, Shoot
from lastlook.schedule.solver.solve import NoBoardFoundError, Solved, solve
from lastlook.schedule.summary import summarise
from lastlook.schedule.talent import TalentInstance, TalentResult, talent

__all__ = [
    "Banner",
    "Board",
    "BoardFile",
    "Conflict",
    "CostReport",
    "CostTerm",
    "Cover",
    "DayOutOfDays",
    "DoodRow",
    "ImpossibleError",
    "NoBoardFoundError",
    "Notice",
    "Place",
    "Player",
    "Proof",
    "SceneNeed",
    "Shoot",
    "ShootDay",
    "Solved",
    "Strip",
    "TalentInstance",
    "TalentResult",
    "Unit",
    "Violation",
    "build_shoot",
    "cost",
    "cover_sets",
    "day_out_of_days",
    "notices",
    "read_board",
    "solve",
    "summarise",
    "talent",
    "violations",
    "write_board",
]
