"""File names for one print each."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def safe_names(recipients: Iterable[str]) -> dict[str, str]:
    """Give each recipient the part of a file name that is theirs alone.

    Letters and digits of any alphabet stay; all else becomes a hyphen, so that no name leads to
    another folder or is refused by a file system. Names that would fall together are counted.
    """
    taken: set[str] = set()
    found = {}
    for recipient in dict.fromkeys(recipients):
        name = unicodedata.normalize("NFC", recipient).casefold()
        base = re.sub(r"[\W_]+", "-", name).strip("-")
        # Bytes, for that is what file systems count; a cut letter is dropped whole.
        base = base.encode()[:80].decode(errors="ignore").rstrip("-") or "recipient"
        safe, count = base, 1
        while safe in taken:
            count += 1
            safe = f"{base}-{count}"
        taken.add(safe)
        found[recipient] = safe
    return found
