"""Changing lists and tables inside a TOML file by cutting and pasting text, nothing else.

`toml_edit.edit` is right for single keys. Files in which people keep hundreds of short tables in
lists, each on a line with its remark, need more care: here only the bytes of a change are touched.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from datetime import date, time
from typing import TYPE_CHECKING, Any

from lastlook.production.files import BOM
from lastlook.production.toml_edit import cannot_edit, same_value
from lastlook.production.toml_lists import Cut, change_list, list_text
from lastlook.production.toml_spans import Spans
from lastlook.production.values import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.production.files import Snapshot
    from lastlook.production.toml_marks import Path

_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?\n?")
_COMMA = re.compile(r"[ \t]*,")
_LATER_COMMA = re.compile(r"(?:[ \t\n]|#[^\n]*)*,")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


class TomlSplicer:
    """Changes to one file, gathered and then made at once.

    Paths are as in `toml_marks`, and mean the file as it was, whatever was taken out. A new list
    is written by one call. A change that cannot be made without touching other bytes raises
    LastlookError, at the latest by `result`.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.text = snapshot.text.replace("\r\n", "\n")
        try:
            self.table = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError:
            raise cannot_edit(snapshot) from None
        self._meant = tomllib.loads(self.text)
        self._spans = Spans(self.text)
        self._cuts: list[Cut] = []
        self._removed: dict[Path, dict[int, bool]] = {}
        """Items by their list, each with whether its remark stays."""
        self._added: dict[Path, list[tuple[str, str]]] = {}
        """Items and remarks by the list that they come into."""
        self._puts: dict[Path, str] = {}
        """What keys are to say, the last put of each."""
        self._made: dict[Path, int] = {}
        """Tables that got a new header: which of the cuts it is."""

    def item_text(self, path: Path) -> tuple[str, str]:
        """Return a list's item as it is written, and the remark that follows on its line.

        An item under a `[[header]]` of its own comes as an inline table, without remark.
        """
        if path in self._spans.headers:
            return inline(_at(self.table, path)), ""
        start, end = self._spans.values[path]
        comma = _COMMA.match(self.text, end)
        rest = _REST_OF_LINE.match(self.text, comma.end() if comma else end)
        return self.text[start:end], rest[0].strip() if rest else ""

    def append(self, path: Path, items: Sequence[str], remarks: Sequence[str] = ()) -> None:
        """Add items, written as TOML, to the end of a list; the list is made where there is none.

        A short list of words stays on one line, else one item stands on each line and `remarks`,
        with their #, behind them.
        """
        if not items:
            return
        values = [tomllib.loads(f"x = {item}")["x"] for item in items]
        if (*path, 0) in self._spans.headers:
            self._append_headed(path, values)
        else:
            noted = zip(items, [*remarks, *[""] * len(items)], strict=False)
            self._added.setdefault(path, []).extend(noted)
        _list_at(self._meant, path).extend(values)

    def remove(self, path: Path, *, keep_remark: bool = False) -> None:
        """Take an item out of a list, with its remark on the same line unless that is kept."""
        if path in self._spans.headers:
            self.remove_table(path)
            return
        self._removed.setdefault(path[:-1], {})[int(path[-1])] = keep_remark
        _gone(self._meant, path)

    def put(self, path: Path, value: Any) -> None:
        """Give a key a value: in the place of the old one, or as its table's last key.

        A missing table gets a header of its own, below those that stand beside it.
        """
        self._puts[path] = inline(value)
        _table_at(self._meant, path[:-1])[str(path[-1])] = value

    def rewrite(self, path: Path, table: Mapping[str, Any]) -> None:
        """Write a table that is an item of a list anew; its remark stays."""
        if path not in self._spans.headers:
            self._cut(*self._spans.values[path], inline(table))
            _at(self._meant, path[:-1])[path[-1]] = dict(table)
            return
        for name in _at(self.table, path):
            if name not in table:
                self.drop((*path, name))
        for name, value in table.items():
            self.put((*path, name), value)

    def drop(self, path: Path) -> None:
        """Take a key out of its table, with its remark."""
        start, end = self._spans.pairs[path]
        if path[:-1] in self._spans.headers:
            rest = _REST_OF_LINE.match(self.text, end)
            self._cut(start, rest.end() if rest else end, "")
        elif comma := _LATER_COMMA.match(self.text, end):
            blank = len(self.text[comma.end() :]) - len(self.text[comma.end() :].lstrip(" "))
            self._cut(start, comma.end() + blank, "")
        else:
            before = self.text.rfind(",", 0, start)
            opening = self._spans.values[path[:-1]][0]
            self._cut(before if before > opening else start, end, "")
        _gone(self._meant, path)

    def remove_table(self, path: Path) -> None:
        """Take out a table with its header; remarks inside it stay, each on its line."""
        if path not in self._spans.headers:
            raise cannot_edit(self.snapshot)
        start = self._spans.headers[path][0]
        end = self._spans.last[path]
        rest = _REST_OF_LINE.match(self.text, end)
        stop = rest.end() if rest else end
        inside = self._remarks(start, stop)
        blank = len(self.text[:start]) - len(self.text[:start].rstrip("\n")) - 1
        start -= max(blank, 0) if start and not inside else 0
        self._cut(start, stop, "".join(f"{remark}\n" for remark in inside))
        _gone(self._meant, path)
        # What was there only because this was in it is gone as well.
        while (path := path[:-1]) and path not in {*self._spans.headers, *self._spans.values}:
            if _left(_at(self._meant, path)):
                break
            _gone(self._meant, path)

    def result(self) -> bytes:
        """Return the file's new bytes: every change in it, every other byte as it was.

        Raises
        ------
        LastlookError
            The changes would say something else than what was asked.
        """
        raw = self.snapshot.text
        newline = "\r\n" if self.snapshot.newline == "\r\n" else "\n"
        breaks = [match.start() for match in re.finditer("\r\n", raw)]
        # Where, in the text with plain newlines, each \r is missing.
        missing = [offset - count for count, offset in enumerate(breaks)]
        parts, at = [], 0
        for cut in sorted(self._all_cuts(), key=lambda cut: cut[:3]):
            first, last = (place + bisect_left(missing, place) for place in cut[:2])
            if first < at:
                raise cannot_edit(self.snapshot)
            parts += [raw[at:first], cut.new.replace("\n", newline)]
            at = last
        text = "".join([*parts, raw[at:]])
        if raw and not raw.endswith("\n"):
            text = text.removesuffix("\n").removesuffix("\r")
        try:
            said = tomllib.loads(text.replace("\r\n", "\n"))
        except tomllib.TOMLDecodeError:
            raise cannot_edit(self.snapshot) from None
        if not same_value(said, _left(self._meant)):
            raise cannot_edit(self.snapshot)
        return (BOM if self.snapshot.bom else b"") + text.encode("utf-8")

    def _all_cuts(self) -> list[Cut]:
        before = [*self._cuts]
        self._write_puts()
        cuts, self._cuts = self._cuts, before
        for path in dict.fromkeys((*self._removed, *self._added)):
            if path not in self._spans.values:
                continue
            span = self._spans.values[path]
            inside = [cut for cut in cuts if span[0] < cut.start and cut.end < span[1]]
            added = self._added.get(path, [])
            made, whole = change_list(
                self.text,
                span,
                [self._spans.values[(*path, n)] for n in range(len(_at(self.table, path)))],
                removed=self._removed.get(path, {}),
                added=[item for item, _ in added],
                remarks=[note for _, note in added],
                inside=inside,
            )
            cuts = [cut for cut in cuts if cut not in inside] if whole else cuts
            cuts = [*cuts, *made]
        return cuts

    def _write_puts(self) -> None:
        """Make the cuts of keys and of new lists; each once."""
        new = {
            path: list_text([item for item, _ in added], [note for _, note in added])
            for path, added in self._added.items()
            if path not in self._spans.values
        }
        for path, written in {**self._puts, **new}.items():
            if path in self._spans.values:
                self._cut(*self._spans.values[path], written)
            else:
                self._put_new(path, written)
        self._made.clear()

    def _cut(self, start: int, end: int, new: str, rank: int = 0) -> None:
        self._cuts.append(Cut(start, end, rank, new))

    def _append_headed(self, path: Path, values: Sequence[Mapping[str, Any]]) -> None:
        count = len(_at(self.table, path))
        header = f"[[{dotted(path)}]]\n"
        blocks = "".join(
            f"\n{header}" + "".join(f"{_key(k)} = {inline(v)}\n" for k, v in value.items())
            for value in values
        )
        self._insert_below(self._spans.last[(*path, count - 1)], blocks, rank=1)

    def _put_new(self, path: Path, written: str) -> None:
        home, key = path[:-1], str(path[-1])
        pair = f"{_key(key)} = {written}"
        if home in self._spans.headers:
            self._insert_below(self._spans.last[home], f"{pair}\n")
        elif home in self._spans.values:
            self._put_inline(home, pair)
        elif home:
            self._put_under_new_header(home, pair)
        else:
            raise cannot_edit(self.snapshot)

    def _put_inline(self, home: Path, pair: str) -> None:
        start, end = self._spans.values[home]
        ends = [span[1] for path, span in self._spans.pairs.items() if path[:-1] == home]
        if self.text[start] != "{":
            raise cannot_edit(self.snapshot)
        if ends:
            self._cut(max(ends), max(ends), f", {pair}")
        else:
            self._cut(start, end, f"{{ {pair} }}")

    def _put_under_new_header(self, home: Path, pair: str) -> None:
        if home in self._made:
            cut = self._cuts[self._made[home]]
            self._cuts[self._made[home]] = cut._replace(new=f"{cut.new}{pair}\n")
            return
        beside = [
            end
            for path, end in self._spans.last.items()
            if len(path) > 1 and path[: len(home) - 1] == home[:-1]
        ]
        at = max(beside, default=len(self.text.rstrip()))
        gap = "\n" if self.text.strip() else ""
        self._insert_below(at, f"{gap}[{dotted(home)}]\n{pair}\n", rank=2)
        self._made[home] = len(self._cuts) - 1

    def _insert_below(self, at: int, new: str, rank: int = 0) -> None:
        """Insert lines below the one on which the character before `at` stands."""
        rest = _REST_OF_LINE.match(self.text, at)
        stop = rest.end() if rest else at
        ended = stop == 0 or self.text[stop - 1] == "\n"
        self._cut(stop, stop, new if ended else f"\n{new}", rank)

    def _remarks(self, start: int, stop: int) -> list[str]:
        """Return the remarks between two places, outside of words."""
        spans = sorted(span for span in self._spans.values.values() if start <= span[0] < stop)
        found = []
        for match in re.finditer(r"#[^\n]*", self.text[start:stop]):
            offset = start + match.start()
            at = bisect_right(spans, (offset, len(self.text)))
            text = self.text
            if not any(a <= offset < b and text[a] in "\"'" for a, b in spans[:at]):
                found.append(match[0].rstrip())
        return found


def inline(value: Any) -> str:
    """Write a text, number, truth, date, list or table as TOML on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(inline(item) for item in value)}]"
    pairs = ", ".join(f"{_key(key)} = {inline(item)}" for key, item in value.items())
    return f"{{ {pairs} }}" if pairs else "{}"


def dotted(path: Path) -> str:
    """Write a table's path as its header has it: `scenes.s012.elements`."""
    return ".".join(_key(part) for part in path if isinstance(part, str))


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else quoted(name)


def _at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def _table_at(value: Any, path: Path) -> dict[str, Any]:
    for part in path:
        value = value.setdefault(part, {}) if isinstance(part, str) else value[part]
    found: dict[str, Any] = value
    return found


def _list_at(value: dict[str, Any], path: Path) -> list[Any]:
    found: list[Any] = _table_at(value, path[:-1]).setdefault(str(path[-1]), [])
    return found


_GONE = object()


def _gone(value: Any, path: Path) -> None:
    home = _at(value, path[:-1])
    if isinstance(home, list):
        home[int(path[-1])] = _GONE  # places of the others stay until all is done
    else:
        del home[path[-1]]


def _left(value: Any) -> Any:
    """Return a value without what was taken out of its lists."""
    if isinstance(value, dict):
        return {key: _left(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_left(inner) for inner in value if inner is not _GONE]
    return value
