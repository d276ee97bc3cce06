"""Compiled helpers over 64-bit masks, held as signed words (all 64 bits are used)."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
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
    return _made(function, {})


def within(function: F) -> F:
    """Compile a function that compiled code alone calls, which takes less time.

    Called from Python it ends the process.
    """
    return _made(function, {"no_cpython_wrapper": True})


def _made(function: F, more: dict[str, Any]) -> F:
    how: dict[str, Any] = {"nogil": True, "no_cfunc_wrapper": True, "error_model": "numpy"} | more
    try:
        kept = njit(cache=True, **how)(function)
        _keep_till_any_changes(kept, Path(function.__code__.co_filename).parent)
        return cast("F", kept)
    except RuntimeError:
        # Neither beside the code nor in the user's own folders can anything be written.
        return cast("F", njit(**how)(function))


def _keep_till_any_changes(kept: Any, folder: Path) -> None:
    """Let what is on disk hold as long as no file of a folder, nor this one, was changed.

    By itself numba looks only at the function's own file, and not at those it calls.
    """
    files = [Path(__file__), *sorted(folder.glob("*.py"))]
    stamp = tuple((file.stat().st_mtime_ns, file.stat().st_size) for file in files)
    with suppress(AttributeError):
        kept._cache._cache_file._source_stamp = stamp  # noqa: SLF001 - there is no other way


def is_kept(function: Any) -> bool:
    """Whether what a function compiles to is on disk already; True where that cannot be known."""
    try:
        return bool(function._cache._cache_file._load_index())  # noqa: SLF001 - the only way
    except AttributeError:
        return True


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
