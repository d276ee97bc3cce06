"""Verbs of having, giving and taking, and the small words around them."""

from __future__ import annotations

PUT = (
    "set put place lay drop lock slide slip tuck stuff shove toss throw fling hang leave hide push "
    "stick pour plant pin tape stash bury clip fasten hook tip dump slam stow shelve drape "
    "spread rest stand wedge lower plunge jam pack insert sling deposit"
)
"""Somebody moves a thing to a place or a person that the sentence names."""
TAKE = (
    "take grab snatch steal lift pocket fish pull draw pluck catch receive accept find collect "
    "retrieve seize swipe produce bring fetch palm unhook scoop pick raise remove recover gather "
    "extract whip"
)
"""Somebody has it from then on."""
HOLD = (
    "hold carry clutch keep grip wear have cradle brandish wave swing drag shoulder wield hug "
    "squeeze finger examine walk lead stroke pet read open unfold fold close tilt turn feel sip "
    "drink eat button unbutton strike"
)
"""Somebody has it at that moment."""
GIVE = "give hand pass offer return toss throw fling slide pay lend sell present"
"""Somebody else has it then: `to` them, or they stand before the thing."""
REST = (
    "go fall drop land roll slide lie sit hang rest stand fly sink slip disappear vanish remain "
    "stay bounce tumble skitter swing lean is"
)
"""What a thing does by itself that tells where it is."""

_IRREGULAR = {"have": "has", "is": "is", "go": "goes"}


def _forms(verb: str) -> tuple[str, str]:
    third = _IRREGULAR.get(verb)
    if third is None:
        if verb.endswith(("s", "sh", "ch", "x", "z")):
            third = verb + "es"
        elif verb.endswith("y") and verb[-2] not in "aeiou":
            third = verb[:-1] + "ies"
        else:
            third = verb + "s"
    doubled = {"set", "put", "drop", "slip", "hit", "grab", "swipe", "pin", "tip", "jam", "drag",
               "hug", "whip", "wrap", "sip", "clip", "sit", "rip", "snap", "split", "cut", "dent",
               "scoop", "shut"}  # fmt: skip
    if verb.endswith("ie"):
        ing = verb[:-2] + "ying"
    elif verb.endswith("e") and not verb.endswith("ee"):
        ing = verb[:-1] + "ing"
    elif verb in doubled and verb not in {"swipe", "scoop", "dent"}:
        ing = verb + verb[-1] + "ing"
    else:
        ing = verb + "ing"
    return third, ing


def forms_of(verbs: str) -> dict[str, str]:
    """Map the forms that action is written in (`takes`, `taking`) to the verb itself."""
    return {form: verb for verb in dict.fromkeys(verbs.split()) for form in _forms(verb)}


DETERMINERS = frozenset(
    "a an the this that these those his her its their my your our one another each every no some "
    "any two three four five six seven eight nine ten".split()
)
ARTICLES = frozenset("a an the his her their this that one another".split())
"""Words that bring in one thing."""
NOT_THINGS = frozenset(
    "one dozen few couple number moment minute second while time bit step look breath word way "
    "hour day night morning life smile nod laugh man woman boy girl rest other same first "
    "last".split()
)
"""Nouns that no `it` in a later sentence means."""
PARTS_OF_PLACES = frozenset(
    "middle end side top bottom edge front back corner center centre heap pile foot depths".split()
)
"""Before `of`: not the place itself."""
POSSESSIVES = {"his": "he", "her": "she", "their": "they"}
NOMINATIVES = {"he": "he", "she": "she"}
OBJECTIVES = {"him": "he", "her": "she"}
UNTOLD = frozenset("them us you me it itself themselves each".split())
"""Words that stand for a place or for people, and do not tell which."""
PREPOSITIONS = frozenset(
    "on onto in into inside under over around across to at behind beside against through from of "
    "with by for near between among toward towards above below beneath along off out up down about "
    "before after until like as than without past upon".split()
)
PARTICLES = frozenset("up down off out back over away".split())
PLACES = frozenset(
    "on onto in into inside under over around across to at behind beside against upon beneath "
    "between among".split()
)
"""Prepositions before the place or person a thing comes to."""
SOURCES = frozenset("from off".split())
BODY = frozenset(
    "hand hands palm palms finger fingers fist fists arm arms lap shoulder shoulders neck head "
    "wrist wrists mouth teeth ear ears back chest waist belt knee knees thumb foot feet".split()
)
POCKETS = frozenset(
    "pocket pockets bag handbag purse jacket coat sleeve sleeves apron cap hat wallet backpack "
    "satchel raincoat cardigan".split()
)
"""What somebody wears or carries: a thing in it is with them."""
STOPS = frozenset(
    {",", ";", ":", "--", "—", "–", "and", "then", "as", "while", "but", "who", "which"}
)
