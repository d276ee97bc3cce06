"""What hangs on a scene's id in the files of a production."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastlook.production.folder import PRIVATE_FILES, PRODUCTION_FILE
from lastlook.production.toml_marks import locate
from lastlook.production.toml_text import parse
from lastlook.script.ledger import FILE as LEDGER_FILE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from lastlook.production.toml_marks import Path as Key


def hanging_on(root: Path, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Find what people and lastlook keep under these ids: `breakdown.toml:31: minutes, notes`.

    Every TOML file of the folder and of `takes/` is read, whatever room it belongs to; a table
    with the id for its name and every value that is the id are found. Files that cannot be read
    are passed over: it is `lastlook check` that speaks of them. Private files are not opened.
    """
    found: dict[str, list[str]] = {}
    known = set(ids)
    for path in (*sorted(root.glob("*.toml")), *sorted(root.glob("takes/*.toml"))):
        if path.name in {PRODUCTION_FILE, LEDGER_FILE, *PRIVATE_FILES} or not path.is_file():
            continue
        name = path.relative_to(root).as_posix()
        toml, _ = parse(path.read_bytes(), name)
        if toml is None:
            continue
        for id_, at, what in _uses(toml.table, (), known):
            line = locate(toml.marks, at).line
            found.setdefault(id_, []).append(f"{name}:{line}: {what}")
    return {id_: tuple(uses) for id_, uses in found.items()}


def _uses(value: Any, at: Key, ids: Collection[str]) -> Iterator[tuple[str, Key, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ids:
                what = ", ".join(inner) if isinstance(inner, dict) else _where(at)
                yield key, (*at, key), what or "an empty table"
            elif isinstance(inner, str) and inner in ids:
                beside = [other for other in value if other != key]
                yield inner, at, _where(at) + (f" ({', '.join(beside)})" if beside else "")
            else:
                yield from _uses(inner, (*at, key), ids)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _uses(inner, (*at, index), ids)
    elif isinstance(value, str) and value in ids:
        yield value, at, _where(at)


def _where(at: Key) -> str:
    """Say where a value stands: `day 3, strips 7`."""
    words: list[str] = []
    for part in at:
        if isinstance(part, str):
            words.append(part)
        else:
            words[-1] += f" {part + 1}"
    return ", ".join(words) or "at the top"
