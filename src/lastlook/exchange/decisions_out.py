"""Decisions written back into breakdown.toml, around what people wrote there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lastlook.breakdown import Decisions, SceneDecisions, parse_decisions
from lastlook.breakdown.decisions import FILE
from lastlook.errors import LastlookError, Severity
from lastlook.production import Snapshot, edit, read_snapshot, write_atomic
from lastlook.production.values import quoted
from lastlook.script.ledger import FILE as LEDGER_FILE
from lastlook.script.ledger import ledger_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import tomlkit
    from tomlkit.items import Item

    from lastlook.breakdown.decisions import DecidedElement, ElementRecord
    from lastlook.exchange.film import Film

_HEAD = """\
# What people decided about the scenes. Each table hangs on a scene's id (see scenes.toml), which
# no draft changes; the number after it is today's.
"""


def write_decisions(film: Film, new: Decisions) -> None:
    """Write what `new` has more than a film's decisions into its breakdown.toml, in one step.

    The ledger goes first, for decisions hang on the ids that it remembers.

    Raises
    ------
    LastlookError
        The file is written in a way that cannot be edited; nothing was written.
    ChangedUnderneathError
        The file is not the one that the film was read from.
    """
    root = film.production.root
    path = root / FILE
    there = read_snapshot(path) if path.is_file() else None
    numbers = {scene.id: scene.number for scene in film.scenes}
    data = decisions_bytes(there, film.decisions, new, numbers)
    ledger = ledger_text(film.ledger).encode()
    if film.ledger_file is None or film.ledger_file.data != ledger:
        write_atomic(root / LEDGER_FILE, ledger, expected=film.ledger_file)
    write_atomic(path, data, expected=there)


def decisions_bytes(
    there: Snapshot | None, old: Decisions, new: Decisions, numbers: dict[str, str]
) -> bytes:
    """Return the bytes of breakdown.toml with what `new` has more than `old`."""
    snapshot = there or Snapshot.of(Path(FILE), _HEAD.encode())

    def change(document: tomlkit.TOMLDocument) -> None:
        _change(document, old, new, numbers)

    data = edit(snapshot, change)
    read, problems = parse_decisions(data)
    wrong = any(problem.severity is Severity.ERROR for problem in problems)
    if wrong or read != new:
        raise LastlookError(
            f"{FILE} would not say what was to be written. Nothing was written. "
            "Make the change by hand in an editor."
        )
    return data


def _change(
    document: tomlkit.TOMLDocument, old: Decisions, new: Decisions, numbers: dict[str, str]
) -> None:
    import tomlkit

    for key, record in new.elements.items():
        if key in old.elements:
            continue
        elements = _super_table(document, "elements")
        table = tomlkit.table()
        for name, value in _record(record).items():
            table.add(name, value)
        elements.add(key, table)
    for scene, decided in new.scenes.items():
        before = old.scenes.get(scene, SceneDecisions())
        if decided == before:
            continue
        scenes = _super_table(document, "scenes")
        if scene in scenes:
            _extend(scenes[scene], before, decided)
            continue
        table = tomlkit.table()
        if number := numbers.get(scene):
            table.comment(number)
            table.trivia.comment_ws = "  "
        _extend(table, before, decided)
        scenes.add(scene, table)


def _super_table(document: tomlkit.TOMLDocument, name: str) -> Any:
    import tomlkit

    if name not in document:
        document.add(name, tomlkit.table(is_super_table=True))
    return document[name]


def _record(record: ElementRecord) -> dict[str, Any]:
    found: dict[str, Any] = {"category": record.category, "label": record.label}
    for name in ("also", "linked"):
        if value := getattr(record, name):
            found[name] = list(value)
    for name in ("number", "note"):
        if value := getattr(record, name):
            found[name] = value
    return found


def _extend(table: Any, old: SceneDecisions, new: SceneDecisions) -> None:
    """Set what is new of a scene, and put new entries at the end of its lists."""
    for name in ("minutes", "location", "script_day", "synopsis", "notes"):
        value = getattr(new, name)
        if value != getattr(old, name):
            table[name] = value
    for name in ("cast", "not_cast"):
        _append(table, name, list(getattr(new, name)[len(getattr(old, name)) :]), lines=False)
    if new.background != old.background:
        _background(table, old, new)
    _append(table, "elements", [_element(e) for e in new.elements[len(old.elements) :]])
    turned_down = new.rejected[len(old.rejected) :]
    _append(
        table,
        "rejected",
        [_inline(label=r.label, category=r.category, quote=r.quote) for r in turned_down],
    )
    _append(table, "dismissed", list(new.dismissed[len(old.dismissed) :]), lines=False)


def _background(table: Any, old: SceneDecisions, new: SceneDecisions) -> None:
    before = len(old.background or ())
    added = [_inline(label=one.label, count=one.count) for one in (new.background or ())[before:]]
    if old.background is None and not added:
        import tomlkit

        table["background"] = tomlkit.array()
    _append(table, "background", added)


def _element(element: DecidedElement) -> Item:
    who = (
        {"element": element.element}
        if element.element
        else {"category": element.category, "label": element.label}
    )
    return _inline(
        **who,
        count=element.count,
        quote=element.quote,
        words=element.words,
        has=list(element.has),
        states=list(element.states),
        since=element.since,
    )


def _inline(**values: Any) -> Item:
    """Write a table on one line, as people write it; what says nothing is left out."""
    import tomlkit

    told = {name: value for name, value in values.items() if value not in (None, "", [])}
    pairs = [f"{name} = {_written(value)}" for name, value in told.items()]
    return tomlkit.value(f"{{ {', '.join(pairs)} }}")


def _written(value: str | int | list[str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(quoted, value))}]"
    return quoted(value) if isinstance(value, str) else str(value)


def _append(table: Any, name: str, items: Sequence[Any], *, lines: bool = True) -> None:
    """Put items at the end of a list, each on a line of its own."""
    import tomlkit

    if not items:
        return
    if name not in table:
        array = tomlkit.array()
        if lines:
            array.multiline(True)  # noqa: FBT003
        for item in items:
            array.append(item)
        table[name] = array
        return
    array = table[name]
    for item in items:
        array.append(item)
