"""Measure pages and scene lengths against those that Final Draft stored in its own files.

    python benchmarks/fd_pages.py [FOLDER] [--verbose] [--speed]

FOLDER holds .fdx files whose scene headings carry SceneProperties Page and Length. lastlook never
uses the two when it paginates; here they are the truth. A document is in every group whose
condition it meets, and none is left out. Both halves (every other document) are printed, so that
a rule fitted on one half can be seen to hold on the other.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lastlook.script.fdx.reader import read_fdx
from lastlook.script.model import Kind, Screenplay
from lastlook.script.pages.paginate import format_eighths, paginate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DEFAULT_FOLDER = Path(__file__).parents[2] / "shared" / "data" / "fd-pages"


def _standard_paper(s: Screenplay) -> bool:
    setup = s.page_setup
    margins = (setup.top, setup.bottom) in {(72, 72), (81, 54)}
    return (setup.width, setup.height) == (8.5, 11) and margins and setup.leading == "Normal"


def _starts_pages(s: Screenplay) -> bool:
    used = {p.style_name or p.kind.value for p in s.paragraphs}
    by_style = any(s.styles[name].starts_page for name in used & set(s.styles))
    return by_style or any(p.layout and p.layout.starts_page for p in s.paragraphs)


def _spaced(s: Screenplay) -> bool:
    return any((style.spacing or 1) != 1 for style in s.styles.values())


def _other_face(s: Screenplay) -> bool:
    return any("courier" not in (style.font or "courier").lower() for style in s.styles.values())


def _continued(s: Screenplay) -> bool:
    return s.continueds.scene_bottom or s.continueds.scene_top


def _dual(s: Screenplay) -> bool:
    return any(p.dual for p in s.paragraphs)


def _overridden(s: Screenplay) -> bool:
    return any(p.layout for p in s.paragraphs)


def _custom(s: Screenplay) -> bool:
    return any(p.style_name for p in s.paragraphs)


def _plain(s: Screenplay) -> bool:
    return (
        _standard_paper(s)
        and s.page_setup.sentence_breaks
        and not (_spaced(s) or _other_face(s) or _continued(s))
    )


GROUPS: dict[str, tuple[str, Callable[[Screenplay], bool]]] = {
    "plain": (
        "Letter, margins 72/72 or 81/54, Courier, single spacing, sentences, no scene CONTINUED",
        _plain,
    ),
    "acts": ("a paragraph starts a page by its style or by itself", _starts_pages),
    "continued": ("scene CONTINUED lines on at top or bottom", _continued),
    "paper": ("other paper, margins or leading", lambda s: not _standard_paper(s)),
    "spacing": ("an element with 1.5 or double spacing", _spaced),
    "faces": ("an element in another face than Courier", _other_face),
    "custom": ("paragraphs of custom elements", _custom),
    "overrides": ("paragraphs that override their element's layout", _overridden),
    "dual": ("dual dialogue", _dual),
    "lines": ("breaks at any line, not at sentences", lambda s: not s.page_setup.sentence_breaks),
    "short": ("at most one page", lambda s: len(_stated(s)) > 0 and _last_page(s) == "1"),
}


def _stated(s: Screenplay) -> list[int]:
    return [
        index
        for index, p in enumerate(s.paragraphs)
        if p.kind is Kind.SCENE_HEADING and p.stated_page and p.stated_eighths
    ]


def _last_page(s: Screenplay) -> str:
    return s.paragraphs[_stated(s)[-1]].stated_page


@dataclass(frozen=True, slots=True)
class Result:
    """How one document came out."""

    name: str
    groups: tuple[str, ...]
    scenes: int
    pages: int
    lengths: int
    misses: tuple[str, ...]


def measure(path: Path) -> Result:
    """Paginate one document and compare every scene heading that Final Draft measured."""
    script = read_fdx(path.read_bytes(), path.name)
    extents = {extent.first: extent for extent in paginate(script).scenes}
    pages = lengths = 0
    misses = []
    stated = _stated(script)
    for index in stated:
        heading, extent = script.paragraphs[index], extents[index]
        page_equal = extent.page == heading.stated_page
        length_equal = extent.eighths == heading.stated_eighths
        pages += page_equal
        lengths += length_equal
        if not (page_equal and length_equal):
            misses.append(
                f"{path.name}:{heading.line}: page {extent.page}, stated {heading.stated_page}; "
                f"length {format_eighths(extent.eighths)} ({extent.lines:.2f} lines), "
                f"stated {format_eighths(heading.stated_eighths)}"
            )
    groups = tuple(name for name, (_, belongs) in GROUPS.items() if stated and belongs(script))
    return Result(path.name, groups, len(stated), pages, lengths, tuple(misses))


def report(results: Iterable[Result], *, verbose: bool = False) -> str:
    """One line for each group, both halves and all, then the worst documents."""
    results = list(results)
    halves = (("every odd document", 0), ("every even document", 1))
    rows = [
        (name, why, [r for r in results if name in r.groups]) for name, (why, _) in GROUPS.items()
    ]
    rows += [("half", why, results[start::2]) for why, start in halves]
    rows.append(("all", "every document", results))
    lines = [f"{'group':<10}{'docs':>5}{'scenes':>8}{'page':>8}{'length':>8}  what is in it"]
    for name, why, some in rows:
        count: Counter[str] = Counter()
        for result in some:
            count.update(n=result.scenes, pages=result.pages, lengths=result.lengths)
        n = count["n"] or 1
        lines.append(
            f"{name:<10}{len(some):>5}{count['n']:>8}{count['pages'] / n:>8.1%}"
            f"{count['lengths'] / n:>8.1%}  {why}"
        )
    worst = sorted((r for r in results if r.misses), key=lambda r: (-len(r.misses), r.name))
    lines.append("")
    lines.append("worst: " + ", ".join(f"{r.name} ({len(r.misses)})" for r in worst[:12]))
    if verbose:
        lines += [miss for result in worst for miss in result.misses]
    return "\n".join(lines)


def speed(path: Path, pages: int = 120, runs: int = 9) -> str:
    """Time reading and laying out `path`, its content repeated until it fills `pages` pages."""
    data = path.read_bytes()
    start, stop = data.index(b"<Content>") + 9, data.index(b"</Content>")
    times = -(-pages // len(paginate(read_fdx(data, path.name)).pages))
    long = data[:start] + data[start:stop] * times + data[stop:]
    script = read_fdx(long, path.name)
    timings: dict[str, float] = {}
    for name, job in (
        ("read", lambda: read_fdx(long, path.name)),
        ("lay out", lambda: paginate(script)),
    ):
        spent = []
        for _ in range(runs):
            began = time.process_time()
            job()
            spent.append(time.process_time() - began)
        timings[name] = sorted(spent)[runs // 2] * 1000
    count = len(paginate(script).pages)
    told = ", ".join(f"{name} {spent:.0f} ms" for name, spent in timings.items())
    return f"{count} pages, {len(script.paragraphs)} paragraphs: {told} (median CPU of {runs})"


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--verbose", action="store_true", help="list every scene that differs")
    parser.add_argument("--speed", action="store_true", help="time a script of 120 pages as well")
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.glob("*.fdx"))
    if not paths:
        sys.exit(f"no .fdx file in {arguments.folder}")
    began = time.process_time()
    results = [measure(path) for path in paths]
    print(report(results, verbose=arguments.verbose))
    print(f"CPU seconds to read and paginate all: {time.process_time() - began:.2f}")
    if arguments.speed:
        print(speed(max(paths, key=lambda path: path.stat().st_size)))


if __name__ == "__main__":
    main()
