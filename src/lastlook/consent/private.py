"""A value that never shows itself: rider text, ages, names of guardians."""

from __future__ import annotations

from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")

SHOWN_AS = "(private)"
"""What stands in the place of a private value, wherever it is written."""


class Private(Generic[T]):
    """Holds a value that no text, log, message, hash or JSON gives away.

    Only `reveal` gives it out, so every place that does can be found by that word. Two of them
    are equal if their values are; all have the same hash, which therefore tells nothing.
    """

    __slots__ = ("__value",)

    def __init__(self, value: T) -> None:
        object.__setattr__(self, "_Private__value", value)

    def reveal(self) -> T:
        """Give the value out, to be used inside this room and not passed on."""
        value: T = object.__getattribute__(self, "_Private__value")
        return value

    def __repr__(self) -> str:
        return SHOWN_AS

    def __str__(self) -> str:
        return SHOWN_AS

    def __format__(self, _spec: str) -> str:
        return SHOWN_AS

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Private) and bool(self.reveal() == other.reveal())

    def __hash__(self) -> int:
        return hash(Private)

    def __setattr__(self, _name: str, _value: object) -> NoReturn:
        raise AttributeError("A private value is not changed.")

    def __copy__(self) -> Private[T]:
        return self

    def __deepcopy__(self, _memo: object) -> Private[T]:
        return self

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        raise TypeError("A private value is not written anywhere.")
