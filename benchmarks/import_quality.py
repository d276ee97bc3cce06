"""Print scripts that are known, read the PDFs back, and count what returned.

    python benchmarks/import_quality.py [--seeds 7,30,101] [--scenes 120] [--afterwriting] [--show]

Each script is a generated feature (see feature.py) or the example film. It is printed by
lastlook, by a stand-in that adds what other printers do (import_pages.py), by screenplain, and
with --afterwriting by afterwriting, which npm then installs into a temporary folder.

An element is right if its kind, number and words, white space aside, are those of the script, in
order; capitals do not count where printers set a kind in them, nor does the (CONT'D) that printers
put behind one who speaks again. A scene came back if its heading and number did; it is whole if
all its elements are right.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from feature import generate
from import_pages import Look, draw

from lastlook.script import Kind, read
from lastlook.script.imports.words import CONTD
from lastlook.script.model import SILENT_KINDS
from lastlook.script.print import Paper, PrintOptions, print_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lastlook.script.model import Paragraph, Screenplay

EXAMPLE = Path(__file__).parents[1] / "examples" / "last-ride" / "script.fountain"
_CAPITALS = {Kind.SCENE_HEADING, Kind.CHARACTER, Kind.TRANSITION, Kind.SHOT}
Element = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How much of a script came back."""

    elements: float
    """Share of elements with the right kind and words; what was made up counts against it."""
    scenes: float
    """Share of scenes that came back as one scene, by heading and number, none made up."""
    whole: float
    """Share of scenes of which every element is right."""
    lost: tuple[tuple[tuple[Element, ...], tuple[Element, ...]], ...]
    """Each place where they differ: what the script has, and what was read."""


def score(known: Screenplay, found: Screenplay, *, numbers: bool = True) -> Score:
    """Compare a script with what was read of its print."""
    before = [_element(p, numbers=numbers) for p in known.paragraphs if p.kind not in SILENT_KINDS]
    after = [_element(p, numbers=numbers) for p in found.paragraphs if p.kind not in SILENT_KINDS]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    right: set[int] = set()
    lost = []
    wrong_scenes: set[int] = set()
    scene_of = list(_scenes(before))
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            right.update(range(a, b))
            continue
        lost.append((tuple(before[a:b]), tuple(after[c:d])))
        wrong_scenes.update(scene_of[max(a - 1, 0) : b] or scene_of[-1:])
    headings = [index for index, element in enumerate(before) if _heads(element)]
    scenes = max(len(headings), sum(_heads(element) for element in after), 1)
    return Score(
        len(right) / max(len(before), len(after), 1),
        sum(index in right for index in headings) / scenes,
        1 - len(wrong_scenes) / max(len(headings), 1),
        tuple(lost),
    )


def _heads(element: Element) -> bool:
    return element[0] == Kind.SCENE_HEADING


def _element(paragraph: Paragraph, *, numbers: bool) -> Element:
    text = " ".join(paragraph.text.split())
    if paragraph.kind in _CAPITALS:
        text = text.upper()
    if paragraph.kind is Kind.CHARACTER:
        text = CONTD.sub("", text)
    number = paragraph.number if numbers else ""
    return paragraph.kind.value, text, number, paragraph.dual or ""


def _scenes(elements: Sequence[Element]) -> Iterator[int]:
    scene = 0
    for element in elements:
        scene += _heads(element)
        yield scene


# ------------------------------------------------------------------------------ the printers


def by_lastlook(script: Screenplay) -> bytes:
    """Print with lastlook."""
    return print_pdf(script).data


def by_lastlook_on_a4(script: Screenplay) -> bytes:
    """Print with lastlook on A4, with a recipient's name across each page."""
    return print_pdf(script, PrintOptions(paper=Paper.A4, recipient="Una Sample")).data


def by_stand_in(script: Screenplay) -> bytes:
    """Draw lastlook's pages with a running header, stars, a watermark and bold headings."""
    look = Look(
        header=f"{script.title.upper()} - Blue Rev. 1 May 2027",
        stars=True,
        watermark="UNA SAMPLE",
        shift=-0.1,
        bold_headings=True,
    )
    return draw(script, look)


def by_screenplain(script: Screenplay) -> bytes:
    """Print with screenplain."""
    from screenplain.export.pdf import to_pdf
    from screenplain.parsers.fountain import parse

    out = io.BytesIO()
    to_pdf(parse(io.StringIO(script.source.decode())), out)
    return bytes(out.getvalue())


def afterwriting_in(folder: Path) -> Callable[[Screenplay], bytes]:
    """Install afterwriting into a folder and return how to print with it."""
    subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder,
         "afterwriting@1.17.3"],
        check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    tool = folder / "node_modules" / "afterwriting" / "awc.js"

    def by_afterwriting(script: Screenplay) -> bytes:
        source, target = folder / "script.fountain", folder / "script.pdf"
        source.write_bytes(script.source)
        subprocess.run(
            ["node", tool, "--source", source, "--pdf", target, "--overwrite",
             "--setting", "scenes_numbers=both"],
            check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        return target.read_bytes()

    return by_afterwriting


# ------------------------------------------------------------------------------ the command


def scripts(seeds: Sequence[int], scenes: int) -> Iterator[tuple[str, Screenplay]]:
    """Give the scripts by name."""
    for seed in seeds:
        yield f"seed {seed}", read(generate(seed, scenes).encode(), f"{seed}.fountain")
    yield "last ride", read(EXAMPLE.read_bytes(), EXAMPLE.name)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure how well PDFs are read back.")
    parser.add_argument("--seeds", default="7,30,101")
    parser.add_argument("--scenes", type=int, default=120)
    parser.add_argument("--afterwriting", action="store_true", help="Install and measure it, too.")
    parser.add_argument("--show", action="store_true", help="Print each difference.")
    options = parser.parse_args(arguments)
    seeds = [int(seed) for seed in options.seeds.split(",")]
    printers: dict[str, Callable[[Screenplay], bytes]] = {
        "lastlook": by_lastlook,
        "lastlook, A4, watermark": by_lastlook_on_a4,
        "stand-in, header, stars": by_stand_in,
        "screenplain": by_screenplain,
    }
    with tempfile.TemporaryDirectory() as folder:
        if options.afterwriting:
            printers["afterwriting"] = afterwriting_in(Path(folder))
        print(
            f"{'printer':<25}{'script':<12}{'elements':>10}{'scenes':>9}{'whole':>9}{'seconds':>9}"
        )
        for name, script in scripts(seeds, options.scenes):
            for printer, make in printers.items():
                data = make(script)
                start = time.perf_counter()
                found = read(data, "print.pdf")
                took = time.perf_counter() - start
                result = score(script, found)
                print(
                    f"{printer:<25}{name:<12}{result.elements:>10.2%}{result.scenes:>9.2%}"
                    f"{result.whole:>9.2%}{took:>9.2f}"
                )
                if options.show:
                    _show(result)
    sys.stdout.flush()


def _show(result: Score) -> None:
    for known, found in result.lost:
        for sign, elements in (("-", known), ("+", found)):
            for element in elements:
                print(f"    {sign} {' | '.join(element)}")


if __name__ == "__main__":
    main()
