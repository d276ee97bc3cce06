"""Roles: who in the script is which board id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.production.model import CastMember
    from lastlook.script.scenes import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A part in the film under all its names."""

    id: int
    character: str
    names: tuple[str, ...]
    """Upper case: the character's own name first, then the others it goes by."""
    stated: bool = True
    """False where the script has a cue that the production's cast list does not know."""


def roles_of(cast: Sequence[CastMember], scenes: Sequence[Scene]) -> tuple[Role, ...]:
    """Return the stated cast and, after it, every speaker it does not name.

    Speakers that nobody has listed get the next free ids in order of first cue.
    """
    roles = [
        Role(
            id=member.id,
            character=member.character,
            names=tuple(" ".join(n.upper().split()) for n in (member.character, *member.also)),
        )
        for member in cast
    ]
    known = {name for role in roles for name in role.names}
    free = max((role.id for role in roles), default=0) + 1
    for name in dict.fromkeys(name for scene in scenes for name in scene.cast):
        if name not in known:
            roles.append(Role(id=free, character=name, names=(name,), stated=False))
            known.add(name)
            free += 1
    return tuple(roles)
