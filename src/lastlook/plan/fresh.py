"""Whether a printed book still says what it would say if it were printed now."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from lastlook import __version__

if TYPE_CHECKING:
    from pathlib import Path

MARK = ".made-from.json"
"""In the book's folder: what the book was made from, and its files' fingerprints."""


def key_of(*values: object) -> str:
    """Return a fingerprint of values: dataclasses, numbers, texts, dates, sets, paths."""
    text = json.dumps([__version__, [_plain(value) for value in values]], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def is_fresh(folder: Path, key: str) -> bool:
    """Whether the book in `folder` was made from `key` and every file is as it was made."""
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
        return bool(
            mark["key"] == key
            and mark["files"]
            and all(_digest(folder / name) == digest for name, digest in mark["files"].items())
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # No mark, or not one of ours: then nothing is known and the book is printed.
        return False


def set_mark(folder: Path, key: str, files: tuple[Path, ...]) -> None:
    """Note what the book in `folder` was made from."""
    digests = {path.name: _digest(path) for path in files}
    text = json.dumps({"key": key, "files": digests}, indent=1)
    (folder / MARK).write_text(text + "\n", encoding="utf-8", newline="")


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
