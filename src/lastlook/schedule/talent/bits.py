"""Compiled helpers over 64-bit masks, held as signed words (all 64 bits are used)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from numba import njit, types
from numba.extending import intrinsic

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")

CHUNK = 11
"""Days of a set are looked up this many scenes at a time."""


def compiled(function: F) -> F:
    """Compile a function by numba when it is first called, and keep that on disk."""
    try:
        return cast("F", njit(cache=True, nogil=True)(function))
    except RuntimeError:
        # Neither beside the code nor in the user's own folders can anything be written.
        return cast("F", njit(nogil=True)(function))


def _word(name: str, *flags: bool) -> Any:
    """Return the processor's own operation on a word."""

    def operation(_context: Any, _word: Any) -> Any:
        def emit(context: Any, builder: Any, _signature: Any, args: Any) -> Any:
            constants = [context.get_constant(types.boolean, flag) for flag in flags]
            return getattr(builder, name)(args[0], *constants)

        return types.int64(types.int64), emit

    return intrinsic(operation)


lowest = _word("cttz", False)  # noqa: FBT003 - LLVM's own flag: 0 has an answer
"""The place of the lowest set bit; 64 for 0."""
leading = _word("ctlz", False)  # noqa: FBT003 - the same
"""How many zeros stand before the highest set bit; 64 for 0."""
count = _word("ctpop")
"""How many bits are set."""


@compiled
def days(table: Any, scenes: int) -> int:
    """Return the days of a set of scenes, from `table` of each `CHUNK` of them."""
    total = 0
    for chunk in range(table.shape[0]):
        total += table[chunk, (scenes >> (CHUNK * chunk)) & ((1 << CHUNK) - 1)]
    return total


@compiled
def pay(rates: Any, actors: int) -> int:
    """Return the rate of a set of actors."""
    total = 0
    while actors:
        total += rates[lowest(actors)]
        actors &= actors - 1
    return total
