"""Make-up, hair and the state of clothes, told by words that describe a person.

`DORA, drenched`, `lip split`, `hair up in a pencil`: the lexicon's nouns do not find these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lastlook.breakdown.suggest.triggers import plain_label, told_in, triggers

MAKEUP = "Makeup/Hair"
_PART = (
    r"(?:lips?|nose|eyes?|brow|eyebrow|cheeks?|chin|face|head|forehead|hands?|arms?|legs?|fingers?"
    r"|knuckles?|knees?|ribs|skin|temple|ears?|mouth|jaw|neck|throat|shoulders?|chest|feet|teeth)"
)
_PATTERNS = (
    # Wet, dirty, hurt: what make-up does to a whole person.
    (
        0.65,
        (
            r"\b(?:drenched|soaked|sodden|sweating|sweaty|sweat-soaked|perspiring|bandaged"
            r"|bloodied|blood-soaked|blood-spattered|bloodstained|bruised|scarred|tattooed"
            r"|disfigured|sunburned|sunburnt|frostbitten|muddy|mud-caked|mud-spattered|filthy"
            r"|grimy|sooty|soot-blackened|oil-stained|unshaven|not shaved|stubbled"
            r"|bearded|clean-shaven"
            r"|bald|balding|shaven-headed|gap-toothed|toothless|one-eyed|one-armed"
            r"|one-legged|pockmarked"
            r"|cross-eyed|walleyed|hook-nosed|wild-haired|tousled|ruddy|ashen|gaunt|sallow"
            r"|bloodshot|sunken-eyed|weather-beaten|dust-covered|mud-covered|mud-streaked"
            r"|tear-stained"
            r"|paint-spattered|flour-dusted|grease-stained|ink-stained|sweat-stained|rain-soaked"
            r"|dripping wet|soaked through|soaked to the skin|freckled|wrinkled|heavily pregnant"
            r"|jaundiced|feverish|bleeding|buzzcut"
            r"|crew-cut|dreadlocked)\b"
            r"(?!\s+(?:road|track|path|ground|lane|field|water|boots?|shoes?|car|truck"
            r"|door|tires?|tyres?"
            r"|clothes|floor|letter|sheet|paper|book|box|suitcase|hat|coat|street|wall"
            r"|window|towel))"
        ),
    ),
    # A part of the body in a state: `lip split`, `head shaved`, `knuckles wrapped`.
    (
        0.7,
        (
            rf"\b(?P<part>{_PART})\s+(?:is\s+|are\s+|now\s+|still\s+|all\s+)?(?:split"
            rf"|shaved|shaven|swollen|bruised"
            r"|bandaged|wrapped|bloody|bloodied|bleeding|blackened|scarred|burned"
            r"|blistered|stitched|splits?|bleeds?|swells?|blue|raw|purple|chapped|cracked|bandaged"
            r"|taped|painted|powdered|cut|scraped|grazed|smeared|streaked|caked|crusted"
            r"|gone milky|missing)\b"
        ),
    ),
    (
        0.7,
        (
            r"\b(?:split|swollen|bloody|bloodied|broken|bruised|bandaged|scarred|blackened|stitched"
            r"|milky|glass|prosthetic|mechanical|artificial|augmented|cybernetic|robotic|steel"
            r"|metal|black|gold"
            r"|crooked|cracked|chapped|painted"
            r"|missing|shaved|shaven"
            rf"|severed|bionic)\s+(?P<whose>{_PART})\b(?!\s+of\s+wine)"
        ),
    ),
    # Hurt as we watch: `cuts her cheek`; dressed: `head in bandages`, `a plaster on his knee`.
    (
        0.65,
        (
            r"\b(?:cuts|grazes|gashes|scratches|slices|nicks|burns|scalds|skins|splits|bloodies"
            r"|scrapes)\s+"
            rf"(?:(?:his|her|their|its)|[A-Z]\w+['’]s)\s+(?:own\s+|left\s+|right\s+)?{_PART}\b"
        ),
    ),
    (
        0.65,
        (
            r"\b(?:in|wrapped in|swathed in|under|wound in)\s+(?:an?\s+|the\s+)?(?:bloody\s+"
            r"|dirty\s+"
            r"|clean\s+|white\s+)?(?:bandages?|gauze|dressings?(?!\s+(?:gown|room|table|case"
            r"|screen))|plaster cast|splints?)\b"
            r"|\b(?:bandages?|plaster|gauze|dressing|stitches|butterfly strips?|band-aids?"
            r"|sticking plaster"
            r"|eye patch)\s+(?:on|over|across|round|around|above|under|along)\s+(?:his|her|their"
            r"|one|its)\b"
        ),
    ),
    (
        0.6,
        (
            r"\b(?:blue|white|grey|gray|purple|red|stiff)\s+(?:with|from)\s+(?:the\s+)?(?:cold"
            r"|frost)\b"
        ),
    ),
    (
        0.65,
        (
            r"\b(?:shirt|sleeve|front|coat|shirtfront|collar|dress|blouse|cuffs?|apron|jacket"
            r"|trousers|leg"
            r"|bandage)\s+(?:is\s+|are\s+)?(?:dark|soaked|stiff|black|wet|sticky|red"
            r"|drenched)\s+(?:with|in)"
            r"\s+blood\b"
        ),
    ),
    # Hair that is done, or undone.
    (
        0.6,
        (
            r"\bhair\s+(?:is\s+|now\s+|pulled\s+|tied\s+|pinned\s+|scraped\s+"
            r"|slicked\s+)?(?:up|down|back|loose"
            r"|wild|wet|gray|grey|white|dyed|cropped|shorn|braided|plaited|matted|slick"
            r"|slicked|pinned"
            r"|undone|in\s+(?:an?\s+)?(?:\w+\s+)?(?:bun|braids?|plaits?|ponytail|pigtails"
            r"|curlers|rollers|knot"
            r"|net|chignon|mohawk|dreadlocks|spikes|tangles|strings|bob|topknot|cornrows|beehive"
            r"|quiff"
            r"|pompadour|curls|ringlets|rags|foils|knots|pins))\b"
        ),
    ),
    (0.6, r"\b(?:in|with her|with his)\s+(?:curlers|rollers|pigtails|braids|plaits)\b"),
    # What sticks to somebody: `oil to the elbows`, `gray with dust`, `frosting in his eyebrow`.
    (
        0.6,
        (
            r"\b(?:oil|grease|blood|mud|dirt|dust|soot|ash|flour|paint|ink|frosting"
            r"|lipstick|chalk|grass"
            r"|twigs?|leaves|a leaf|hay|straw|confetti|petals|feathers|buttercream|gum|glitter"
            r"|slime"
            r"|rice|cobwebs|seaweed|custard|icing sugar|egg|cream|jam|sauce|juice|snow|sand"
            r"|sawdust|plaster|wine|coffee|icing)"
            r"\s+(?:to the (?:elbows?|knees?|wrists?)|(?:in|on|across|over|down|all over"
            r"|along|under|round"
            rf"|up)\s+(?:his|her|their|one|both)\s+(?:\w+\s+)?(?:{_PART}|hair|beard"
            rf"|eyelashes|moustache|mustache|nails?|fingernails|front))\b"
        ),
    ),
    (
        0.55,
        (
            r"\b(?:gr[ae]y|white|black|red|brown|yellow|green|blue|orange|covered|caked"
            r"|smeared|streaked"
            r"|spattered|splattered|plastered)\s+(?:with|in)\s+(?:oil|grease|blood|mud"
            r"|dirt|dust|soot"
            r"|ash|flour|paint|plaster|sawdust|snow|sand|chalk)\b"
        ),
    ),
    (
        0.5,
        (
            r"\b(?:mascara|make-up|makeup|lipstick|kohl)\s+(?:runs?|running|smeared"
            r"|smudged|ruined)\b"
        ),
    ),
    (0.55, r"(?:\btears?\s+(?:run|roll|stream|slide|fall)s?\b|\ba (?:single )?tear\b(?!\s+in\b))"),
)
_LOOKS = tuple(
    (weight, triggers(pattern), re.compile(pattern, re.IGNORECASE)) for weight, pattern in _PATTERNS
)


_DRESSED = re.compile(
    r"\b(?:uniformed|masked|hooded|robed|veiled|cloaked|costumed|tuxedoed|helmeted|turbaned|gloved"
    r"|liveried|bonneted|gowned|armou?r-clad|leather-clad)\b(?=\s+[a-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Words that tell how somebody looks."""

    label: str
    start: int
    end: int
    weight: float
    category: str = MAKEUP


def looks_in(text: str) -> tuple[Look, ...]:
    """Return how people look in a paragraph of action, in order, none overlapping another."""
    found = [
        Look(label=plain_label(match), start=match.start(), end=match.end(), weight=weight)
        for weight, match in told_in(text, _LOOKS)
    ]
    found += (
        Look(
            label=match[0].lower(),
            start=match.start(),
            end=match.end(),
            weight=0.6,
            category="Wardrobe",
        )
        for match in _DRESSED.finditer(text)
    )
    return tuple(sorted(found, key=lambda one: one.start))
