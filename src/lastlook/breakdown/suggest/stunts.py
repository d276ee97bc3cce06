"""Danger told in plain words: who is thrown, falls, jumps, goes under, is run down.

`language.actions` knows verbs with what must follow; here are the ways of the page that have no
verb of their own: `is snatched backward`, `goes over the falls`, `end over end`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lastlook.breakdown.suggest.triggers import openings, triggers

STUNTS = "Stunts"
_WATER = (
    r"(?:water|waves?|river|lake|sea|ocean|canal|pool|pond|creek|stream|rapids|current|surf|falls"
    r"|waterfall|harbou?r|bay|moat|flood|ice|mud|swamp|bog|marsh)"
)
_DROP = (
    r"(?:edge|falls|waterfall|weir|cliff|side|railings?|rail|parapet|handlebars|bow|stern|gunwale|top"
    r"|wall|fence|balcony|bank|drop|ledge|roof|banister|balustrade|counter|bar|bonnet|hood|dam"
    r"|lip|brink|embankment|bridge|gorge|precipice|barrier)"
)
_PIT = (
    rf"(?:ditch|pit|hole|grave|trench|gully|ravine|gorge|canyon|crevasse|chasm|well|shaft|sinkhole"
    rf"|dark|darkness|void|abyss|crowd|traffic|street|{_WATER})"
)
_THE = r"(?:the|an?|his|her|their|its|it|him|another|this|that|some|what)"
_AWAY = (
    r"(?:backwards?|forwards?|sideways|upwards?|off|out\s+of|from|into|through|across|under|down|over"
    r"|behind|overboard|away|aside|along|up|clear|against|onto|to\s+the\s+(?:ground|floor|deck|wall)"
    r"|headfirst|headlong|about|around|like)"
)
_FLIES = (
    r"(?:snatched|yanked|jerked|flung|hurled|thrown|tossed|dragged|blown|swept|knocked|hauled|sucked"
    r"|slammed|smashed|catapulted|ejected|launched|wrenched|bowled|swatted|pitched|carried|ripped|shoved"
    r"|plucked|pulled|lifted|kicked|bucked|spun|blasted|hoisted)"
)
_GENTLE = r"(?:away|aside|up|out\s+of|along|down|from|over|into|around|about|to)"
_CAR = (
    r"(?:car|truck|van|cab|taxi|bus|jeep|coach|lorry|tank|bike|motorcycle|motorbike|scooter|sedan"
    r"|ambulance|suv|pickup|wagon|stagecoach|carriage|cart|sledge|sled|boat|raft|canoe|train|ship"
    r"|kayak|plane|helicopter|tractor|trailer|cruiser|hearse|limousine|limo)"
)
_PATTERNS: tuple[tuple[float, bool, str], ...] = (
    # Weight, whether somebody must be there to do it, words.
    (
        0.7,
        False,
        rf"\b(?:is|are|gets?|was|were|being|him|her|them)\s+(?:\w+ly\s+)?{_FLIES}\s+(?!{_GENTLE}\b){_AWAY}\b",
    ),
    (
        0.7,
        False,
        r"\b(?:is|are|gets?|was|were|being)\s+(?:\w+ly\s+)?(?:flung|hurled|thrown|tossed|blown|swept|jerked"
        r"|snatched|yanked|slammed|smashed|catapulted|knocked|dragged)\s+(?:away|aside|out|off|down|up|into"
        r"|from|over|along|about|under)\b",
    ),
    (
        0.65,
        False,
        r"\b(?:throws?|hurls?|flings?|launch(?:es)?|heaves?|pitch(?:es)?|rolls?|drops?)\s+"
        r"(?:him|her|it|them|one)sel(?:f|ves)\b(?!\s+(?:into|in|on|onto|down\s+on|down\s+in)\s+(?:his|her"
        r"|their|the|an?)\s+(?:\w+\s+)?(?:work|job|task|chair|armchair|sofa|couch|bed|seat|studies|role"
        r"|mercy|food)\b)",
    ),
    (
        0.65,
        True,
        rf"\b(?:goes|go|went|pitch(?:es)?|tumbles?|topples?|flies|fly|plunges?|shoots?)\s+"
        rf"(?:right\s+|straight\s+|clean\s+)?over\s+(?:{_THE}\s+)?(?:\w+\s+)?{_DROP}\b",
    ),
    (
        0.65,
        True,
        r"\b(?:goes|go|pitch(?:es)?|tumbles?|topples?|flies|plunges?|falls?|drops?|reels?|staggers?)"
        r"\s+(?:over\s+)?(?:it\s+)?(?:backwards?|headfirst|head\s+first|headlong|overboard|sprawling"
        r"|flying|head\s+over\s+heels)\b(?!\s+in\s+love)",
    ),
    (0.65, False, r"\b(?:end\s+over\s+end|arse\s+over\s+tip|ass\s+over\s+(?:tea)?kettle)\b"),
    (
        0.6,
        True,
        rf"\b(?:goes|go|pitch(?:es)?|tumbles?|topples?|flies|plunges?|falls?|drops?|slides?|skids?"
        rf"|slips?|slews?|swerves?|careens?|plows?|ploughs?|crash(?:es)?|rolls?|slithers?|shoots?|veers?"
        rf"|disappears?|vanish(?:es)?|sinks?)\s+(?:[\w']+\s+){{0,4}}?(?:into|through|off|under|beneath"
        rf"|down)\s+(?:the|an?)\s+(?:\w+\s+)?{_PIT}\b(?!\s+of\s+(?:sleep|thought|music))",
    ),
    (
        0.6,
        True,
        r"\b(?:dives?|leaps?|lunges?|vaults?|jumps?|hurdles?|springs?)\s+(?:\w+\s+)?"
        r"(?:for|across|over|off|through|onto|into|from|out\s+of|clear|behind|aside"
        r"|down(?:\s+(?:from|off|into|onto))?)\b(?!\s+(?:joy|the\s+phone|words?|conclusions?|action|detail))",
    ),
    (
        0.6,
        True,
        r"\b(?:dives?|leaps?|jumps?|plunges?|wades?)\s+in\b(?!\s+(?:the|an?|his|her|their|with"
        r"|surprise|fright|terror|pain|shock|time|front|place|alarm|her|his)\b)",
    ),
    (0.6, True, r"\bplunges?\s+(?:through|in|under|down)\b"),
    (
        0.6,
        True,
        r"\bbails?\b(?!\s+(?:him|her|them|me|us|you|the|water)\b)(?:\s+out)?(?!\s+(?:on|him|her"
        r"|them|me|us|water|with)\b)",
    ),
    (
        0.7,
        True,
        rf"\b(?:rams?|sideswipes?|rear-ends?|t-bones?|broadsides?|clips?)\s+(?:into\s+)?"
        rf"(?:(?:the|an?|another|her|his|its|their|it)\s+)?(?:[\w-]+\s+){{0,2}}?(?:{_CAR}|her|him|it|them"
        r"|gates?|wall|barrier|barricade|bumper|fender|mailbox|lamppost|hydrant|pole|tree|fence|stall)\b",
    ),
    (
        0.7,
        True,
        r"\b(?:ploughs?|plows?|smash(?:es)?|crash(?:es)?|barrels?|bursts?|careers?|careens?)\s+"
        r"(?:straight\s+|right\s+|headlong\s+)?(?:through|into)\s+(?:the|an?|his|her|its)\b",
    ),
    (
        0.65,
        True,
        r"\b(?:jumps?|mounts?|hops?)\s+(?:the|a)\s+(?:curb|kerb|median|sidewalk|pavement|barrier"
        r"|tracks|rails)\b",
    ),
    (
        0.6,
        True,
        r"\b(?:flips(?!\s+(?:an?|the|his|her|it|him|through|open|on|off|up|back|over\s+(?:the|a))\b)"
        r"|overturns|fishtails|jackknifes|jack-knifes|skids|careens|slews|swerves|spins\s+out|somersaults"
        r"|cartwheels|capsizes|founders)\b",
    ),
    (
        0.6,
        True,
        rf"\b{_CAR}\s+(?:\w+ly\s+)?(?:rolls(?!\s+(?:up|to|past|by|in|out|away|forward|along|on"
        r"|down|slowly|into|through|off)\b)|spins|flips|tips|launches|sinks|goes\s+(?:over|under))\b",
    ),
    (
        0.6,
        False,
        r"\b(?:cars?|trucks?|coupe|sedan|charger|mustang|subaru|jeep|bike|van|suv|[A-Z][a-z]+)\s+"
        r"(?:launches|spins|goes\s+airborne)\b(?!\s+(?:the|his|her|around|round|to\s+face|into\s+an?"
        r"\s+(?:speech|story|song))\b)",
    ),
    (0.6, True, r"\breverses?\s+(?:blind|hard|at\s+speed|into)\b"),
    (
        0.6,
        True,
        r"\b(?:rolls|tumbles)\s+(?:over\s+and\s+over|twice|three\s+times|once|end|onto\s+(?:its|his"
        r"|her)\s+(?:roof|side|back)|down\s+(?:the|a)\s+(?:hill|slope|bank|stairs|steps|embankment|dune))\b",
    ),
    (
        0.6,
        True,
        r"\b(?:goes|go|drags?\s+\w+|pulls?\s+\w+|is\s+pulled|is\s+dragged|sinks?|slips?)\s+under\b"
        r"(?!\s+(?:the\s+(?:table|bed|covers?|blankets?|knife|name)|a\s+\w+|his|her|it)\b)",
    ),
    (
        0.6,
        True,
        rf"\b(?:sinks?|vanish(?:es)?|disappears?)\s+(?:in|into|beneath|below|under)\s+(?:the\s+)?"
        rf"(?:black\s+|dark\s+|green\s+|grey\s+|gray\s+|cold\s+)?{_WATER}\b",
    ),
    (
        0.6,
        True,
        rf"\b(?:runs?|walks?|crawls?|sprints?|dash(?:es)?|rides?|drives?|steps?),?\s+(?:\w+,?\s+)?"
        r"(?:over|across|through|into|on)\s+(?:the\s+|a\s+)?(?:\w+\s+)?(?:broken\s+glass|glass|flames?"
        r"|fire|coals|embers|traffic|gunfire|explosions?)\b",
    ),
    (
        0.6,
        True,
        r"\b(?:goes|go|crash(?:es)?|thuds?|slams?|drops?)\s+down\b(?=\s*(?:hard|heavily|in\s+a"
        r"|like|under|face|on\s+(?:his|her|one|the)|[.,;:!—–-]|$|and\b|again|with|together))"
        r"(?!\s+on\s+(?:(?:his|her|one|both|their)\s+)(?:hands\s+and\s+)?knees?\b)"
        r"(?!\s*,?\s*(?:again|on\s+the\s+(?:table|bar|desk|counter)))",
    ),
    (
        0.6,
        True,
        r"\b(?:slips?|loses?)\s+(?:(?:his|her|its|their)\s+(?:footing|balance|grip|feet|hold)|on\s+"
        r"(?:the|a)\s+\w+)",
    ),
    (
        0.6,
        True,
        r"\b(?:hangs|hanging|clings?|clinging|swings?|swinging)\s+(?:on\s+)?(?:from|by|off|out\s+over"
        r"|over|to)\s+(?:the|an?|his|her|one|its)\s+(?:\w+\s+)?(?:edge|ledge|rope|cliff|rail|railing"
        r"|side|branch|roof|gutter|bumper|ladder|beam|rafters?|void|wing|door|vine|chandelier|fingers"
        r"|fingertips|hands?|handle|roots?|mast|gate|arm)\b|\bdangl(?:es|ing)\b(?=\s+(?:from|over|by|above|off))",
    ),
    (
        0.65,
        True,
        r"\b(?:grabs?|seizes?|takes?|catch(?:es)?|drags?|hauls?|lifts?|pulls?|holds?|yanks?)\s+"
        r"(?:\w+\s+){1,3}by\s+the\s+(?:throat|neck|hair|collar|scruff|lapels|ankles?|heels|shirt|belt)\b",
    ),
    (
        0.65,
        True,
        r"\b(?:pins?|slams?|shoves?|throws?|smash(?:es)?|hurls?|rams?)\s+(?:him|her|them|the\s+\w+"
        r"|[A-Z]\w+)\s+(?:\w+\s+)?(?:to|against|into|onto|across|through|down|off|out)\b",
    ),
    (
        0.7,
        True,
        r"\b(?:headlock|uppercut|haymaker|left\s+hook|right\s+hook|body\s+slam|half\s+nelson"
        r"|(?:a\s+)?(?:right|left|punch|blow|kick|elbow|fist|boot|knee)\s+to\s+the\s+(?:jaw|face|chin|gut"
        r"|stomach|ribs|head|body|temple|groin|nose))\b",
    ),
    (
        0.6,
        True,
        r"\bswing(?:s|ing)?\s+(?:an?|the|his|her)\s+(?:\w+\s+){0,2}(?:at|extinguisher|axe|ax|bat|club"
        r"|sword|pipe|shovel|hammer|chain|poker|crowbar|fist|spade|plank|bottle)\b",
    ),
    (
        0.6,
        True,
        r"\b(?:does|do|executes?|lands?)\s+(?:an?|the)\s+(?:perfect\s+|huge\s+)?(?:cannonball"
        r"|belly-?flop|backflip|somersault|cartwheel|handspring|flip|swan\s+dive)\b",
    ),
    (
        0.65,
        True,
        r"\b(?:horse|mare|stallion|gelding|colt|pony|bull|camel|mount)\s+(?:rears|bolts|bucks|falls"
        r"|goes\s+down|stumbles|throws|rolls)\b",
    ),
    (
        0.6,
        True,
        r"\b(?:fights?|struggles?|claws?|swims?)\s+(?:\w+\s+){0,3}(?:current|rapids|surface|undertow)\b",
    ),
    (
        0.6,
        True,
        r"\b(?:is|are|['’]s|['’]re)\s+(?:sliding|falling|slipping|sinking|drowning|going\s+(?:over|under))\b"
        r"(?!\s+(?:asleep|in\s+love|apart|behind|silent|ill|short|over\s+the\s+(?:list|plan|books)))",
    ),
    (
        0.6,
        True,
        r"\b(?:comes?|bursts?|claws?|breaks?)\s+(?:up\s+)?(?:to|through)\s+(?:the\s+)?surface\b",
    ),
)
_ALL = tuple(
    (
        weight,
        doer,
        triggers(pattern),
        re.compile(pattern, re.IGNORECASE if "[A-Z]" not in pattern else 0),
    )
    for weight, doer, pattern in _PATTERNS
)
_NOT = re.compile(
    r"(?:\b(?:no|not|never|nearly|almost|without)|n['’]t)\s+(?:\w+\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stunt:
    """Words that tell of danger."""

    label: str
    start: int
    end: int
    weight: float
    by_somebody: bool
    """Whether it is a stunt only if somebody, a vehicle or an animal does it."""


@lru_cache(maxsize=4096)
def stunts_in(text: str) -> tuple[Stunt, ...]:
    """Return what may hurt a performer in a paragraph, in order, none overlapping another."""
    found: list[Stunt] = []
    told = openings(text)
    for weight, doer, words, pattern in _ALL:
        if words.isdisjoint(told):
            continue
        for match in pattern.finditer(text):
            if _NOT.search(text[max(0, match.start() - 20) : match.start()]):
                continue
            if any(one.start < match.end() and match.start() < one.end for one in found):
                continue
            label = " ".join(match[0].lower().split())
            first, _, rest = label.partition(" ")
            found.append(
                Stunt(
                    label=rest if first in _BE and rest else label,
                    start=match.start(),
                    end=match.end(),
                    weight=weight,
                    by_somebody=doer,
                )
            )
    return tuple(sorted(found, key=lambda one: one.start))


_BE = frozenset("is are was were be being been get gets him her them".split())
