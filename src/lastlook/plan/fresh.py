"""Whether a printed book still says what it would say if it were printed now."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from lastlook import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MARK = ".made-from.json"
"""In the book's folder: what the book was made from, and its files' fingerprints."""


def key_of(*values: object) -> str:
    """Return a fingerprint of values: dataclasses, numbers, texts, dates, sets, paths."""
    text = json.dumps([__version__, [_plain(value) for value in values]], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def is_fresh(folder: Path, key: str, mark: str = MARK) -> bool:
    """Whether what `mark` tells of in `folder` was made from `key` and is as it was made."""
    found = _read(folder, mark)
    try:
        return bool(
            found["key"] == key
            and found["files"]
            and all(_digest(folder / name) == digest for name, digest in found["files"].items())
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # No mark, or not one of ours: then nothing is known and the book is printed.
        return False


def set_mark(
    folder: Path, key: str, files: tuple[Path, ...], mark: str = MARK,
    note: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    """Note what files in `folder` were made from, and what else is to be known of them."""
    digests = {path.name: _digest(path) for path in files}
    text = json.dumps({"key": key, "files": digests, **({"note": note} if note else {})}, indent=1)
    (folder / mark).write_text(text + "\n", encoding="utf-8", newline="")


def noted(folder: Path, mark: str) -> dict[str, Any]:
    """Return what `set_mark` noted beside the files; empty where there is nothing of ours."""
    note = _read(folder, mark).get("note")
    return note if isinstance(note, dict) else {}


def made(folder: Path, mark: str) -> tuple[Path, ...]:
    """Return the files that `set_mark` told of, none of them outside the folder."""
    files = _read(folder, mark).get("files")
    names = files if isinstance(files, dict) else {}
    return tuple(folder / name for name in names if "/" not in name and "\\" not in name)


def _read(folder: Path, mark: str) -> dict[str, Any]:
    """Read a mark; empty where there is none, or none of ours."""
    try:
        found = json.loads((folder / mark).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        # Where a production lies on disk does not change what is printed.
        return [
            type(value).__name__,
            *(_plain(getattr(value, f.name)) for f in fields(value) if f.name != "root"),
        ]
    if isinstance(value, dict):
        return sorted([_plain(k), _plain(v)] for k, v in value.items())
    if isinstance(value, frozenset | set):
        return sorted(_plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, int | float | str | None):
        return value
    return str(value)
