"""The people of a film: its speakers, and those whom only the action introduces."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lastlook.breakdown.roles import Role, crowd_of
from lastlook.breakdown.suggest.introductions import Introduction, again, introductions
from lastlook.language import folded_name
from lastlook.language.people import TITLES, is_person

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from lastlook.language.ages import Age
    from lastlook.script import Paragraph, Scene

_LINK = frozenset("IN WITH OF ON AT FROM THE A AN AND BY".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the film, under all names."""

    role: Role
    age: Age | None = None
    """As the script states it where it introduces them."""
    generic: bool = False
    """Called by what they are: OLD WOMAN, DRIVER."""
    certain: bool = True
    first: int = 0
    """Index of the paragraph that first introduces them, or of the first cue."""
    speaks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """People in capitals who are extras: plurals, and those who only go by."""

    paragraph: int
    introduction: Introduction


@dataclass(slots=True)
class _Draft:
    """A person while the film is being read."""

    name: str
    words: frozenset[str]
    generic: bool
    names: dict[str, None] = field(default_factory=dict)
    age: Age | None = None
    certain: bool = True
    first: int = 0
    role: Role | None = None


def people_of(
    paragraphs: Sequence[Paragraph],
    scenes: Sequence[Scene],
    roles: Sequence[Role],
    *,
    told: Callable[[Paragraph], bool],
    ordinary: Collection[str],
    is_thing: Callable[[str, int, int], bool],
) -> tuple[tuple[Person, ...], tuple[Extra, ...]]:
    """Return everybody in the film, roles first, and the extras that stand in capitals.

    Parameters
    ----------
    roles
        Stated cast and speakers; see `roles_of`.
    told
        Whether a paragraph tells what is seen.
    ordinary
        Words that the script also uses in lower case.
    is_thing
        Whether words of a text are known to be a thing.
    """
    prose = [p.text for p in paragraphs if told(p)]
    drafts = [_of_role(role) for role in roles]
    speakers = {folded_name(name) for scene in scenes for name in scene.cast}
    extras = []

    def named_again(name: str) -> bool:
        # The name itself in capitals is no second mention: what is sought is `Keel`, not `KEEL`.
        own = [w for w in name.split() if w.lower().strip(".") not in TITLES and w[1:].isalpha()]
        return any(
            word.lower() not in ordinary and any(again(word).search(text) for text in prose)
            for word in own
        )

    for scene in scenes:
        for place in range(scene.first, scene.last):
            paragraph = paragraphs[place]
            if not told(paragraph):
                continue
            for found in introductions(
                paragraph.text, ordinary=ordinary, is_thing=is_thing, named_again=named_again
            ):
                known = _same(found, drafts)
                if known is not None:
                    _learn(known, found, place)
                elif found.several or found.passing or crowd_of(found.name):
                    extras.append(Extra(paragraph=place, introduction=found))
                elif not _is_one_of_several(found, drafts):
                    drafts.append(_draft(found, place))
    return _settled(drafts, speakers, ordinary), tuple(extras)


def _of_role(role: Role) -> _Draft:
    name = role.names[0]
    return _Draft(
        name=name,
        words=_words(name),
        generic=_is_generic(name),
        names=dict.fromkeys(role.names),
        role=role,
    )


def _draft(found: Introduction, place: int) -> _Draft:
    return _Draft(
        name=found.name,
        words=_words(found.name),
        generic=found.generic,
        names={found.name: None},
        age=found.age,
        certain=found.certain,
        first=place,
    )


def _learn(known: _Draft, found: Introduction, place: int) -> None:
    if known.age is None and found.age is not None:
        known.age = found.age
    known.certain = known.certain or found.certain
    known.first = known.first or place
    known.names.setdefault(found.name)
    known.words |= _words(found.name)


def _words(name: str) -> frozenset[str]:
    plain = folded_name(name).replace(".", " ").replace("#", " ")
    return frozenset(word for word in plain.split() if word not in _LINK)


def _is_generic(name: str) -> bool:
    head = re.split(r"\s(?:IN|WITH|OF|ON|AT|FROM)\s", name)[0].split()
    while len(head) > 1 and re.fullmatch(r"#?\d+|#|[A-Z]", head[-1]):
        head.pop()
    return bool(head) and is_person(head[-1].strip("."))


def _same(found: Introduction, drafts: Iterable[_Draft]) -> _Draft | None:
    """Return whom an introduction means: the one person whose name it holds, or is part of.

    ABEL CROSS is ABEL, MARSHAL HOLLIS DRAKE is DRAKE; OLD WOMAN is not YOUNG WOMAN.
    """
    folded = folded_name(found.name)
    words = _words(found.name)
    candidates = []
    for draft in drafts:
        if any(folded_name(name) == folded for name in draft.names):
            return draft
        for name in draft.names:
            others = _words(name)
            core = {w for w in others & words if w.lower() not in TITLES or is_person(w.lower())}
            if core and (others <= words or words <= others):
                candidates.append(draft)
                break
            own = {w for w in others if w.lower() not in TITLES}
            if own and not draft.generic and not found.generic and own <= words:
                candidates.append(draft)
                break
    return candidates[0] if len(candidates) == 1 else None


def _is_one_of_several(found: Introduction, drafts: Iterable[_Draft]) -> bool:
    """Whether it may be any of those who have a number: GUARD, where GUARD #1 and #2 are."""
    pattern = re.compile(rf"{re.escape(folded_name(found.name))}\s*#?\s*\d+")
    return sum(bool(pattern.fullmatch(folded_name(draft.name))) for draft in drafts) > 1


def _settled(
    drafts: Sequence[_Draft], speakers: Collection[str], ordinary: Collection[str]
) -> tuple[Person, ...]:
    """Give everybody the names that only they answer to, and who has none a board id."""
    shared = Counter(word for draft in drafts for word in draft.words)
    taken = {folded_name(name) for draft in drafts for name in draft.names}
    free = max((draft.role.id for draft in drafts if draft.role), default=0) + 1
    people = []
    for draft in drafts:
        names = dict(draft.names)
        for word in sorted(draft.words):
            low = word.lower()
            own = shared[word] == 1 and word not in taken and len(word) > 1
            named = low not in ordinary and low not in TITLES and not is_person(low)
            if own and named and not draft.generic and not any(map(str.isdigit, word)):
                names.setdefault(word)
        if draft.role is not None:
            role = replace(draft.role, names=tuple(names))
        else:
            role = Role(id=free, character=draft.name, names=tuple(names), stated=False)
            free += 1
        people.append(
            Person(
                role=role,
                age=draft.age,
                generic=draft.generic,
                certain=draft.certain,
                first=draft.first,
                speaks=any(folded_name(name) in speakers for name in role.names),
            )
        )
    return tuple(people)
