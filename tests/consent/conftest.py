"""A copy of the example film with a private file full of canaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.example import without_take

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CANARIES = (
    "ZQX-rider7731",
    "ZQX-list4402",
    "ZQX-monitor9913",
    "ZQX-garment5520",
    "ZQX-rehearsal6614",
    "ZQX-stills1177",
    "ZQX-note8008",
    "ZQX-guardian3309",
    "ZQX-teacher2255",
    "ZQX-minornote7070",
    "ZQX-power6446",
    "ZQX-hold9559",
)
"""Words that stand in consent.toml and may stand nowhere else."""

PRIVATE_TOML = """\
[[intimacy]]
scene = "s018"
role = 1
level = "{level}"
rider = "{rider}"
signed_at = 2027-01-04
coordinator = true
body_double = true
rider_text = '''
ZQX-rider7731 first line
{text}
'''
on_closed_set = ["ZQX-list4402"]
monitors = ["ZQX-monitor9913"]
garments = "ZQX-garment5520"
rehearsal = "ZQX-rehearsal6614"
stills = "ZQX-stills1177"
note = "ZQX-note8008"

[[intimacy]]
scene = "s018"
role = 2
level = "{level}"
rider = "{other}"
signed_at = 2027-01-04
rider_text = "ZQX-rider7731"

[[minor]]
role = 3
place = "US-CA"
born = {born}
guardian = "ZQX-guardian3309"
teacher = "ZQX-teacher2255"
note = "ZQX-minornote7070"
no_school = [{{ start = 2027-01-01, end = 2027-12-31 }}]

[[character]]
role = 1
age = {age}

[[character]]
role = 2
age = 33

[[power]]
over = {over}
under = 2
note = "ZQX-power6446"

[[hold]]
scene = "{hold}"
note = "ZQX-hold9559"
"""

USUAL = {
    "level": "kissing",
    "rider": "signed",
    "other": "signed",
    "text": "",
    "born": "2010-05-17",
    "age": "119",
    "over": "1",
    "hold": "s003",
}


def private_toml(**values: str) -> str:
    """Write a consent.toml with every private field filled, but for what is said otherwise."""
    return PRIVATE_TOML.format(**(USUAL | values))


@pytest.fixture
def secret(last_ride: Path, tmp_path: Path) -> Callable[..., Path]:
    """Make a copy of the example film with a consent.toml."""

    def make(text: str | bytes | None = None, name: str = "film") -> Path:
        folder = without_take(last_ride, tmp_path / name / "last-ride")
        path = folder / "consent.toml"
        data = text if isinstance(text, bytes) else (text or private_toml()).encode()
        path.write_bytes(data)
        path.chmod(0o600)
        return folder

    return make
