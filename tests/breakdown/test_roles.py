"""Who gets a board id, and who speaks without one."""

from __future__ import annotations

import pytest

from lastlook.breakdown.noticed import background
from lastlook.breakdown.roles import crowd_of, roles_of
from lastlook.production.model import CastMember
from lastlook.script import read, scenes_of


def names(*cues: str, cast: tuple[CastMember, ...] = ()) -> list[str]:
    text = "INT. A - DAY\n\n" + "".join(f"{cue}\nYes.\n\n" for cue in cues)
    return [role.character for role in roles_of(cast, scenes_of(read(text.encode(), "a.fountain")))]


def test_a_crowd_and_all_together_are_no_roles() -> None:
    cues = ("MARA", "ALL", "BOTH", "EVERYONE", "CROWD", "THE GUARDS", "VOICES", "MARA AND ALL")
    assert names(*cues, "JON") == ["MARA", "JON"]


def test_what_the_cast_states_is_a_role() -> None:
    assert names("ALL", cast=(CastMember(id=3, character="All"),)) == ["All"]


def test_a_voice_is_its_owner_where_the_owner_is_known() -> None:
    assert names("MARA'S VOICE", "MARA", "VOICE OF MARA") == ["MARA"]
    assert names("MOTHER'S VOICE", "VOICE") == ["MOTHER'S VOICE", "VOICE"]


def test_apostrophes_make_no_second_role() -> None:
    assert names("O’NEIL", cast=(CastMember(id=1, character="O'Neil"),)) == ["O'Neil"]


@pytest.mark.parametrize(
    ("cue", "who"),
    [("CROWD", "crowd"), ("THE GUARDS", "guards"), ("ALL", ""), ("TWINS", ""), ("MARA", "")],
)
def test_whom_a_crowd_s_cue_means(cue: str, who: str) -> None:
    assert crowd_of(cue) == who


def test_a_crowd_s_cue_is_background_unless_it_is_a_role() -> None:
    script = read(b"INT. A - DAY\n\nCROWD\nYes!\n\nBOTH\nNo!\n", "a.fountain")
    (crowd,) = background(script.paragraphs)
    assert (crowd.label, crowd.count, crowd.quote.text, crowd.quote.line) == (
        *("crowd", None, "CROWD", 3),
    )
    stated = roles_of([CastMember(id=1, character="Crowd")], ())
    assert background(script.paragraphs, stated) == ()
