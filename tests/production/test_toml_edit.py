"""Edits keep what a person wrote around them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tomlkit

from lastlook.errors import LastlookError
from lastlook.production import Snapshot, edit

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

TEXT = """\
# My film
title = "Old"   # for now

[[cast]]
id = 1
rate = 450.00 # agreed

[hours]
work=11
"""


def snapshot(text: str) -> Snapshot:
    return Snapshot.of(Path("a.toml"), text.encode())


def test_a_value_is_changed_in_its_place() -> None:
    def change(document: TOMLDocument) -> None:
        document["title"] = "New"
        document["hours"]["work"] = 10

    expected = TEXT.replace('"Old"', '"New"').replace("work=11", "work=10")
    assert edit(snapshot(TEXT), change).decode() == expected


@pytest.mark.parametrize("ended", [True, False])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_added_lines_have_the_files_own_endings(newline: str, bom: str, ended: bool) -> None:
    def change(document: TOMLDocument) -> None:
        document["hours"]["meal"] = 1
        document.append("costs", tomlkit.item({"currency": "USD"}))

    text = TEXT if ended else TEXT.rstrip("\n")
    added = TEXT + 'meal = 1\n\n[costs]\ncurrency = "USD"\n'
    expected = added if ended else added.rstrip("\n")
    after = edit(snapshot(bom + text.replace("\n", newline)), change).decode()
    assert after == bom + expected.replace("\n", newline)


def test_mixed_endings_stay_mixed() -> None:
    def change(document: TOMLDocument) -> None:
        document["b"] = 3

    assert edit(snapshot("a = 1\r\nb = 2\nc = 3\r\n"), change) == b"a = 1\r\nb = 3\nc = 3\r\n"


def test_empty_file() -> None:
    def change(document: TOMLDocument) -> None:
        document["a"] = 1

    assert edit(snapshot(""), change) == b"a = 1\n"


def test_text_that_tomlkit_would_spoil_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the writer does wrong, it never reaches the disk."""

    def change(document: TOMLDocument) -> None:
        document["title"] = "New"
        monkeypatch.setattr(type(document), "as_string", lambda _: 'title = "Old"\n')

    with pytest.raises(LastlookError, match=r"a\.toml cannot be changed"):
        edit(snapshot(TEXT), change)


def test_text_that_is_not_toml_is_refused() -> None:
    with pytest.raises(LastlookError, match="Make the change by hand"):
        edit(snapshot("a = = 1\n"), lambda _: None)
