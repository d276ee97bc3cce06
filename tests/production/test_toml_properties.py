"""For any TOML document: every path has its true place, and an edit changes only what is meant."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import tomlkit
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lastlook.production import Snapshot, edit
from lastlook.production.toml_marks import marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tomlkit.items import AoT, InlineTable, Table

    from lastlook.production.toml_marks import Path

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
KEYS = st.one_of(
    st.sampled_from(["a", "b-c", "1", "cast", "id", "x y", "a.b", "", 'q"t', "Ä", "t\tb", "\\"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
)
SCALARS = st.one_of(
    TEXT,
    st.integers(-(2**63), 2**63 - 1),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1000, 1, 1)),
    st.times().map(lambda t: time(t.hour, t.minute, t.second)),
    st.datetimes(datetime(1000, 1, 1), timezones=st.sampled_from([None, UTC])),  # noqa: DTZ001
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)
STRINGS = st.sampled_from(
    [
        '"""\nline\n  two # no remark\n"""',
        "'''raw ] } , \\ '''",
        '"""ends in quotes"""""',
        "'''''two'''''",
        '""',
        "''",
        '"a \\" b # , ]"',
        "'C:\\film'",
        '"""\\\n   folded"""',
    ]
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Draw a document with tables, lists of tables, inline tables, dotted keys and remarks."""
    document = tomlkit.document()
    _fill(draw, document, depth=0)
    text = document.as_string()
    extra = draw(st.lists(st.tuples(KEYS, KEYS, STRINGS), max_size=3, unique_by=lambda e: e[:1]))
    used = set(document)
    lines = [
        f" {_key(first)} .\t{_key(second)} =  {value} # remark = [\n"
        for first, second, value in extra
        if first not in used
    ]
    return "".join(lines) + text


def _key(name: str) -> str:
    return tomlkit.item({name: 1}).as_string().partition(" = ")[0].strip("{ ")


def _fill(draw: st.DrawFn, table: Any, depth: int) -> None:
    names = draw(st.lists(KEYS, max_size=4, unique=True))
    kinds = st.sampled_from(["value", "list", "inline", *(["table", "tables"] * (depth < 3))])
    # Plain values first: after a table's header they would belong to that table.
    plan = sorted(((draw(kinds), name) for name in names), key=lambda p: p[0].startswith("table"))
    for kind, name in plan:
        if draw(st.booleans()):
            table.add(tomlkit.comment("remark [[x]] = 'y'"))
        table.add(name, _item(draw, kind, depth))


def _item(draw: st.DrawFn, kind: str, depth: int) -> Any:
    match kind:
        case "table":
            inner: Table = tomlkit.table(is_super_table=False)
            _fill(draw, inner, depth + 1)
            return inner
        case "tables":
            tables: AoT = tomlkit.aot()
            for _ in range(draw(st.integers(1, 3))):
                each = tomlkit.table()
                _fill(draw, each, depth + 1)
                tables.append(each)
            return tables
        case "list":
            array = tomlkit.array()
            array.extend(draw(st.lists(VALUES, max_size=4)))
            return array.multiline(draw(st.booleans()))
        case "inline":
            row: InlineTable = tomlkit.inline_table()
            row.update(draw(st.dictionaries(KEYS, VALUES, max_size=3)))
            return row
        case _:
            return tomlkit.item(draw(SCALARS))


@settings(max_examples=200, deadline=None)
@given(documents(), st.booleans())
def test_every_path_points_at_its_key_or_value(text: str, windows: bool) -> None:
    if windows:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    assume(_is_toml(text))  # tomlkit writes some text that is not TOML
    table = tomllib.loads(text)
    found = marks(text)
    assert set(found) == set(paths(table))
    lines = text.replace("\r\n", "\n").split("\n")
    for path, mark in found.items():
        here = lines[mark.line - 1][mark.column - 1 :]
        name = path[-1]
        if isinstance(name, str):
            assert starts_with_key(here, name)
        else:
            assert here.startswith("[[") or starts_with_value(here, value_at(table, path))


@settings(max_examples=200, deadline=None)
@given(documents(), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_edit_changes_one_line_and_no_other(
    text: str, newline: str, bom: bool, ended: bool
) -> None:
    text = f"title = 'old' # remark\n{text}".replace("\r\n", "\n")
    text = text.rstrip("\n") + ("\n" if ended else "")
    data = (b"\xef\xbb\xbf" if bom else b"") + text.replace("\n", newline).encode()
    assume(_is_toml(text) and tomlkit.parse(text).as_string() == text)
    before = Snapshot.of(FilePath("x.toml"), data)

    def retitle(document: tomlkit.TOMLDocument) -> None:
        document["title"] = "neu – ❄"

    after = edit(before, retitle)
    assert after == data.replace(b"'old'", '"neu – ❄"'.encode(), 1)
    assert edit(before, lambda _: None) == data


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every path of a parsed value, the empty one left out."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, (*path, index))


def value_at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def starts_with_key(text: str, name: str) -> bool:
    """Whether some first part of the text is exactly this key, for tomllib."""
    for end in range(1, len(text) + 1):
        if end == len(text) or text[end] in ".=] \t":
            try:
                if tomllib.loads(f"{text[:end]} = 1") == {name: 1}:
                    return True
            except tomllib.TOMLDecodeError:
                continue
    return False


def starts_with_value(text: str, value: Any) -> bool:
    """Whether the text begins as this value must."""
    match value:
        case dict():
            return text.startswith("{")
        case list():
            return text.startswith("[")
        case str():
            return text[0] in "\"'"
        case bool():
            return text.startswith(str(value).lower())
        case _:
            return text[0] in "+-0123456789"
