"""Numbers of pages, locked ones with the letters that follow them."""

from __future__ import annotations

import re

from lastlook.script.revisions.numbering import ONE_A, NumberScheme, next_number

_LAST = "\U0010ffff"
"""Sorts behind every label."""


def next_label(label: str, following: str | None, scheme: NumberScheme = ONE_A) -> str:
    """Give the label of the page after `label`.

    Where no locked page is to come, `following` is None and it is the next whole number. Else the
    page is inserted before the locked one: between 12 and 13 comes 12A, between 12 and 12A comes
    A12A. A page that stands for several, such as 10-11, counts as the last of them. Labels that
    are out of order, or have no number, get a letter more.
    """
    last = label.rpartition("-")[2] or label
    if following is None:
        return next_number(last if re.search(r"\d", last) else "0")
    try:
        return next_number(last, following.partition("-")[0] or following, scheme=scheme)
    except ValueError:
        return next_number(last, _LAST, scheme=scheme)
