"""Changing `consent.toml` by command: withdraw, and set what is said with one word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastlook.consent.consent_file import parse_consent, quietly
from lastlook.consent.model import FILE, Level, Rider
from lastlook.errors import ProblemsError
from lastlook.production.files import Snapshot, read_snapshot, write_atomic
from lastlook.production.toml_edit import edit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import tomlkit

START = """\
# Private: consent, minors and holds. Read by `lastlook consent` alone; see docs/consent.md.
# Keep this file out of git and out of mails. Not legal advice.
"""


def withdraw(root: Path, scene: str, role: int) -> None:
    """Note that a performer has withdrawn from a scene; makes the file or the table if need be.

    Raises
    ------
    LastlookError
        The file has mistakes, or was changed meanwhile; it is as it was.
    """
    set_intimacy(root, scene, role, {"rider": str(Rider.WITHDRAWN)})


def set_intimacy(root: Path, scene: str, role: int, values: Mapping[str, Any]) -> None:
    """Set keys of a scene's and role's `[[intimacy]]`. Raises as `withdraw` does."""

    def change(document: tomlkit.TOMLDocument) -> None:
        import tomlkit

        tables = document.get("intimacy")
        if tables is None:
            tables = document["intimacy"] = tomlkit.aot()
            tables = document["intimacy"]
        found = next((t for t in tables if t.get("scene") == scene and t.get("role") == role), None)
        if found is None:
            found = tomlkit.table()
            found["scene"], found["role"] = scene, role
            # Nobody has said how intimate it is; the least that makes the rest mean something.
            found["level"] = str(values.get("level", Level.NONE))
            tables.append(found)
            found = tables[-1]
        for key, value in values.items():
            found[key] = value

    _change(root, change)


def _change(root: Path, change: Any) -> None:
    path = root / FILE

    def work() -> None:
        before = read_snapshot(path) if path.is_file() else None
        base = before or Snapshot.of(path, START.encode())
        consent, problems = parse_consent(base.data)
        if consent is None:
            raise ProblemsError(problems)
        write_atomic(path, edit(base, change), expected=before, private=True)

    quietly(work, "changed")
