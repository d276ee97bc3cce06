"""The classical talent-scheduling problem: the order of scenes at which actors wait least.

`read_dzn` reads an instance, `talent` orders its scenes and proves how near to the best it is.
"""

from __future__ import annotations

from lastlook.schedule.talent.dzn import parse_dzn, read_dzn
from lastlook.schedule.talent.instance import TalentInstance, TalentResult
from lastlook.schedule.talent.order import talent

__all__ = ["TalentInstance", "TalentResult", "parse_dzn", "read_dzn", "talent"]
