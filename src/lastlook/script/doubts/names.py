"""Speakers who are probably one person under two names."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from lastlook.script.doubts.near import key_of, slips
from lastlook.script.doubts.reading import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.errors import Problem
    from lastlook.script.doubts.reading import Reading, Speaker

MOST_NAMES = 1000
"""Speakers that are compared; more are no script's."""

_GROUPS = """
ALEXANDER ALEX SANDY; ANDREW ANDY DREW; ANTHONY TONY; BENJAMIN BEN; CATHERINE CATHY KATE;
CHARLES CHARLIE CHUCK; CHRISTOPHER CHRIS; DANIEL DAN DANNY; DAVID DAVE DAVY; DEBORAH DEBBIE DEB;
EDWARD ED EDDIE NED TED; ELIZABETH LIZ BETH BETTY LIZZIE; FRANCIS FRANK; FREDERICK FRED FREDDIE;
GREGORY GREG; JAMES JIM JIMMY JAMIE; JENNIFER JEN JENNY; JOHN JACK JOHNNY; JOSEPH JOE JOEY;
JOSHUA JOSH; KATHERINE KATE KATHY KATIE; KENNETH KEN KENNY; LAWRENCE LARRY; LEONARD LEN LENNY;
MARGARET MAGGIE PEGGY MEG; MATTHEW MATT; MICHAEL MIKE MICKEY; NICHOLAS NICK NICKY;
PATRICIA PAT PATTY; PATRICK PAT PADDY; PETER PETE; PHILIP PHIL; REBECCA BECKY;
RICHARD DICK RICK RICH; ROBERT BOB BOBBY ROB;
RONALD RON RONNIE; SAMUEL SAM SAMMY; STEPHEN STEVE; STEVEN STEVE; SUSAN SUE SUSIE;
THEODORE TED THEO; THOMAS TOM TOMMY; TIMOTHY TIM; VICTORIA VICKY; WILLIAM BILL WILL BILLY WILLY
"""
_FORMAL = frozenset(group.split()[0] for group in _GROUPS.split(";"))
_SHORT_FOR: dict[str, frozenset[str]] = {
    name: frozenset(g.split()[0] for g in _GROUPS.split(";") if name in g.split()[1:])
    for group in _GROUPS.split(";")
    for name in group.split()[1:]
}
"""Short forms and the names they come from."""
_NO_NAMES = frozenset(
    """
    VOICE MAN WOMAN BOY GIRL KID CHILD BABY GUARD COP OFFICER SERGEANT DETECTIVE CAPTAIN DOCTOR DR
    NURSE MR MRS MS MISS SIR LADY LORD KING QUEEN PRINCE PRINCESS FATHER MOTHER SISTER BROTHER UNCLE
    AUNT AUNTIE GRANDMA GRANDPA MOM DAD MUM OLD YOUNG FIRST SECOND THE A AN WAITER WAITRESS DRIVER
    CLERK SOLDIER REPORTER STUDENT TEACHER JUDGE AGENT CREW CROWD ALL BOTH GUEST HOST CLIENT
    PILOT RADIO TV PHONE COMPUTER NARRATOR ANNOUNCER OPERATOR PRIEST LAWYER MAYOR PRESIDENT
    GENERAL COLONEL MAJOR LIEUTENANT PRIVATE CHIEF SHERIFF DEPUTY COACH BOSS MANAGER PROFESSOR
    """.split()
)
_NO_SURNAMES = frozenset(
    """
    VOICE SENIOR JUNIOR SR JR ONE TWO THREE FOUR FIVE SIX I II III IV MOTHER FATHER SISTER BROTHER
    DOUBLE CLONE GHOST TWIN WIFE HUSBAND SON DAUGHTER FRIEND ANN LEE LYNN JO MAE
    """.split()
)
_SEVERAL = re.compile(r"[/&+,]|\b(?:AND|WITH|TO|OF|ON)\b|'S\b|’S\b|#|\d")


def name_doubts(script: Reading) -> Iterator[Problem]:
    """Doubt pairs of names; two who speak in one scene are two people, unless letters agree."""
    speakers = script.speakers
    if len(speakers) > MOST_NAMES:
        return
    told: set[frozenset[str]] = set()
    for pair in _pairs(speakers):
        if frozenset(pair) in told:
            continue
        told.add(frozenset(pair))
        one, other = (speakers[name] for name in pair)
        usual, rare = (one, other) if one.cues >= other.cues else (other, one)
        yield script.doubt(
            rare.first,
            f"{short(rare.name)} is probably {short(usual.name)}.",
            f"{short(rare.name)} speaks {_times(rare.cues)}, {short(usual.name)} "
            f"{_times(usual.cues)}"
            + (", never in one scene." if not usual.scenes & rare.scenes else "."),
            f"If they are one person, write {short(usual.name)} here.",
        )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _pairs(speakers: dict[str, Speaker]) -> Iterator[tuple[str, str]]:
    for one, other in slips(speakers):
        counts = sorted((speakers[one].cues, speakers[other].cues))
        # The same letters are one name; a slip shows by being rare beside the right spelling.
        if key_of(one) == key_of(other) or (counts[0] == 1 and counts[1] >= 4):
            yield one, other
    single = {name: speaker for name, speaker in speakers.items() if not _SEVERAL.search(name)}
    yield from _short_forms(single)
    yield from _full_names(single)


def _short_forms(speakers: dict[str, Speaker]) -> Iterator[tuple[str, str]]:
    """Pair JIM with JAMES, and JIM PIKE with JAMES PIKE."""
    by_name: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name in speakers:
        first, _, rest = name.partition(" ")
        for formal in _SHORT_FOR.get(first, frozenset()) | ({first} & _FORMAL):
            by_name[formal, rest].append(name)
    for group in by_name.values():
        for one, other in combinations(group, 2):
            if not speakers[one].scenes & speakers[other].scenes:
                yield one, other


def _full_names(speakers: dict[str, Speaker]) -> Iterator[tuple[str, str]]:
    """Pair DORA with DORA PELL where one of them speaks only once."""
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for name in speakers:
        words = name.split()
        if len(words) == 2 and not _NO_NAMES & set(words) and not _NO_SURNAMES & {words[1]}:
            longer[words[0]].append(name)
            longer[words[1]].append(name)
    for short_name, names in longer.items():
        if len(names) != 1 or short_name not in speakers or short_name in _NO_NAMES:
            continue
        one, other = speakers[short_name], speakers[names[0]]
        few, many = sorted((one.cues, other.cues))
        if few == 1 and many >= 4 and not one.scenes & other.scenes:
            yield short_name, names[0]
