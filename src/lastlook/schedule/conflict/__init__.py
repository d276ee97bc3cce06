"""Why no legal board exists: the rules that cannot hold together, in words, with ways out."""

from lastlook.schedule.conflict.core import explain
from lastlook.schedule.conflict.counting import by_counting
from lastlook.schedule.conflict.direct import direct_conflicts
from lastlook.schedule.conflict.order import no_order
from lastlook.schedule.conflict.values import Conflict, ImpossibleError

__all__ = ["Conflict", "ImpossibleError", "by_counting", "direct_conflicts", "explain", "no_order"]
