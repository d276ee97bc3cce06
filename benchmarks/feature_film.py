"""What is settled before the first scene of an invented film: title, people and sets.

Of `random` only `Random(int).random()` is used, whose sequence Python guarantees.
"""

from __future__ import annotations

import random
import textwrap
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")

WIDTHS = {"action": 61, "speech": 35, "paren": 25, "lyric": 35}
"""Characters a line holds on Final Draft's page."""
PAGE_LINES = 54


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the screenplay; `kind` is heading, action, cue, speech and so on."""

    kind: str
    text: str
    number: str = ""
    dual: str = ""

    @property
    def height(self) -> int:
        """Lines on the page with the blank lines above; silent kinds have none."""
        if self.kind == "heading":
            return 3
        if self.kind in {"cue", "transition"}:
            return 2
        if self.kind not in WIDTHS:
            return 0
        above = 1 if self.kind == "action" else 0
        return above + len(textwrap.wrap(self.text, WIDTHS[self.kind]))


@dataclass(frozen=True, slots=True)
class Role:
    """One part; `name` is how the action says it, the cue is its capitals."""

    id: int
    name: str
    full: str
    her: bool
    age: int
    job: str
    trait: str
    tics: tuple[str, ...]
    home: str
    """Place that a smaller part belongs to; empty for those who go everywhere."""

    @property
    def cue(self) -> str:
        """The name in capitals."""
        return self.name.upper()


@dataclass(frozen=True, slots=True)
class Place:
    """A set of the story."""

    name: str
    place: str
    inside: bool
    words: dict[str, Any]


class Dice:
    """Chance from a seed, the same on every Python."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def below(self, n: int) -> int:
        """Give a whole number from 0 to n - 1."""
        return int(self._random() * n)

    def between(self, low: int, high: int) -> int:
        """Give a whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, share: float) -> bool:
        """Give True in this share of cases."""
        return self._random() < share

    def pick(self, items: Sequence[T]) -> T:
        """Give one of the items."""
        return items[self.below(len(items))]

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """Give the items in another order."""
        keyed = [(self._random(), index, item) for index, item in enumerate(items)]
        return [item for _, _, item in sorted(keyed, key=lambda key: key[:2])]


class Decks:
    """Draws from each list like from a pack of cards, so that nothing returns too soon."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.left: dict[object, list[int]] = {}
        self.drawn: dict[object, list[int]] = {}

    def draw(self, name: object, items: Sequence[T]) -> T:
        """Give the next item of the pack called `name`; the last half drawn goes to the bottom."""
        left = self.left.setdefault(name, [])
        drawn = self.drawn.setdefault(name, [])
        if not left:
            early, late = drawn[: len(drawn) // 2], drawn[len(drawn) // 2 :]
            shuffled = self.dice.shuffled
            left.extend(
                [*shuffled(late), *shuffled(early)] if drawn else shuffled(range(len(items)))
            )
            drawn.clear()
        drawn.append(left.pop())
        return items[drawn[-1]]


@dataclass(slots=True)
class Film:
    """What is settled before the first scene: title, people and sets."""

    title: str
    author: str
    kit: dict[str, Any]
    roles: list[Role]
    places: list[Place]
    lines: list[Line] = field(default_factory=list)


@cache
def grammar() -> dict[str, Any]:
    """Read feature.toml."""
    return tomllib.loads(Path(__file__).with_name("feature.toml").read_text(encoding="utf-8"))


def conceive(dice: Dice) -> Film:
    """Choose a kit, 10 to 15 sets at 8 to 12 places, and 18 to 25 roles."""
    words = grammar()
    kit = dice.pick(words["kit"])
    lasts = dice.shuffled(words["last"])
    places = _places(dice, kit, lasts[0])
    homes = dice.shuffled({place.place: None for place in places})
    firsts = {
        True: dice.shuffled(words["first_her"]),
        False: dice.shuffled(words["first_him"]),
    }
    initials: set[str] = set()
    jobs, traits = Decks(dice), Decks(dice)
    roles = []
    for number in range(1, dice.between(18, 25) + 1):
        her = dice.chance(0.5)
        # While letters last, no two names start alike: readers thank for it.
        stock = firsts[her]
        first = next((name for name in stock if name[0] not in initials), stock[0])
        stock.remove(first)
        initials.add(first[0])
        last = lasts[number % len(lasts)]
        titled = number > 6 and dice.chance(0.2)
        title = dice.pick(words["titles"]) if titled else ""
        roles.append(
            Role(
                id=number,
                name=f"{title.title()} {last}" if titled else first,
                full=f"{title.title()} {last}" if titled else f"{first} {last}",
                her=True if title == "MRS." else False if title == "FATHER" else her,
                age=dice.between(38 if titled else 19, 74),
                job=jobs.draw("jobs", words["jobs"]),
                trait=traits.draw("traits", words["traits"]),
                tics=tuple(dice.shuffled(words["talk"]["tic"])[:3]),
                home="" if number <= 5 else homes[number % len(homes)],
            )
        )
    author = f"{dice.pick(words['first_her'])} Sample"
    return Film(dice.pick(kit["titles"]), author, kit, roles, places)


def _places(dice: Dice, kit: dict[str, Any], family: str) -> list[Place]:
    """Choose sets: house, firm and street always, others until there are enough places."""
    sets = grammar()["set"]
    others = dice.shuffled({item["place"]: None for item in sets})
    chosen = ["house", "firm", "street"]
    chosen += [name for name in others if name not in chosen][: dice.between(6, 8)]
    within = [item for item in sets if item["place"] in chosen]
    most = dice.between(max(12, len(chosen)), 15)
    while len(within) > most:
        item = dice.pick(within)
        if sum(other["place"] == item["place"] for other in within) > 1:
            within.remove(item)
    own = {"HOUSE": f"{family} house", "FIRM": kit["firm"].removeprefix("the ")}
    made = []
    for item in within:
        head, dash, rest = item["name"].partition(" - ")
        name = own.get(head, head).upper() + dash + rest
        made.append(Place(name, item["place"], item["int_ext"] == "INT.", item))
    return made
