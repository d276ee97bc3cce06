"""Measure what the breakdown suggests against scripts that were tagged by hand.

    python benchmarks/breakdown.py [more.toml ...] [--threshold 0.5] [--misses] [--json]

Prints for each script and for all together, by category: how many labels the gold wants, how many
suggestions found one (hits), how many labels were missed or stand elsewhere where they may, how
many suggestions are false alarms; precision, recall and F1. Then F1 of the cast, micro-F1 of props,
vehicles, wardrobe, animals and effects (special, visual and mechanical taken as one), and false
alarms per page of the script, cast and background left out. Only the script is given to the engine:
no cast list, no decisions. Goals: cast 0.98, the group 0.80, under 3 false alarms a page.

What counts as found is said in benchmarks/gold/README.md, with the format of gold files; those
given as arguments are scored instead of lastlook's own.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from breakdown_gold import CATEGORIES, read_gold
from breakdown_labels import heads, words
from breakdown_score import (
    BACKGROUND,
    CAST,
    FOLDED,
    GROUP,
    Finding,
    Suggested,
    Tally,
    Verdict,
    compare,
    tallies,
    total,
)

from lastlook.breakdown.suggest import DEFAULT_THRESHOLD, suggest
from lastlook.script import paginate, read_file, scenes_of
from lastlook.script.model import SILENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lastlook.script import Scene, Screenplay

GOLD = Path(__file__).parent / "gold"
GOALS = {"cast F1": "0.98", "group F1": "0.80", "false alarms a page": "3"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How an engine did on one script, or on several together."""

    name: str
    pages: int
    seconds: float
    """CPU time that the suggestions took."""
    findings: tuple[Finding, ...]
    """Category by category."""
    folded: tuple[Finding, ...]
    """The same with all effects as one category."""

    @property
    def cast(self) -> Tally:
        """Cast members only."""
        return total(tallies(self.findings), [CAST])

    @property
    def group(self) -> Tally:
        """Props, vehicles, wardrobe, animals, effects."""
        return total(tallies(self.folded), GROUP)

    @property
    def alarms_a_page(self) -> float:
        """False alarms a page, cast and background left out."""
        found = tallies(self.findings)
        alarms = total(found, found.keys() - {CAST, BACKGROUND}).false
        return alarms / max(self.pages, 1)

    @property
    def counts(self) -> tuple[int, int]:
        """Groups found whose number the page gives: how many have it right, and how many."""
        stated = [
            one
            for one in self.findings
            if one.verdict is Verdict.HIT and one.wanted_count is not None
        ]
        return sum(one.count == one.wanted_count for one in stated), len(stated)


def measure(
    path: Path, engine: Callable[[Screenplay, float], Iterable[Suggested]], threshold: float
) -> Result:
    """Score an engine on one gold file.

    It is given the script and the least confidence that counts; what it says below is left out.
    """
    gold = read_gold(path)
    screenplay = read_file(gold.script)
    start = time.process_time()
    suggested = list(engine(screenplay, threshold))
    seconds = time.process_time() - start
    kept = [one for one in suggested if one.confidence >= threshold]
    return Result(
        name=gold.name,
        pages=len(paginate(screenplay).pages),
        seconds=seconds,
        findings=placed(compare(gold, kept), screenplay),
        folded=compare(gold, kept, FOLDED),
    )


def together(results: Sequence[Result]) -> Result:
    """Put the results of several scripts in one: ratios of it are micro averages."""
    return Result(
        name="together",
        pages=sum(one.pages for one in results),
        seconds=sum(one.seconds for one in results),
        findings=tuple(finding for one in results for finding in one.findings),
        folded=tuple(finding for one in results for finding in one.folded),
    )


def placed(findings: Iterable[Finding], screenplay: Screenplay) -> tuple[Finding, ...]:
    """Give each missed label the first line of its scene that has its head."""
    scenes = {scene.number: scene for scene in scenes_of(screenplay)}
    return tuple(
        replace(one, line=_line_of(one.label, scenes[one.scene], screenplay))
        if one.verdict is Verdict.MISS
        else one
        for one in findings
    )


def _line_of(label: str, scene: Scene, screenplay: Screenplay) -> int:
    wanted = heads(label.partition(" / ")[0])
    for paragraph in screenplay.paragraphs[scene.first : scene.last]:
        if paragraph.kind not in SILENT_KINDS:
            for below, text in enumerate(paragraph.text.split("\n")):
                if wanted.intersection(words(text)):
                    return paragraph.line + below
    return scene.line


# -------------------------------------------------------------------------------- the engine


def by_lastlook(screenplay: Screenplay, threshold: float) -> list[Suggested]:
    """Ask lastlook, which knows nothing but the script."""
    scenes = scenes_of(screenplay)
    found = suggest(screenplay, scenes, threshold=threshold)
    return [
        Suggested(
            scene=scene.number,
            category=one.category,
            label=one.label,
            confidence=one.confidence,
            line=one.quote.line,
            words=one.words,
            count=one.count,
        )
        for scene, several in zip(scenes, found, strict=True)
        for one in several
    ]


# --------------------------------------------------------------------------------- the print


def as_json(result: Result) -> dict[str, Any]:
    """Return a result as plain values."""
    found = tallies(result.findings)
    right, stated = result.counts
    return {
        "name": result.name,
        "pages": result.pages,
        "seconds": round(result.seconds, 3),
        "cast F1": result.cast.f1,
        "group F1": result.group.f1,
        "false alarms a page": result.alarms_a_page,
        "counts right": right,
        "counts stated": stated,
        "categories": {
            category: {
                "hits": found[category].hits,
                "misses": found[category].misses,
                "elsewhere": found[category].elsewhere,
                "false alarms": found[category].false,
                "precision": found[category].precision,
                "recall": found[category].recall,
                "F1": found[category].f1,
            }
            for category in _ordered(found)
        },
    }


def table(result: Result) -> str:
    """Return a result as a table."""
    found = tallies(result.findings)
    lines = [f"{result.name}: {result.pages} pages, {result.seconds:.2f} s CPU"]
    lines.append(
        f"  {'category':<20}{'wanted':>7}{'hits':>6}{'missed':>8}{'elsewhere':>11}{'false':>7}"
        f"{'precision':>11}{'recall':>8}{'F1':>7}"
    )
    rows = [(category, found[category]) for category in _ordered(found)]
    rows.append(("all", total(found, found)))
    rows.append(("group", result.group))
    for name, tally in rows:
        wanted = tally.hits + tally.misses + tally.elsewhere
        lines.append(
            f"  {name:<20}{wanted:>7}{tally.hits:>6}{tally.misses:>8}{tally.elsewhere:>11}"
            f"{tally.false:>7}{_shown(tally.precision):>11}{_shown(tally.recall):>8}"
            f"{_shown(tally.f1):>7}"
        )
    right, stated = result.counts
    lines.append(
        f"  cast F1 {_shown(result.cast.f1)} (goal {GOALS['cast F1']}); props, vehicles, wardrobe,"
        f" animals, effects F1 {_shown(result.group.f1)} (goal {GOALS['group F1']});"
    )
    lines.append(
        f"  {result.alarms_a_page:.2f} false alarms a page (goal: under"
        f" {GOALS['false alarms a page']}); {right} of {stated} stated numbers of extras right"
    )
    return "\n".join(lines)


def misses(result: Result) -> str:
    """Return every missed label and false alarm, scene by scene."""
    lines = []
    for one in result.findings:
        place = f"  {one.scene:>4}  {one.category:<20}"
        if one.verdict is Verdict.MISS:
            lines.append(f"{place}missed       {one.label}  (line {one.line})")
        elif one.verdict is Verdict.FALSE:
            lines.append(
                f"{place}false alarm  {one.label}  (line {one.line}, {one.confidence:.2f})"
            )
    return "\n".join(lines)


def _ordered(found: Iterable[str]) -> list[str]:
    """Put categories in the sheet's order, others behind."""
    place = {category: at for at, category in enumerate(CATEGORIES)}
    return sorted(found, key=lambda category: (place.get(category, len(place)), category))


def _shown(ratio: float | None) -> str:
    return "-" if ratio is None else f"{ratio:.2f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", nargs="*", type=Path, help="Gold files; lastlook's own if none.")
    parser.add_argument(
        "--threshold",
        type=float,
        default=DEFAULT_THRESHOLD,
        help=f"Least confidence that counts, 0 to 1; {DEFAULT_THRESHOLD} if not given.",
    )
    parser.add_argument("--misses", action="store_true", help="Print each miss and false alarm.")
    parser.add_argument("--json", action="store_true", help="Print plain values instead.")
    options = parser.parse_args(arguments)
    paths = options.gold or sorted(GOLD.glob("*.toml"))
    results = [measure(path, by_lastlook, options.threshold) for path in paths]
    if len(results) > 1:
        results.append(together(results))
    if options.json:
        json.dump([as_json(one) for one in results], sys.stdout, indent=2)
        print()
        return
    for result in results:
        print(table(result))
        if options.misses and result.name != "together":
            print(misses(result))
        print()


if __name__ == "__main__":
    main()
