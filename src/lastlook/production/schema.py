"""From TOML tables to frozen dataclasses, with every mistake found and said in plain words.

A field's type says what may stand there: `str`, `int`, `bool`, `Decimal`, `date`, `time`, a
StrEnum, a dataclass of such fields, `X | None`, or `tuple[X, ...]`. `Annotated[…, Key(…)]` adds
words for messages, an example, and bounds; `model.py` shows how it reads.
"""

from __future__ import annotations

import dataclasses
import difflib
import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin

from lastlook.errors import Problem, Severity
from lastlook.production.toml_marks import locate
from lastlook.production.values import Key, Refused, quoted, read_value, shown, usual_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lastlook.production.toml_marks import Marks, Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key of one table, as a dataclass field states it."""

    attribute: str
    name: str
    """The key in the file."""
    kind: Any
    """Its type, or that of its items if `many`."""
    many: bool
    required: bool
    default: Any
    key: Key

    @property
    def is_table(self) -> bool:
        """Whether it holds tables rather than single values."""
        return dataclasses.is_dataclass(self.kind)

    @property
    def words(self) -> tuple[str, str]:
        """What it is, and an example as it is typed."""
        is_a, such = ("a table", "{ … }") if self.is_table else usual_words(self.kind)
        if self.many:
            is_a, such = "a list in square brackets", f"[{such}]"
        return self.key.is_a or is_a, self.key.such or such


@cache
def fields(cls: type[Any]) -> tuple[Field, ...]:
    """Keys that a dataclass has in TOML, in its own order."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return tuple(_field(item, hints[item.name]) for item in dataclasses.fields(cls))


def _field(item: dataclasses.Field[Any], hint: Any) -> Field:
    key = Key()
    if get_origin(hint) is Annotated:
        hint, *extras = get_args(hint)
        key = next((extra for extra in extras if isinstance(extra, Key)), key)
    if get_origin(hint) in (types.UnionType, typing.Union):
        (hint,) = (arm for arm in get_args(hint) if arm is not types.NoneType)
    many = get_origin(hint) is tuple
    missing = dataclasses.MISSING
    return Field(
        attribute=item.name,
        name=key.name or item.name,
        kind=get_args(hint)[0] if many else hint,
        many=many,
        required=item.default is missing and item.default_factory is missing,
        default=None if item.default is missing else item.default,
        key=key,
    )


def read_table(
    cls: type[T],
    table: Mapping[str, Any],
    positions: Marks,
    file: str,
    *,
    at: Path = (),
    given: Mapping[str, Any] | None = None,
) -> tuple[T | None, list[Problem]]:
    """Read one TOML table into a dataclass.

    Parameters
    ----------
    at
        Where the table stands in the file; () for the whole file.
    given
        Fields that do not come from the file, with their values.

    Returns
    -------
    tuple
        The value, or None if there is any error; and all problems in the file's order.

    """
    reader = Reader(positions, file)
    value = reader.table(cls, table, at, given)
    return value, sorted(reader.problems)


class Reader:
    """Reads tables and keeps what it found: all problems, and every part that is sound."""

    def __init__(self, positions: Marks, file: str) -> None:
        self.positions = positions
        self.file = file
        self.problems: list[Problem] = []
        self.parts: dict[Path, Any] = {}
        """Each table that could be read, by its path, even where others could not."""
        self._homes: dict[str, str] = {}

    def problem(
        self,
        path: Path,
        what: str,
        fix: str = "",
        *,
        why: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note what is wrong with the value at a path."""
        line, column = locate(self.positions, path)
        self.problems.append(
            Problem(
                file=self.file,
                line=line,
                column=column,
                what=what,
                why=why,
                fix=fix,
                severity=severity,
            )
        )

    def every(self, cls: type[T]) -> list[tuple[Path, T]]:
        """All tables of a kind that could be read, with their paths."""
        return [(path, part) for path, part in self.parts.items() if isinstance(part, cls)]

    def table(
        self,
        cls: type[T],
        table: Mapping[str, Any],
        path: Path = (),
        given: Mapping[str, Any] | None = None,
        also: Collection[str] = (),
    ) -> T | None:
        """Read a table; None if it, or anything in it, has an error.

        `also` are keys that the caller reads by itself.
        """
        before = len(self.problems)
        values = dict(given or {})
        kind: Any = cls  # the cache takes no type variable
        known = {field.name: field for field in fields(kind) if field.attribute not in values}
        if not path:
            self._homes = _homes(known.values())
        for name in table:
            if name not in known and name not in also:
                self._unknown(name, [*known, *also], path)
        for name, field in known.items():
            if name in table:
                values[field.attribute] = self._value(field, table[name], (*path, name))
            elif field.required:
                self._missing(field, path)
        if len(self.problems) > before:
            return None
        part = cls(**values)
        self.parts[path] = part
        return part

    def _value(self, field: Field, value: Any, path: Path) -> Any:
        if not field.many:
            return self._one(field, value, path)
        if not isinstance(value, list):
            self._not_a_list(field, value, path)
            return None
        if field.key.filled and field.required and not value:
            self._refuse(field, path, "be an empty list")
        return tuple(self._one(field, item, (*path, n)) for n, item in enumerate(value))

    def _one(self, field: Field, value: Any, path: Path) -> Any:
        if field.is_table:
            if isinstance(value, dict):
                return self.table(field.kind, value, path)
            self._not_a_table(field, value, path)
            return None
        try:
            return read_value(field.kind, field.key, value)
        except Refused as refused:
            cannot = f"{'hold' if field.many else 'be'} {shown(value)}"
            if refused.why:
                cannot += f", {refused.why}"
            self._refuse(field, path, cannot, refused.fix)
            return None

    def _refuse(self, field: Field, path: Path, cannot: str, fix: str = "") -> None:
        is_a, such = field.words
        example = "" if such in is_a else f", such as {such}"
        self.problem(
            path, f"`{field.name}` cannot {cannot}.", f"{fix} It is {is_a}{example}.".lstrip()
        )

    def _unknown(self, name: str, known: list[str], path: Path) -> None:
        if name in self._homes:
            fix = f"It belongs {self._homes[name]}."
        elif near := difflib.get_close_matches(name.casefold(), known, n=1, cutoff=0.78):
            fix = f"Did you mean `{near[0]}`?"
        else:
            fix = f"Known here: {_listed(known)}."
        self.problem(
            (*path, name),
            f"`{name}` is not known {_where(path)}.",
            fix,
            why="It would have no effect.",
        )

    def _missing(self, field: Field, path: Path) -> None:
        if field.is_table and not field.many:
            needs = [f"{f.name} = {f.words[1]}" for f in fields(field.kind) if f.required]
            self.problem(
                path,
                f"The table [{field.name}] is missing.",
                f"Add a line [{field.name}] and below it, each on its own line, {_listed(needs)}.",
            )
            return
        is_a, such = field.words
        self.problem(
            path,
            f"`{field.name}` is missing {_where(path)}.",
            f"It is {is_a}: {field.name} = {such}",
        )

    def _not_a_list(self, field: Field, value: Any, path: Path) -> None:
        fix = f"Write it as {field.name} = {field.words[1]}."
        if field.is_table:
            fix = f"Write it as {field.name} = [{_inline(field)}]."
        if isinstance(value, str) and not field.is_table:
            fix = f"Write it as {field.name} = [{quoted(value)}]."
        elif len(path) == 1 and field.is_table:
            fix = f"Write a header with two brackets, [[{field.name}]], once for each."
        self.problem(path, f"`{field.name}` is a list, not {shown(value)}.", fix)

    def _not_a_table(self, field: Field, value: Any, path: Path) -> None:
        fix = f"Write [{field.name}] on a line of its own and its keys below it."
        if field.many and len(path) == 2:
            fix = f"Write [[{field.name}]] on a line of its own and its keys below it."
        elif field.many:
            fix = f"Write it as {field.name} = [{_inline(field)}]."
        elif len(path) > 1:
            fix = f"Write it as {field.name} = {_inline(field)}."
        elif isinstance(value, list):
            fix = f"Give the header one bracket, [{field.name}]: there is only one."
        self.problem(path, f"`{field.name}` is a table of keys, not {shown(value)}.", fix)


def _inline(field: Field) -> str:
    """Return a table on one line, with the keys that it must have."""
    if field.key.such:
        return field.key.such.removeprefix("[").removesuffix("]")
    keys = [f"{key.name} = {key.words[1]}" for key in fields(field.kind) if key.required]
    return f"{{ {', '.join(keys) or '…'} }}"


def _homes(top: Collection[Field]) -> dict[str, str]:
    """Say where the keys of a file belong, for those that stand under the wrong header."""
    homes: dict[str, str] = {}
    for field in top:
        if field.is_table:
            header = f"[[{field.name}]]" if field.many else f"[{field.name}]"
            homes |= {key.name: f"in {header}" for key in fields(field.kind)}
    # A key between headers belongs to the header above it: TOML's best-known trap.
    return homes | {f.name: "at the top of the file, above the first [header]" for f in top}


def _where(path: Path) -> str:
    """Say in which table: `in [hours]`, `in number 1 of `available` in number 2 of [[cast]]`."""
    if not path:
        return "at the top of the file"
    words = ""
    for depth, part in enumerate(path):
        if isinstance(part, int):
            continue
        index = path[depth + 1] if depth + 1 < len(path) else None
        in_list = isinstance(index, int)
        name = f"`{part}`" if depth else (f"[[{part}]]" if in_list else f"[{part}]")
        number = f"number {index + 1} of " if isinstance(index, int) else ""
        words = f" in {number}{name}{words}"
    return words.strip()


def _listed(names: list[str]) -> str:
    marked = [f"`{name}`" for name in names]
    return " and ".join([", ".join(marked[:-1]), marked[-1]] if len(marked) > 1 else marked)
