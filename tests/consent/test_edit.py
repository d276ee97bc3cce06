"""Commands change consent.toml and nothing else in it; a withdrawal does not fail for its form."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from lastlook.consent import Rider, read_consent, set_intimacy, withdraw
from lastlook.errors import ChangedUnderneathError, LastlookError

from .conftest import private_toml

if TYPE_CHECKING:
    from pathlib import Path


def file_in(root: Path, text: str) -> Path:
    path = root / "consent.toml"
    path.write_bytes(text.encode())
    return path


def test_a_withdrawal_touches_one_word(tmp_path: Path) -> None:
    text = private_toml().replace('rider = "signed"', "rider =   'signed'  # by hand", 1)
    path = file_in(tmp_path, text)
    withdraw(tmp_path, "s018", 1)
    assert path.read_text(encoding="utf-8") == text.replace("'signed'", '"withdrawn"', 1)


def test_a_withdrawal_makes_file_and_table(tmp_path: Path) -> None:
    withdraw(tmp_path, "s018", 4)
    path = tmp_path / "consent.toml"
    assert path.stat().st_mode & 0o777 == 0o600
    consent, problems = read_consent(tmp_path)
    assert problems == []
    assert consent is not None
    (one,) = consent.intimacy
    assert (one.scene, one.role, one.rider) == ("s018", 4, Rider.WITHDRAWN)


def test_what_was_open_to_others_is_closed(tmp_path: Path) -> None:
    path = file_in(tmp_path, private_toml())
    path.chmod(0o644)
    set_intimacy(tmp_path, "s018", 2, {"coordinator": True})
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "# a last remark"])
def test_a_new_table_stands_at_the_end(tmp_path: Path, newline: str, end: str) -> None:
    text = ('[[hold]]\nscene = "s001"' + end).replace("\n", newline)
    path = file_in(tmp_path, text)
    set_intimacy(tmp_path, "s018", 2, {"level": "kissing", "signed_at": date(2027, 1, 4)})
    new = path.read_bytes().decode()
    assert new.startswith(text)
    assert new.count("\r\n") == (new.count("\n") if newline == "\r\n" and "\r\n" in text else 0)
    table = tomllib.loads(new)["intimacy"][0]
    assert table == {
        "scene": "s018",
        "role": 2,
        "level": "kissing",
        "signed_at": date(2027, 1, 4),
    }


def test_a_withdrawal_from_a_list_on_one_line_still_holds(tmp_path: Path) -> None:
    text = 'intimacy = [{ scene = "s001", role = 1, level = "none" }]\n'
    file_in(tmp_path, text)
    withdraw(tmp_path, "s018", 1)
    consent, _ = read_consent(tmp_path)
    assert consent is not None
    assert [hold.scene for hold in consent.holds] == ["s018"]
    with pytest.raises(LastlookError, match="each with a header"):
        set_intimacy(tmp_path, "s018", 1, {"rider": "sent"})


def test_a_file_with_mistakes_is_left_alone(tmp_path: Path) -> None:
    path = file_in(tmp_path, '[[hold]]\nscene = "s001"\n"ZQX-key" = 3\n')
    before = path.read_bytes()
    with pytest.raises(LastlookError) as caught:
        withdraw(tmp_path, "s018", 1)
    assert "ZQX-" not in str(caught.value)
    assert "consent.toml:3:1" in str(caught.value)
    assert path.read_bytes() == before


def test_a_value_that_cannot_be_is_not_written(tmp_path: Path) -> None:
    path = file_in(tmp_path, private_toml())
    before = path.read_bytes()
    with pytest.raises(LastlookError):
        set_intimacy(tmp_path, "s018", 1, {"level": "ZQX-level"})
    assert path.read_bytes() == before


def test_a_file_changed_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import lastlook.consent.edit as room
    from lastlook.production import files

    path = file_in(tmp_path, private_toml())
    plain = files.read_snapshot

    def then_somebody_types(where: Path) -> object:
        snapshot = plain(where)
        where.write_text("# ZQX-somebody else's\n", encoding="utf-8")
        return snapshot

    monkeypatch.setattr(room, "read_snapshot", then_somebody_types)
    with pytest.raises(ChangedUnderneathError) as caught:
        withdraw(tmp_path, "s018", 1)
    assert "ZQX-" not in str(caught.value)
    assert path.read_text(encoding="utf-8") == "# ZQX-somebody else's\n"
