"""Where the drafts of a production are kept, and under which names."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from lastlook.errors import ProblemsError
from lastlook.production import write_atomic
from lastlook.script.drafts.colours import COLOURS
from lastlook.script.ledger import Draft, Ledger, read_ledger

if TYPE_CHECKING:
    from lastlook.script.model import Screenplay

DRAFTS = "drafts"
UNDONE = f"{DRAFTS}/undone"
_DATES = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y")


def ledger_of(data: bytes | None) -> Ledger:
    """Read scenes.toml; without the file nothing is known. Raises ProblemsError."""
    if data is None:
        return Ledger()
    ledger, problems = read_ledger(data)
    if ledger is None:
        raise ProblemsError(problems)
    return ledger


def first_draft(script: Screenplay, file: str, sha256: str) -> Draft:
    """Describe the draft that was there before any came in; its date is on its title page."""
    stated = None
    for entry in script.title_page:
        if entry.key.casefold() == "draft date":
            for form in _DATES:
                with suppress(ValueError):
                    text = " ".join(" ".join(entry.values).split())
                    stated = datetime.strptime(text, form).date()  # noqa: DTZ007
    return Draft(name=COLOURS[0], date=stated, colour=COLOURS[0], file=file, sha256=sha256)


def kept_draft(root: Path, draft: Draft, data: bytes) -> Draft:
    """Describe a draft as it is kept: under its date and name, beside no other of that name."""
    stem = f"{DRAFTS}/{_stem(draft.name, draft.date)}"
    file = _free(root, stem, PurePath(draft.file).suffix, data)
    return replace(draft, file=file, sha256=hashlib.sha256(data).hexdigest())


def _stem(name: str, when: date | None) -> str:
    slug = name.casefold().replace(" ", "-")
    return f"{when.isoformat()}-{slug}" if when else slug


def _free(root: Path, stem: str, suffix: str, data: bytes) -> str:
    """Return a name that is free, or that has these bytes already."""
    count, name = 1, stem + suffix
    while optional_bytes(root / name) not in {None, data}:
        count += 1
        name = f"{stem}-{count}{suffix}"
    return name


def put_aside(root: Path, name: str, suffix: str, data: bytes) -> str:
    """Keep a draft that is taken out, for it may be the only copy."""
    file = _free(root, f"{UNDONE}/{_stem(name, None)}", suffix, data)
    if not (root / file).is_file():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        write_atomic(root / file, data, expected=None)
    return file


def optional_bytes(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none."""
    return path.read_bytes() if path.is_file() else None
