"""Orders the scenes of a film so that the pay of waiting actors is least, with a proof."""

from __future__ import annotations

import time
from importlib.util import find_spec
from typing import TYPE_CHECKING

from lastlook.schedule.talent.instance import TalentResult
from lastlook.schedule.talent.plain import Found
from lastlook.schedule.talent.simplify import simplify

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.schedule.talent.instance import TalentInstance
    from lastlook.schedule.talent.simplify import Part

WORD = 64
"""Scenes and actors after simplification that the compiled search has room for."""
TRIVIAL = 2
"""Of so many scenes every order costs the same."""
SMALL = 4
"""So many are ordered sooner than compiled code is loaded."""
MOST = 1 << 61
"""Pay that it can count to."""


def talent(
    instance: TalentInstance,
    *,
    seconds: float = 60,
    nodes: int | None = None,
    engine: str | None = None,
    stop: Callable[[], bool] | None = None,
) -> TalentResult:
    """Order the scenes of an instance at the least pay, as far as time allows.

    Parameters
    ----------
    seconds
        How long to search, by the clock, when the proof takes longer; compiling comes on top.
    nodes
        So many extensions of states at most; where these end the search, and not the seconds,
        the same instance gives the same result.
    engine
        `numba` or `plain`; by default numba where it is installed (the extra `fast`) and the
        simplified instance is not very small, nor beyond 64 scenes or actors.
    stop
        Asked now and then; where it says so, the search ends with what it has.

    """
    parts = simplify(instance)
    engines = [(engine, "") if engine else _engine(part) for part in parts]
    if any(name == "numba" for name, _ in engines):
        from lastlook.schedule.talent.search import ready

        ready()
    started = time.monotonic()
    order: list[int] = []
    bound = used = 0
    for at, (part, (name, _)) in enumerate(zip(parts, engines, strict=True)):
        # What earlier parts left of the time is shared evenly by those that are left.
        later = sum(len(part.casts) > TRIVIAL for part in parts[at:])
        share = (seconds - (time.monotonic() - started)) / max(1, later)
        room = None if nodes is None else max(0, nodes - used) // max(1, later)
        found = _search(part, name, share, room, stop)
        used += found.nodes
        bound += found.bound
        order += [scene for group in found.order for scene in part.scenes[group]]
    held = instance.holding_cost(order)
    plain = [why for name, why in engines if name == "plain"]
    return TalentResult(
        order=tuple(order),
        cost=instance.work + held,
        holding_cost=held,
        bound=instance.work + bound,
        optimal=bound == held,
        seconds=time.monotonic() - started,
        nodes=used,
        engine="plain" if plain else "numba",
        reason=max(plain, default=""),
    )


def _engine(part: Part) -> tuple[str, str]:
    """Return the engine for a part, and why it is the plain one."""
    if len(part.casts) <= TRIVIAL:
        return "none", ""
    if len(part.casts) <= SMALL:
        return "plain", ""
    if max(len(part.casts), len(part.rates)) > WORD:
        return "plain", (
            f"Searched in plain Python, which is slow: {len(part.casts)} scenes and "
            f"{len(part.rates)} actors; up to {WORD} of each are searched by compiled code."
        )
    if sum(part.durations) * sum(part.rates) >= MOST:
        return "plain", "Searched in plain Python, which is slow: the numbers are very large."
    if find_spec("numba") is None:
        return "plain", (
            "Searched in plain Python, which is slow. "
            "Install numba with: pip install 'lastlook[fast]'"
        )
    return "numba", ""


def _search(
    part: Part,
    engine: str,
    seconds: float,
    nodes: int | None,
    stop: Callable[[], bool] | None,
) -> Found:
    if len(part.casts) <= TRIVIAL:
        return Found(order=tuple(range(len(part.casts))), held=0, bound=0, nodes=0)
    if engine == "numba":
        from lastlook.schedule.talent.search import search
    else:
        from lastlook.schedule.talent.plain import search
    until = time.monotonic() + seconds

    def over(extended: int) -> bool:
        spent = time.monotonic() > until or (nodes is not None and extended >= nodes)
        return spent or (stop is not None and stop())

    return search(part, over)
