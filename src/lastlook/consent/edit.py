"""Changing `consent.toml` by command: withdraw, and set what is said with one word."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lastlook.consent.consent_file import parse_consent, quietly
from lastlook.consent.model import FILE, Level, Rider
from lastlook.errors import LastlookError, ProblemsError
from lastlook.production.files import Snapshot, read_snapshot, write_atomic
from lastlook.production.toml_splice import TomlSplicer, inline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

START = """\
# Private: consent, minors and holds. Read by `lastlook consent` and the plan alone; see
# docs/consent.md. Keep this file out of git and out of mails. Not legal advice.
"""


def withdraw(root: Path, scene: str, role: int) -> None:
    """Note that a performer has withdrawn from a scene; makes the file or the table if need be.

    Where the performer's own table cannot be changed without disturbing what people wrote, the
    scene is put on hold below everything: a withdrawal does not fail for a file's form.

    Raises
    ------
    LastlookError
        The file has mistakes, or was changed meanwhile; it is as it was.
    """

    def change(base: Snapshot) -> bytes:
        try:
            return _with_intimacy(base, scene, role, {"rider": str(Rider.WITHDRAWN)})
        except LastlookError:
            return _with_table(base, "hold", {"scene": scene})

    _change(root, change)


def set_intimacy(root: Path, scene: str, role: int, values: Mapping[str, Any]) -> None:
    """Set keys of a scene's and role's `[[intimacy]]`.

    Raises
    ------
    LastlookError
        The file has mistakes, cannot be changed without disturbing what people wrote, or was
        changed meanwhile; it is as it was.
    """
    _change(root, lambda base: _with_intimacy(base, scene, role, values))


def _change(root: Path, change: Callable[[Snapshot], bytes]) -> None:
    path = root / FILE

    def work() -> None:
        before = read_snapshot(path) if path.is_file() else None
        base = before or Snapshot.of(path, START.encode())
        _sound(base.data)
        data = change(base)
        _sound(data)
        write_atomic(path, data, expected=before, private=True)

    quietly(work, "changed")


def _sound(data: bytes) -> None:
    consent, problems = parse_consent(data)
    if consent is None:
        raise ProblemsError(problems)


def _with_intimacy(base: Snapshot, scene: str, role: int, values: Mapping[str, Any]) -> bytes:
    splice = TomlSplicer(base)
    tables = splice.table.get("intimacy", [])
    for at, table in enumerate(tables):
        if (table["scene"], table["role"]) == (scene, role):
            for key, value in values.items():
                splice.put(("intimacy", at, key), value)
            return splice.result()
    # Nobody has said how intimate it is; then it is not.
    new = {"scene": scene, "role": role, "level": str(Level.NONE), **values}
    return _with_table(base, "intimacy", new)


def _with_table(base: Snapshot, name: str, table: Mapping[str, Any]) -> bytes:
    """Add a table to a list of tables at the file's end."""
    newline = base.newline or "\n"
    lines = ["", f"[[{name}]]", *(f"{key} = {inline(value)}" for key, value in table.items()), ""]
    ended = not base.data or base.data.endswith((b"\n", b"\r"))
    data = base.data + ("" if ended else newline).encode() + newline.join(lines).encode()
    text = Snapshot.of(base.path, data).text
    with suppress(tomllib.TOMLDecodeError):
        tomllib.loads(text)
        return data
    # A list that is written in one place takes no header below it.
    raise LastlookError(f"{FILE} has `{name} = […]`; write each with a header [[{name}]].")
