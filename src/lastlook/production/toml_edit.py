"""Changing a TOML file as a careful person would: only what is meant, all else as it was."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from lastlook.errors import LastlookError
from lastlook.production.files import BOM

if TYPE_CHECKING:
    from collections.abc import Callable

    import tomlkit

    from lastlook.production.files import Snapshot


def edit(snapshot: Snapshot, change: Callable[[tomlkit.TOMLDocument], None]) -> bytes:
    """Apply a change to a valid TOML file and give its new bytes; nothing is written.

    Comments, order, blank lines, line endings, byte order mark and the presence of a final
    newline stay as they were.

    Raises
    ------
    LastlookError
        The file is written in a way that cannot be edited without disturbing the rest of it.

    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    text = snapshot.text
    # A key added after a last line without newline would be glued to it.
    ended = not text or text.endswith("\n")
    text = text if ended else text + "\n"
    try:
        document = tomlkit.parse(text)
    except TOMLKitError:
        raise cannot_edit(snapshot) from None
    if document.as_string() != text:
        raise cannot_edit(snapshot)
    change(document)
    result = document.as_string()
    if snapshot.newline == "\r\n":
        result = re.sub(r"\r?\n", "\r\n", result)
    if not _means(result, document.unwrap()):
        raise cannot_edit(snapshot)
    if not ended:
        result = result.removesuffix("\n").removesuffix("\r")
    return (BOM if snapshot.bom else b"") + result.encode("utf-8")


def cannot_edit(snapshot: Snapshot) -> LastlookError:
    """Say that a file is written in a way that lastlook leaves alone."""
    return LastlookError(
        f"{snapshot.path} cannot be changed by lastlook without disturbing the rest of it. "
        "Nothing was written. Make the change by hand in an editor."
    )


def _means(text: str, value: dict[str, Any]) -> bool:
    """Whether the text says exactly the value; guards against a slip of the TOML writer."""
    try:
        return same_value(tomllib.loads(text), value)
    except tomllib.TOMLDecodeError:
        return False


def same_value(left: Any, right: Any) -> bool:
    """Whether two TOML values are the same, types and all; line endings in words aside."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same_value(left[k], right[k]) for k in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same_value, left, right))
    if isinstance(left, str) and isinstance(right, str):
        return left.replace("\r\n", "\n") == right.replace("\r\n", "\n")
    return isinstance(left, type(right)) and (left == right or left != left)  # noqa: PLR0124
