"""Effects told in plain words: what breaks, burns, moves by itself, or cannot be had on the day.

The lexicon knows effects by their nouns (`smoke`, `hologram`); here is what things do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lastlook.breakdown.suggest.triggers import plain_label, told_in, triggers

SPECIAL, VISUAL, MECHANICAL = "Special Effects", "Visual Effects", "Mechanical Effects"
_SCREEN = (
    r"(?:screens?|monitors?|displays?|tvs?|television|laptop|tablet|jumbotron|billboard|viewscreen"
    r"|hud|headset|radar|readout)"
)
_GATE = (
    r"(?:doors?|windows?|gates?|drawers?|lids?|hatch(?:es)?|shutters?|cupboards?|pages?|piano|wheel"
    r"|curtains?|handle|knob|lock|chair|swing|mirror|books?|latch|key|faucet|tap|switch|keys)"
)
_RIGGED = (
    r"(?:safe|vault|vault door|airlock|blast doors?|hatch|bulkhead|portcullis|drawbridge|trapdoor"
    r"|panel|bookcase|elevator|lift|cage|ramp|turntable|conveyor|capsule|pod|hangar doors?"
    r"|steel shutters?|hydraulic \w+|garage door)"
)
_ROCKED = (
    r"(?:boat|ship|raft|deck|canoe|hull|plane|train|carriage|coach|bus|cabin|cockpit|floor|room"
    r"|building|bridge|house|elevator|lift|rowboat|ferry|shuttle|submarine|lifeboat|dinghy|van"
    r"|gondola|cable car|platform|chandelier|tower)"
)
_BY_ITSELF = (
    r"(?:by\s+(?:itself|themselves)|on\s+(?:its|their)\s+own|of\s+(?:its|their)\s+own\s+accord"
    r"|untouched|all\s+by\s+itself|with\s+nobody\s+near|with\s+no\s+one\s+near)"
)
_GLASS = (
    r"(?:glass|window|windows|windscreen|windshield|pane|panes|mirror|bottle|bottles|vase|plate"
    r"|plates"
    r"|lamp|bulb|bulbs|lens|screen|skylight|chandelier|cup|cups|crystal|aquarium|porthole|headlight"
    r"|streetlight|lightbulb)"
)
_PATTERNS: tuple[tuple[str, float, str], ...] = (
    (
        MECHANICAL,
        0.75,
        rf"\b{_GATE}\s+(?:[a-z]+s?\s+){{1,3}}{_BY_ITSELF}",
    ),
    (MECHANICAL, 0.65, r"\brocking\s+(?:chair|horse)\s+(?:rocks|moves|creaks|is\s+rocking)\b"),
    (
        MECHANICAL,
        0.6,
        (
            rf"\b{_RIGGED}\s+(?:\w+ly\s+)?(?:swings|slides|hiss(?:es)?|grinds?|drops|lurches"
            rf"|jerks|shudders"
            r"|judders|rises|irises|cycles|seals|unseals|whirs|descends)\b"
        ),
    ),
    (
        MECHANICAL,
        0.6,
        (
            rf"\b{_ROCKED}\s+(?:\w+ly\s+)?(?:rocks|rolls(?!\s+(?:up|to|past|by|in|out|away"
            rf"|forward|along|on"
            r"|down|into|through|off|over))|pitches|lurches|tilts|lists|shakes|shudders|sways"
            r"|bucks|judders"
            r"|trembles|heaves)\b"
        ),
    ),
    (
        MECHANICAL,
        0.6,
        (
            r"\bwipers?\s+(?:\w+ly\s+)?(?:beat|slap|sweep|thump|drag|struggle|squeak|work|clear"
            r"|tick|go)(?:s|ing)?\b"
            r"|\b(?:cables?|ropes?|chains?|hawser|tether|winch line)\s+(?:\w+ly\s+)?(?:snaps"
            r"|parts|breaks|whips)\b"
        ),
    ),
    (SPECIAL, 0.6, r"\b(?:red|green|amber|blue|orange|golden|sickly|pulsing|eerie)\s+glow\b"),
    (MECHANICAL, 0.6, r"\brobots?\s+(?:\w+ly\s+)?(?:[a-z]{3,}s)\b"),
    (
        VISUAL,
        0.6,
        (
            rf"\b{_SCREEN}\s+(?:\w+ly\s+)?(?:shows?|displays?|flickers?\s+(?:on|to)"
            rf"|fills?\s+with|flash(?:es)?"
            r"|scrolls?|ripples?|glitch(?:es)?|lights?\s+up|comes?\s+(?:on|alive|to\s+life)"
            r"|reads?|blinks?"
            r"|wakes?|goes\s+(?:black|dark|blank|white))\b"
        ),
    ),
    (
        VISUAL,
        0.6,
        rf"\b[Oo]n\s+(?:the|a|an|his|her|their|every|one|its)\s+(?:\w+\s+)?{_SCREEN}(?=\s*[:,—–-])",
    ),
    (
        VISUAL,
        0.6,
        (
            r"\b(?:[\w-]+\s+)?(?:footage|live\s+feed|video\s+feed|feeds|projection"
            r"|newsreel)\b(?=\s*(?:of\b"
            r"|plays|shows|on\b|from\b|[:.,]))"
        ),
    ),
    (VISUAL, 0.65, r"\b(?:holograms?|holographic\s+\w+|projected\s+\w+)\b"),
    (
        VISUAL,
        0.6,
        (
            r"\b(?:floats?|hovers?|hangs?|drifts?)\s+(?:\w+\s+){0,2}?(?:weightless(?:ly)?"
            r"|in\s+mid-?\s?air"
            r"|upside\s+down|in\s+zero|above\s+the\s+(?:floor|ground|bed|table)"
            r"|off\s+the\s+(?:floor|ground))\b"
            r"|\bweightless\b"
        ),
    ),
    (
        VISUAL,
        0.6,
        (
            r"\b(?:text|letters|words|numbers|code|equations|symbols|subtitles?|runes|glyphs)\s+"
            r"(?:\w+ly\s+)?(?:hangs?|floats?|scrolls?|appears?|rearranges?|glows?|crawls?"
            r"|drifts?|burns?)\b"
        ),
    ),
    (
        VISUAL,
        0.6,
        (
            r"\b(?:eyes|skin|veins|hands?|face|body|edges|figure|form|outline|silhouette|ghost)\s+"
            r"(?:\w+ly\s+)?(?:glows?|flickers?|shimmers?|ripples?|pixelates?|dissolves?"
            r"|fades?\s+(?:away|out|to)"
            r"|melts?|morphs?|splits?\s+open|peels?\s+(?:away|back)|turns?\s+(?:to\s+\w+|black"
            r"|white|transparent)"
            r"|go(?:es)?\s+(?:black|white|transparent))\b"
        ),
    ),
    (
        VISUAL,
        0.6,
        (
            r"\b(?:pentagram|rune|crystal|orb|portal|amulet|sword|stone|symbol|sigil|artifact"
            r"|artefact"
            r"|relic|gem|talisman|circle|rift|vortex)\s+(?:\w+ly\s+)?(?:glows?|pulses?|shimmers?"
            r"|opens?|flares?"
            r"|blazes?|hums?\s+with\s+light)\b"
        ),
    ),
    (
        VISUAL,
        0.6,
        (
            r"\b(?:time|the\s+world|everything)\s+(?:freezes|stops\s+dead|slows\s+to|rewinds"
            r"|runs\s+backwards?)\b"
        ),
    ),
    (
        SPECIAL,
        0.8,
        (
            r"\b(?:bullets?|rounds|shots|gunfire|machine-gun\s+fire|shrapnel"
            r"|arrows)\s+(?:\w+ly\s+)?(?:smack"
            r"|chew|hit|rip|tear|ping|ricochet|spark|kick\s+up|stitch|thud|punch|rake|splinter"
            r"|strike|slam|whine"
            r"|snap|shred|pepper|riddle|zip|crack|pock)(?:s|es)?\b"
        ),
    ),
    (
        SPECIAL,
        0.8,
        (
            r"\b(?:shells?|grenades?|bombs?|mortars?|rockets?|missiles?|mines?|charges?"
            r"|dynamite)\s+(?:\w+ly"
            r"\s+)?(?:lands?|hits?|goes\s+off|go\s+off|bursts?|falls?|drops?|strikes?|whistles?"
            r"|detonates?)\b"
        ),
    ),
    (
        SPECIAL,
        0.65,
        (
            r"\b(?:lights?|lamps?|bulbs?|neon|fluorescents?|streetlights?|power|candles?"
            r"|lanterns?|torches)"
            r"\s+(?:\w+ly\s+)?(?:flickers?|dims?|strobes?|surges?|fails?|goes\s+out|go\s+out"
            r"|cuts?\s+out|gutters?"
            r"|blows?\s+out|sputters?|pops?)\b"
        ),
    ),
    (
        SPECIAL,
        0.75,
        (
            rf"\b{_GLASS}\s+(?:\w+ly\s+)?(?:shatters?|explodes?|smash(?:es)?|bursts?|cracks?"
            rf"|breaks|splinters?"
            r"|implodes?|blows?\s+(?:in|out))\b"
        ),
    ),
    (
        SPECIAL,
        0.65,
        (
            r"\b(?:steam|smoke|dust|fumes|gas|sparks|embers|flames?"
            r"|ash)\s+(?:\w+ly\s+)?(?:rises?|hiss(?:es)?|pours?"
            r"|billows?|rolls?|drifts?|curls?|fills?|boils?|leaks?|vents?|belch(?:es)?|puffs?"
            r"|jets?|showers?|flies|fly"
            r"|swirls?|lick)\b"
        ),
    ),
    (
        SPECIAL,
        0.65,
        (
            r"\b(?:ice|floor|wall|ceiling|roof|stage|scaffold(?:ing)?|staircase|plaster|masonry"
            r"|beams?|dam"
            r"|ground|earth|pavement)\s+(?:\w+ly\s+)?(?:cracks|gives\s+way|collapses|caves\s+in"
            r"|comes\s+down|splits|crumbles"
            r"|breaks\s+(?:up|apart|open)|buckles|falls\s+in|opens\s+up|explodes)\b"
        ),
    ),
    (
        SPECIAL,
        0.6,
        (
            r"\bwaves?\s+(?:\w+ly\s+)?(?:crash|pound|break\s+over|sweep|slam|batter|smash|swamp|hit"
            r"|wash\s+over)(?:es|s)?\b"
        ),
    ),
    (
        SPECIAL,
        0.65,
        (
            r"\b(?:sprinklers?|pipes?|hydrants?|radiators?|boilers?|hoses?|tanks?"
            r"|geysers?)\s+(?:\w+ly\s+)?(?:bursts?"
            r"|explodes?|spray|sprays|erupts?|blows?|ruptures?|come\s+on)\b"
        ),
    ),
    (
        SPECIAL,
        0.65,
        r"\bconfetti\s+(?:rains?|falls?|bursts?|cannons?|flies|explodes?|drifts?|swirls?)\b",
    ),
    (
        SPECIAL,
        0.6,
        (
            r"\b(?:chips?|splinters?|shards?|clods?|chunks?|lumps|fountains?)\s+of\s+(?:stone"
            r"|wood|plaster|brick"
            r"|glass|earth|mud|rock|concrete|masonry|bark|ice|water|sparks)\b"
        ),
    ),
    (
        SPECIAL,
        0.65,
        (
            r"\b(?:muzzle\s+flash(?:es)?|white\s+flash|blinding\s+flash|flash\s+of\s+(?:light"
            r"|white|fire)|tracers?"
            r"(?:\s+(?:fire|rounds|bullets))?)\b"
        ),
    ),
    (
        SPECIAL,
        0.65,
        (
            r"\b(?:gun|rifle|pistol|shotgun|barrel|muzzle|engine|bonnet|hood|wreck|wreckage"
            r"|ruins?|chimney|stove)\s+"
            r"(?:still\s+|is\s+)?smok(?:es|ing)\b"
        ),
    ),
)
_ALL = tuple(
    ((category, weight), triggers(pattern), re.compile(pattern, re.IGNORECASE))
    for category, weight, pattern in _PATTERNS
)
_NOT = re.compile(
    r"(?:\b(?:no|not|never|without|like)|n['’]t)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Words that tell of an effect."""

    category: str
    label: str
    start: int
    end: int
    weight: float


@lru_cache(maxsize=4096)
def effects_in(text: str) -> tuple[Effect, ...]:
    """Return the effects that a paragraph of action tells, in order, none overlapping another."""
    found = [
        Effect(
            category=category,
            label=plain_label(match),
            start=match.start(),
            end=match.end(),
            weight=weight,
        )
        for (category, weight), match in told_in(text, _ALL, _NOT)
    ]
    return tuple(sorted(found, key=lambda one: one.start))
