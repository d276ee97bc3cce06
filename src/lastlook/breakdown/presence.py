"""Who is in a scene: those who speak, and those whom the action names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.breakdown.mention import those_there
from lastlook.breakdown.model import CastPresence, Quote
from lastlook.breakdown.roles import speakers_of
from lastlook.language import described_in, folded_name, names_in, sentence_at
from lastlook.language.people import is_person
from lastlook.script import Kind, cue_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastlook.breakdown.roles import Role
    from lastlook.script import Paragraph


_LOWER_WORD = re.compile(r"(?<!\w)[a-zß-ÿ]{3,}(?!\w)")


def ordinary_words(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """Return the words that a script also uses in lower case: the `common` of `presences`."""
    return frozenset(word for p in paragraphs for word in _LOWER_WORD.findall(p.text))


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
        counts as named only in capitals, or inside a sentence with a capital, and not after an
        article. Of names that overlap only the longest counts. A role called by what it is
        (DRIVER) is also there as `the driver`.
    """
    by_name = {folded_name(name): role for role in roles for name in role.names}
    described = tuple(name for name in by_name if is_person(name))
    names = tuple(name for name in by_name if name not in described)
    found: dict[int, CastPresence] = {}
    for paragraph in paragraphs:
        if paragraph.kind is Kind.CHARACTER:
            for key in speakers_of(cue_name(paragraph.text), by_name):
                role = by_name[key]
                quote = Quote(text=paragraph.text.strip(), line=paragraph.line)
                known = found.get(role.id)
                if known is None or not known.speaks:
                    found[role.id] = _presence(role, quote, speaks=True)
        elif paragraph.kind in {Kind.ACTION, Kind.SHOT, Kind.GENERAL, Kind.PARENTHETICAL}:
            text = paragraph.text
            named = those_there(text, names_in(text, names), common)
            called = those_there(text, described_in(text, described), frozenset())
            for span in sorted((*named, *called)):
                role = by_name[folded_name(span.text)]
                if role.id not in found:
                    line = paragraph.line + text.count("\n", 0, span.start)
                    quote = Quote(text=sentence_at(text, span.start), line=line)
                    found[role.id] = _presence(role, quote, speaks=False)
    return tuple(found[key] for key in sorted(found))


def _presence(role: Role, quote: Quote, *, speaks: bool) -> CastPresence:
    return CastPresence(id=role.id, character=role.character, speaks=speaks, quote=quote)
