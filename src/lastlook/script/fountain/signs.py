"""What a single line of Fountain can be, by its signs alone."""

from __future__ import annotations

import re

_EXTENSION = re.compile(r"\([^()]*\)?")


def is_cue(line: str) -> bool:
    """Whether a line could be a character cue: capitals with at least one letter.

    What stands in parentheses may be in lower case; `ß` has no common capital and counts as one.
    """
    name = _EXTENSION.sub("", line) if "(" in line else line
    return name.isupper() or ("ß" in name and name.replace("ß", "SS").isupper())


def interrupts(text: str) -> bool:
    """Whether a line ends a running action paragraph without a blank line before it."""
    if text[0] in "=>~":
        return True
    return text[0] == "#" and text.lstrip("#")[:1] == " "


def is_centred(text: str) -> bool:
    """Whether a line is `> centred <`."""
    return len(text) > 1 and text[0] == ">" and text[-1] == "<"


def label_of_page(text: str) -> str | None:
    """Label of the page that `===` or `=== 12A ===` starts; None where the line is none."""
    label = text.strip("=")
    if not label:
        return "" if len(text) >= 3 else None
    if not (text.startswith("===") and text.endswith("===")):
        return None
    label = label.strip()
    if not label:
        return ""
    return label if len(label) <= 20 and label.replace("-", "").isalnum() else None


def without_caret(cue: str) -> tuple[str, bool]:
    """Take the `^` of dual dialogue off a cue; an extension may stand behind it."""
    head, caret, tail = cue.rpartition("^")
    tail = tail.strip()
    if not caret or (tail and not (tail[0] == "(" and tail[-1] == ")")):
        return cue.strip(), False
    return f"{head.rstrip()} {tail}".strip(), True


def parenthetical_end(bare: list[str], at: int, end: int) -> int:
    """Index after the parenthetical that starts at `at`; 0 where the line is dialogue."""
    if bare[at].endswith(")"):
        return at + 1
    if ")" in bare[at]:
        return 0
    for index in range(at + 1, end):
        text = bare[index]
        if text.endswith(")") and "(" not in text:
            return index + 1
        if "(" in text or ")" in text:
            break
    return 0
