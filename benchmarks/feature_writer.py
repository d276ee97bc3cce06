"""Scenes of an invented film, sentence by sentence, from the grammar in feature.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feature_film import (
    PAGE_LINES,
    Decks,
    Dice,
    Film,
    Line,
    Place,
    Role,
    conceive,
    grammar,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

TALK_ORDER = ("ask", "answer", "press", "deflect", "press", "answer", "turn", "answer", "close")
TOPICS = ("thing", "money", "person", "plan", "past", "small")


def feature_pages(scenes: int) -> int:
    """Pages of a film with that many scenes: 110 at 100 and 122 at 130, a page each below."""
    return scenes if scenes < 100 else 70 + scenes * 2 // 5


def scene_numbers(dice: Dice, scenes: int) -> list[str]:
    """Give the scenes numbers; 12A, 40A and some others came in after those were locked."""
    inserted = {12, 40, *(dice.between(5, max(6, scenes - 12)) for _ in range(4))}
    numbers: list[str] = []
    number = 0
    while len(numbers) < scenes:
        number += 1
        numbers.append(str(number))
        if number in inserted:
            numbers.append(f"{number}A")
            if dice.chance(0.2):
                numbers.append(f"{number}B")
    return numbers[:scenes]


class Writer:
    """Writes scene after scene and keeps what earlier scenes have used."""

    def __init__(self, film: Film, dice: Dice) -> None:
        self.film = film
        self.dice = dice
        self.decks = Decks(dice)
        self.talk: dict[str, Any] = grammar()["talk"]
        self.met: set[int] = set()
        self.new: set[int] = set()
        self.seen: set[str] = set()
        self.songs = 0
        # What the scene at hand is made of.
        self.scene: list[Line] = []
        self.place = film.places[0]
        self.people: list[Role] = []
        self.slots: dict[str, str] = {}
        self.height = 0
        self.cued: Role | None = None
        self.voice: Role | None = None

    def write(self, scenes: int) -> None:
        """Write that many scenes, at the length of a feature."""
        total = feature_pages(scenes) * PAGE_LINES
        acts = {0: "One", scenes // 4: "Two", scenes * 3 // 4: "Three"}
        written, day = 0, True
        for index, number in enumerate(scene_numbers(self.dice, scenes)):
            if index in acts:
                self.film.lines.append(Line("section", f"Act {acts[index]}"))
            day = day is not self.dice.chance(0.22)
            self._scene(index, number, day=day, mean=(total - written) / (scenes - index))
            written += self.height
            self.film.lines += self.scene
        self.film.lines.append(Line("transition", "FADE OUT."))

    def _scene(self, index: int, number: str, *, day: bool, mean: float) -> None:
        dice, last = self.dice, self.place
        size = dice.pick((0.2, 0.35, 0.6, 0.8, 0.9, 1.0, 1.1, 1.3, 1.7, 2.2))
        target = max(9, round(mean * size))
        if index == 0 or not dice.chance(0.07):
            self.place = self._elsewhere()
        self.people = self._cast(alone=target < 16)
        self.slots = self._slots()
        on_phone = self.people[-1].id in self.met and len(self.people) == 2 and dice.chance(0.12)
        self.voice = self.people[1] if on_phone else None
        self.cued = None
        self.scene, self.height = [], 0
        where = f"{'INT.' if self.place.inside else 'EXT.'} {self.place.name}"
        heading = f"{where} - {self._time(index, day=day, last=last)}"
        self._put(Line("heading", heading, number))
        self._put(Line("synopsis", ""))
        if dice.chance(0.06):
            self._put(Line("note", self.decks.draw("notes", self.talk["notes"])))
        self._open()
        topic = "alone"
        if len(self.people) == 1:
            while self.height < target:
                self._act(dice.pick(("alone", "alone", "business", "sound")))
        else:
            topic = self._talk(target)
        self.scene[1] = Line("synopsis", self._synopsis(topic))
        if dice.chance(0.08):
            cut = dice.pick(
                ("CUT TO:", "CUT TO:", "SMASH CUT TO:", "DISSOLVE TO:", "MATCH CUT TO:")
            )
            self._put(Line("transition", cut))

    def _put(self, line: Line) -> None:
        self.scene.append(line)
        self.height += line.height

    @property
    def _present(self) -> list[Role]:
        """Who can be seen: all but a voice on the telephone."""
        return [role for role in self.people if role is not self.voice]

    def _elsewhere(self) -> Place:
        """Choose where the film goes next: on to the next room, or somewhere else."""
        last = self.place
        rooms = [room for room in self.film.places if room.place == last.place and room is not last]
        if rooms and self.dice.chance(0.25):
            return self.dice.pick(rooms)
        drawn = self.decks.draw("places", self.film.places)
        if drawn is last:
            return self.dice.pick([other for other in self.film.places if other is not last])
        return drawn

    def _time(self, index: int, *, day: bool, last: Place) -> str:
        if index and self.place is last:
            return "LATER"
        if index and self.place.place == last.place and self.dice.chance(0.7):
            return "CONTINUOUS"
        if self.dice.chance(0.1):
            return "MORNING" if day else "EVENING"
        return "DAY" if day else "NIGHT"

    def _cast(self, *, alone: bool) -> list[Role]:
        """Choose who is here: large parts, and small ones where they belong."""
        dice, large, small = self.dice, self.film.roles[:5], self.film.roles[5:]
        first = self.decks.draw("first", (*large, large[0], large[0], large[1]))
        if alone:
            return [first]
        here = [role for role in small if role.home == self.place.place]
        if here and dice.chance(0.6):
            second = self.decks.draw(("here", self.place.place), here)
        elif dice.chance(0.35):
            second = self.decks.draw("small", small)
        else:
            second = dice.pick([role for role in large if role is not first])
        people = [first, second]
        if dice.chance(0.3):
            people.append(dice.pick([role for role in (*large, *here) if role not in people]))
        return people

    # -------------------------------------------------------------------------- sentences

    def _slots(self) -> dict[str, str]:
        """Settle what this scene speaks of: who is not here, where else, which day, how much."""
        words, kit, place = grammar(), self.film.kit, self.place
        who = self.dice.pick([role for role in self.film.roles[:9] if role not in self.people])
        there = self.dice.pick([other for other in self.film.places if other is not place])
        found = {
            "who": who.name,
            "whe": "she" if who.her else "he",
            "where": there.words["say"],
            "day": self.dice.pick(words["days"]),
            "sum": self.dice.pick(words["sums"]),
            **{key: kit[key] for key in ("thing", "event", "firm", "town", "past")},
        }
        if "extras" in place.words:
            found["extras"] = self.decks.draw(("extras", place.name), place.words["extras"])
        return found | {_capital(key): _capital(text) for key, text in found.items()}

    def _fill(self, template: str, a: Role, b: Role) -> str:
        """Fill a template; A and B are people, and bring their pronouns."""
        slots = dict(self.slots)
        for role, mark in ((a, ""), (b, "b")):
            forms = ("she", "her", "her") if role.her else ("he", "him", "his")
            for key, text in zip(("he", "him", "his"), forms, strict=True):
                slots[mark + key] = text
                slots[_capital(mark + key)] = _capital(text)
        slots |= {"A": a.name, "B": b.name, "himself": "herself" if a.her else "himself"}
        for key, bag in (("prop", "props"), ("sound", "sounds"), ("vehicle", "vehicles")):
            if key in template.lower():
                slots[key] = self._shown(bag)
                slots[_capital(key)] = _capital(slots[key])
        return template.format_map(slots)

    def _shown(self, bag: str) -> str:
        """Name a thing of the set, in capitals when it is first seen; sounds always are."""
        name: str = self.decks.draw((bag, self.place.name), self.place.words[bag])
        if bag == "sounds":
            return name
        known = name in self.seen
        self.seen.add(name)
        if bag == "vehicles":
            return name.lower() if known else name
        if known:
            return f"the {name.lower()}"
        plural = name.endswith("S") and not name.endswith("SS")
        return name if plural else f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"

    def _template(self, kind: str) -> str:
        """Draw a sentence of a kind; with one person in sight, one that needs no second."""
        own = self.place.words if kind in {"opens", "business"} else grammar()["action"]
        key: tuple[str, ...] = (kind, self.place.name if own is self.place.words else "")
        items: list[str] = own[kind]
        if len(self._present) == 1:
            items = [item for item in items if "{B}" not in item and "{b" not in item]
            if not items:
                return self._template("alone")
            key = (*key, "alone")
        return self.decks.draw(key, items)

    def _act(self, *kinds: str, by: Role | None = None) -> None:
        """Write one paragraph of action, a sentence or so from each kind."""
        written = []
        for kind in kinds:
            first, second, *_ = (*self._present, self._present[0])
            if by is not None:
                first, second = by, next((role for role in self._present if role is not by), by)
            elif kind != "opens" and self.dice.chance(0.4):
                first, second = second, first
            written.append(self._fill(self._template(kind), first, second))
        self._put(Line("action", " ".join(written)))

    def _open(self) -> None:
        """Show the place, then whoever we have not met."""
        dice, place = self.dice, self.place.words
        self._act("opens")
        self.new = {role.id for role in self.people} - self.met
        for role in self.people:
            if role.id in self.new:
                self.met.add(role.id)
                he = "She" if role.her else "He"
                text = f"{role.full.upper()} ({role.age}), {role.trait}. {he} {role.job}."
                self._put(Line("action", text))
        if "extras" in place and dice.chance(0.6):
            self._act("extras")
        elif "vehicles" in place and dice.chance(0.5):
            self._act("vehicle")
        elif len(self.people) > 1 and dice.chance(0.4):
            self._act("enter")

    # --------------------------------------------------------------------------- dialogue

    def _talk(self, target: int) -> str:
        """Write conversations until the scene is long enough; give the first one's topic."""
        dice = self.dice
        first = topic = self.decks.draw("topics", TOPICS)
        if self.voice is not None:
            self._act("voice")
            self._speak(self.people[1], [self.decks.draw("phone", self.talk["phone"])])
        elif "extras" in self.slots and self.songs < 3 and dice.chance(0.08):
            self._sing()
        turn = dice.below(2)
        while True:
            for move in TALK_ORDER:
                if self.height > target - 9 and move not in {"ask", "close"}:
                    continue
                speaker = self.people[turn % 2]
                if len(self.people) > 2 and dice.chance(0.25):
                    speaker = self.people[2]
                self._exchange(topic, move, speaker)
                turn += 1
            if self.height > target - 9:
                break
            topic = self.decks.draw("topics", TOPICS)
            self._act(dice.pick(("move", "thing", "business")))
        if not dice.chance(0.15):
            self._act("close")
        return first

    def _exchange(self, topic: str, move: str, speaker: Role) -> None:
        """Write one speech, with what may go around it."""
        dice = self.dice
        other = dice.pick([role for role in self.people if role is not speaker])
        if self.cued is speaker and self.scene[-1].kind == "speech":
            self._act("look")
        speech = [self.decks.draw((topic, move), self.talk[topic][move])]
        if move not in {"ask", "close"} and dice.chance(0.3):
            speech.append(self.decks.draw("more", self.talk["more"]))
        if move == "press" and self.voice is None and dice.chance(0.05):
            self._speak(speaker, speech, dual="left")
            self._speak(other, [self.decks.draw("more", self.talk["more"])], dual="right")
            self.cued = None
            return
        self._speak(speaker, speech, habit=move != "ask")
        if move in {"press", "answer", "turn"} and dice.chance(0.3):
            self._speak(other, [self.decks.draw("filler", self.talk["filler"])])
            self._speak(speaker, [self.decks.draw("more", self.talk["more"])])
        if dice.chance(0.3):
            kind = dice.pick(("look", "look", "move", "business", "business", "thing", "sound"))
            self._act(kind, *(["look"] if dice.chance(0.35) and kind != "look" else []))

    def _speak(
        self, role: Role, templates: list[str], *, dual: str = "", habit: bool = False
    ) -> None:
        dice = self.dice
        unseen = self.cued is None and not dual and self.scene[-1].kind == "action"
        off = unseen and role.id not in self.new and role is not self.voice and dice.chance(0.1)
        cue = role.cue + (" (V.O.)" if role is self.voice else " (O.S.)" if off else "")
        if role is self.cued:
            cue += " (CONT'D)"
        self.cued = role
        self._put(Line("cue", cue, dual=dual))
        if dice.chance(0.1):
            aside = self.decks.draw("aside", self.talk["aside"])
            self._put(Line("paren", f"({aside})", dual=dual))
        other = next((other for other in self.people if other is not role), role)
        words = " ".join(self._fill(template, role, other) for template in templates)
        if habit and dice.chance(0.1):
            words = _after_tic(dice.pick(role.tics), words, self.film.roles)
        self._put(Line("speech", words, dual=dual))
        if off:
            self._act("enter", by=role)

    def _sing(self) -> None:
        self.songs += 1
        self._act("song")
        verse = self.talk["lyric"]
        at = self.dice.below(len(verse) // 2) * 2
        self._put(Line("cue", self.people[0].cue))
        for line in verse[at : at + 2]:
            self._put(Line("lyric", line))

    def _synopsis(self, topic: str) -> str:
        names = [role.name for role in self.people]
        who = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
        about = {
            "alone": "alone, not for long",
            "thing": f"on the matter of {self.slots['thing']}",
            "money": "and the money",
            "person": f"speak of {self.slots['who']}",
            "plan": f"prepare for {self.slots['event']}",
            "past": f"come back to {self.slots['past']}",
            "small": "pass the time",
        }
        return f"{who} {about[topic]}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _after_tic(tic: str, words: str, roles: Sequence[Role]) -> str:
    """Put a habit of speech before the words; after a comma they go on in lower case."""
    proper = words.startswith(("I ", "I'", *(role.name for role in roles)))
    if tic.endswith(",") and not proper:
        words = words[:1].lower() + words[1:]
    return f"{tic} {words}"


def write_film(seed: int, scenes: int) -> Film:
    """Write the whole film of a seed."""
    dice = Dice(seed)
    film = conceive(dice)
    Writer(film, dice).write(scenes)
    return film
