"""Whether somebody named in the action is there, or only spoken of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastlook.language import Span

_NEAR = 200
"""Characters before a name that can bear on it."""

# Words before a name that speak of somebody who is not there.
_ABSENT = re.compile(
    r"(?:(?<!\w)(?:photos?|photographs?|pictures?|portraits?|paintings?|drawings?|sketch|posters?"
    r"|snapshots?|polaroids?|tintypes?|daguerreotypes?|mugshots?|engravings?|busts?|effigy|effigies"
    r"|statue|footage|sign|word|news|thoughts?|memory|memories|stor(?:y|ies)|rumou?rs?)\s+"
    r"(?:of|from|for|by|about)"
    r"|\b(?:letters?|text|message|voicemail|call|e-?mail|postcard|note)\s+(?:from|for|by|of)"
    r"|\b(?:waits?|waited|waiting|looks?|looked|looking|search|searches|searched|searching|asks?"
    r"|asked|asking|longs?|longing|prays?|mourns?|grieves?)\s+for"
    r"|\b(?:think|thinks|thinking|thought|dreams?|dreaming|dreamt|speaks?|speaking|spoke|talks?"
    r"|talking|talked|hears?|heard|remind(?:s|ed)?(?:\s+\w+)?|tells?(?:\s+\w+)?|knows?)\s+(?:of|from)"
    r"|\b(?:without|missing|misses|missed|mentions?|mentioned|remembers?|remembering|no|not"
    r"|instead of))\s+(?:only\s+)?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\babout\s+$", re.IGNORECASE)
# `Her arms about Jon`: where he is, not what is said.
_AROUND = re.compile(
    r"\b(?:arms?|coat|blanket|shawl|rope|throws?|flings?|wraps?|gathers?|crowds?|circles?|clusters?"
    r"|swirls?|swarms?|something|anything|nothing)\b[^.!?]*$",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"\b(?:(?:nobody|no one|no-one|none|neither|never|not|(?:has|have|had)n['’]t)\b[^.!?,;]*"
    r"\b(?:seen|heard from|met|found))\s+$",
    re.IGNORECASE,
)
_HERE = (
    r"(?:here|there|present|around|among|home|back|coming|anywhere|at home"
    r"|(?:in|at) (?:the|his|her|their) (?:room|house|car|bed|chair|seat|table|desk|crowd|door))\b"
)
_NOT_HERE = re.compile(
    rf"\s+(?:(?:is|was)(?:\s+not|n['’]t|\s+no\s+longer)|['’]s\s+not)\s+(?:\w+ly\s+)?{_HERE}"
    r"|(?:\s+(?:is|was|has been)|['’]s)\s+(?:long\s+)?(?:gone|nowhere|absent|missing|elsewhere"
    r"|away)\b"
    r"|\s+(?:(?:has|had|does|did)(?:\s+not|n['’]t)|never|fails to)\s+(?:come|came|arrived?|appear"
    r"|show|returned|shown)\b",
    re.IGNORECASE,
)
_WAITED_UNTIL = re.compile(
    r"\s+to\s+(?!arrive|come|return|call|show|appear|get|phone|ring|write)\w", re.IGNORECASE
)
# After `'s`: a part of the person, who is therefore there.
_BODY = re.compile(
    r"['’]s\s+(?:\w+\s+)?(?:hands?|eyes?|face|fingers?|arms?|legs?|feet|foot|head|hair|lips|mouth|"
    r"back|shoulders?|breath|smile|gaze|knees?|cheeks?|neck|chest|grip|side|lap|brow|forehead|"
    r"throat|waist|wrists?|elbows?|palms?|tears?|sleeves?|collar|lapels?|pockets?|tie|voice)\b"
    r"|['’]s\s+(?:here|there|already|still|asleep|awake|at|in|on|by|beside|behind|under|up|down|out"
    r"|back|standing|sitting|lying|kneeling|waiting|watching|holding|wearing|alone|inside|outside"
    r"|got|been|first|next)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?\b")
_POSSESSIVE_S = re.compile(r"(?<=[sS])['’](?=\s+[^\W\d_])")
_AGE = re.compile(r"\s*[,(]\s*(?:\d|early|mid|late|teens|twenties|thirties|forties|fifties)")
_THING = re.compile(r"\b(?:a|an|the|this|that|each|every|one)\s+(?:[^\W\d_]+\s+)?$", re.IGNORECASE)
_CAPITAL_THING = re.compile(r"\b(?:[Aa]|AN|[Aa]n|THE|[Tt]he)\s+(?:[^\W\d_a-zß-ÿ]{2,}\s+)+$")
_GOES_ON = re.compile(r"\s+[a-zß-ÿ]|\s*[,(]")
_VERB = re.compile(r"\s+[a-zß-ÿ]+s\b")
_SENTENCE_END = re.compile(r"[.!?]\s+")
_PRONOUN = re.compile(r"(?:He|She)\s+[a-z]")
_WRITTEN = re.compile(
    r"\s+(?:is\s+|are\s+)?(?:stitched|written|printed|painted|embroidered|engraved|carved|scrawled"
    r"|scratched|stencill?ed|spelled|in (?:\w+ )?letters)\b",
    re.IGNORECASE,
)
_READS = re.compile(
    r"\b(?:says|reads|reading|marked|labell?ed|signed|written|engraved|printed|stamped|carved"
    r"|painted|burned|the words?|in letters)(?:\s+\w+){0,3}\s*[:,–—-]?\s*$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*,?\s*(?:and|or|nor|&)\s+", re.IGNORECASE)


def those_there(text: str, spans: list[Span], ordinary: frozenset[str]) -> list[Span]:
    """Return the names in a text that put somebody there.

    `ordinary` holds, in lower case, the words that the script also uses as such: a role called
    ROSE is not in `A RED ROSE.`. Who is named after an absent person with `and` is absent too.
    """
    found = []
    last: Span | None = None
    for span in spans:
        there = _is_there(text, span, ambiguous=span.text.lower() in ordinary) or _acts_next(
            text, span, spans
        )
        joined = last is not None and _AND.fullmatch(text, last.end, span.start)
        if there and joined and not _VERB.match(text, span.end):
            there = False
        if there:
            found.append(span)
        last = None if there or not _spoken_of(text, span, last) else span
    return found


def _acts_next(text: str, span: Span, spans: list[Span]) -> bool:
    """Whether an owner acts in the next sentence, as in `Raj's cup fills. He sighs.`."""
    if not _POSSESSIVE.match(text, span.end) or _told_before(text, span):
        return False
    end = _SENTENCE_END.search(text, span.end)
    if end is None or not _PRONOUN.match(text, end.end()):
        return False
    start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, span.start)), default=0)
    return not any(start <= one.start < end.start() for one in spans if one != span)


def _spoken_of(text: str, span: Span, last: Span | None) -> bool:
    """Whether what makes somebody absent stands before the name, and so covers the next too."""
    joined = last is not None and _AND.fullmatch(text, last.end, span.start)
    return bool(joined) or _told_before(text, span)


def _told_before(text: str, span: Span) -> bool:
    before = text[max(0, span.start - _NEAR) : span.start]
    if _ABOUT.search(before):
        return not _AROUND.search(before)
    if _ABSENT.search(before):
        waited = before.rstrip().lower().endswith("for")
        return not (waited and _WAITED_UNTIL.match(text, span.end))
    return bool(_UNSEEN.search(before))


def _is_there(text: str, span: Span, *, ambiguous: bool) -> bool:
    if _told_before(text, span) or _NOT_HERE.match(text, span.end):
        return False
    if _is_written(text, span):
        return False
    if _is_thing(text, span, ambiguous=ambiguous):
        return False
    if _POSSESSIVE.match(text, span.end):
        return bool(_BODY.match(text, span.end))
    return not _POSSESSIVE_S.match(text, span.end)


def _is_written(text: str, span: Span) -> bool:
    """Whether a name is only words somewhere: in quotation marks, or stitched on a pocket."""
    if _WRITTEN.match(text, span.end):
        return True
    before = text[max(0, span.start - _NEAR) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _NEAR]
    if before.rfind("“") > before.rfind("”") or before.count('"') % 2:
        return '"' in after or "”" in after
    return span.text.isupper() and bool(_READS.search(before))


def _is_thing(text: str, span: Span, *, ambiguous: bool) -> bool:
    """Whether a name is an ordinary word here: `Rose petals`, `the rose`, `A RED ROSE.`."""
    if " " in span.text or _AGE.match(text, span.end):
        return False
    before = text[max(0, span.start - _NEAR) : span.start]
    if span.text.isupper() and _CAPITAL_THING.search(before):
        return ambiguous or not _GOES_ON.match(text, span.end)
    if not ambiguous:
        return False
    stripped = before.rstrip()
    opens = not stripped or stripped[-1] in '.!?\n"“”'
    return bool(_THING.search(before)) or (opens and not span.text.isupper())
