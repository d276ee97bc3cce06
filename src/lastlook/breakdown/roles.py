"""Roles: who in the script is which board id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.language import folded_name
from lastlook.language.people import CROWDS, PEOPLE
from lastlook.script.scenes import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lastlook.production.model import CastMember
    from lastlook.script.scenes import Scene


TOGETHER = frozenset(
    "ALL|ALL OF THEM|ALL THREE|BOTH|BOTH OF THEM|EVERYONE|EVERYBODY|EVERYONE ELSE|TOGETHER|THE TWO"
    "|THE OTHERS|OTHERS|THE REST|ALL TOGETHER|UNISON|IN UNISON".split("|")
)
"""Cues for those who are in the scene anyway: nobody is added."""
_CROWD = re.compile(
    rf"(?:(?:THE|A FEW|SEVERAL|SOME|MANY|MORE|OTHER|VARIOUS)\s+)*(?P<who>(?:[^\W\d_]+\s+)?"
    rf"(?:{'|'.join(sorted(word.upper() for word in CROWDS | PEOPLE - {'twins', 'couples'}))}"
    r"|VOICES|CHORUS|CHOIR|MOB|GROUP))"
)
_VOICE = re.compile(r"(?P<of>.+?)'S? (?:[^\W\d_]+ )?VOICE|(?:THE )?VOICE OF (?P<for>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A part in the film under all its names."""

    id: int
    character: str
    names: tuple[str, ...]
    """Upper case: the character's own name first, then the others it goes by."""
    stated: bool = True
    """False where the script has a cue that the production's cast list does not know."""


def roles_of(
    cast: Sequence[CastMember], scenes: Sequence[Scene], given: Collection[int] = ()
) -> tuple[Role, ...]:
    """Return the stated cast and, after it, every speaker it does not name.

    Speakers that nobody has listed get the next free ids in order of first cue. Who speaks as a
    crowd (CROWD, GUARDS), for all there (ALL, BOTH) or as the voice of a known role gets none,
    unless the cast states it: nobody is paid for such a cue by itself. `given` are board ids that
    roles ever had; none of them is given again.
    """
    roles = [
        Role(
            id=member.id,
            character=member.character,
            names=tuple(" ".join(n.upper().split()) for n in (member.character, *member.also)),
        )
        for member in cast
    ]
    cues = dict.fromkeys(name for scene in scenes for name in scene.cast)
    known = {folded_name(name) for role in roles for name in role.names}
    free = max((*(role.id for role in roles), *given), default=0) + 1
    speakers = known | {folded_name(name) for name in cues}
    for name in cues:
        if folded_name(name) not in known and not _is_nobody_new(name, speakers):
            roles.append(Role(id=free, character=name, names=(name,), stated=False))
            known.add(folded_name(name))
            free += 1
    return tuple(roles)


def speakers_of(name: str, known: Collection[str]) -> tuple[str, ...]:
    """Return which of the `known` names (folded) a cue means; empty where it means none.

    `MARA'S VOICE` is MARA, and `MARA AND JON` is two.
    """
    folded = folded_name(name)
    if folded in known:
        return (folded,)
    if (voice := _VOICE.fullmatch(folded)) and (voice["of"] or voice["for"]) in known:
        return (voice["of"] or voice["for"],)
    parts = SEVERAL.split(folded)
    return tuple(p for part in parts for p in speakers_of(part, known)) if len(parts) > 1 else ()


def crowd_of(name: str) -> str:
    """Return whom a crowd's cue means in lower case (`THE GUARDS`: guards), empty if nobody."""
    crowd = _CROWD.fullmatch(folded_name(name))
    return crowd["who"].lower() if crowd else ""


def _is_nobody_new(name: str, speakers: Collection[str]) -> bool:
    """Whether a cue needs no role: a crowd, all together, or people who have their own cues."""
    folded = folded_name(name)
    others = [one for one in speakers if one != folded]
    parts = [part for part in SEVERAL.split(folded) if part]
    return bool(parts) and all(
        part in TOGETHER or crowd_of(part) or speakers_of(part, others) for part in parts
    )
