"""Who is in a scene: those who speak, and those whom the action names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.breakdown.model import CastPresence, Quote
from lastlook.language import name_pattern, sentence_at
from lastlook.script import Kind, cue_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.breakdown.roles import Role
    from lastlook.script import Paragraph

# Words before a name that speak of somebody who is not there.
_ABSENT = re.compile(
    r"(?:photo|photograph|picture|portrait|painting|drawing|poster|statue|sign|word|news|thoughts?|"
    r"memory|letter|text|message|voicemail|call|waits?|waiting|looks?|looking|searche?s?|searching"
    r"|without|missing|misses)\s+(?:(?:of|from|for|to|by)\s+)?$",
    re.IGNORECASE,
)
# After `'s`: a part of the person, who is therefore there.
_BODY = re.compile(
    r"['’]s\s+(?:\w+\s+)?(?:hands?|eyes?|face|fingers?|arms?|legs?|feet|foot|head|hair|lips|mouth|"
    r"back|shoulders?|breath|smile|gaze|knees?|cheeks?|neck|chest|grip|side|lap)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?\b")


def presences(
    paragraphs: Sequence[Paragraph], roles: Sequence[Role], common: frozenset[str]
) -> tuple[CastPresence, ...]:
    """Return the roles in a scene by board id, each with the words that put it there.

    Parameters
    ----------
    paragraphs
        The scene's, heading included.
    roles
        All roles of the film.
    common
        Words that the script also uses in lower case. A role called by such a word (ROSE, WILL)
        counts as named only in capitals, or inside a sentence with a capital.
    """
    by_name = {name: role for role in roles for name in role.names}
    found: dict[int, CastPresence] = {}
    for paragraph in paragraphs:
        if paragraph.kind is Kind.CHARACTER:
            for role in _cue_roles(cue_name(paragraph.text), by_name):
                quote = Quote(text=paragraph.text.strip(), line=paragraph.line)
                known = found.get(role.id)
                if known is None or not known.speaks:
                    found[role.id] = _presence(role, quote, speaks=True)
        elif paragraph.kind in {Kind.ACTION, Kind.SHOT, Kind.GENERAL, Kind.PARENTHETICAL}:
            for role in roles:
                if role.id not in found and (named := _named(paragraph, role, common)):
                    found[role.id] = _presence(role, named, speaks=False)
    return tuple(found[key] for key in sorted(found))


def _cue_roles(name: str, by_name: Mapping[str, Role]) -> list[Role]:
    if name in by_name:
        return [by_name[name]]
    parts = re.split(r"\s*(?:/|&|\+|,|\bAND\b)\s*", name)
    return [by_name[part] for part in parts if part in by_name]


def _presence(role: Role, quote: Quote, *, speaks: bool) -> CastPresence:
    return CastPresence(id=role.id, character=role.character, speaks=speaks, quote=quote)


def _named(paragraph: Paragraph, role: Role, common: frozenset[str]) -> Quote | None:
    text = paragraph.text
    for name in role.names:
        for match in name_pattern(name).finditer(text):
            if _is_there(text, match, ambiguous=name.lower() in common):
                line = paragraph.line + text.count("\n", 0, match.start())
                return Quote(text=sentence_at(text, match.start()), line=line)
    return None


def _is_there(text: str, match: re.Match[str], *, ambiguous: bool) -> bool:
    before = text[: match.start()]
    if ambiguous and not match.group().isupper():
        stripped = before.rstrip()
        if not stripped or stripped[-1] in '.!?\n"“”':
            return False
    if _ABSENT.search(before):
        return False
    return not _POSSESSIVE.match(text, match.end()) or bool(_BODY.match(text, match.end()))
