"""Takes rehearsed for the book: run when they change, printed, and told in a few words."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from lastlook.paperwork.take_report import TakeReport, report_take
from lastlook.plan.fresh import is_fresh, key_of, made, noted, set_mark
from lastlook.production.files import read_snapshot, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lastlook.plan.takes import PlannedTake
    from lastlook.take import Take
    from lastlook.take.rehearsal import Rehearsal

QUICK = 0.5
"""Seconds between the moments that a plan looks at; `take rehearse` looks at each frame."""


def mark_of(name: str) -> str:
    """Return the file in the book that says what a take's pages were made from."""
    return f".take-{name}.json"


def rehearse_takes(
    takes: Sequence[PlannedTake], root: Path, out: Path,
    progress: Callable[[int, int, str], None] = lambda _done, _count, _name: None,
) -> tuple[TakeReport, ...]:  # fmt: skip
    """Rehearse every take that has changed, print its pages into `out`, and report on all.

    A take that `lastlook take rehearse` looked at frame by frame is not looked at again.

    Raises
    ------
    LastlookError
        A mesh of the production's own cannot be read, or a page could not be set.
    """
    from lastlook.take.rehearsal import rehearse

    found = []
    for number, one in enumerate(takes):
        progress(number, len(takes), one.file)
        report = kept_report(one.take, one.stem, out, root)
        if report is None:
            run = rehearse(one.take, root=root, every=QUICK)
            _, report = print_take(run, one.file, one.stem, out, root)
        found.append(report)
    return tuple(found)


def kept_report(take: Take, name: str, out: Path, root: Path | None) -> TakeReport | None:
    """Return what was reported of a take whose pages are up to date, or None."""
    mark = mark_of(name)
    if not is_fresh(out, _key(take, root), mark):
        return None
    values = noted(out, mark)
    try:
        return TakeReport(**{**values, "prints": tuple(values["prints"])})
    except (KeyError, TypeError):
        return None


def print_take(
    found: Rehearsal, file: str, name: str, out: Path, root: Path | None
) -> tuple[tuple[Path, ...], TakeReport]:
    """Print a rehearsed take's pages into a folder; what was there of it before is replaced.

    Raises
    ------
    OSError
        The disk refused.
    """
    from lastlook.paperwork.take_pages import take_pages

    files = take_pages(found, found.stage, name=name)
    out.mkdir(parents=True, exist_ok=True)
    for old in made(out, mark_of(name)):
        if old.name not in files:
            old.unlink(missing_ok=True)
    paths = []
    for title, data in files.items():
        path = out / title
        before = read_snapshot(path) if path.is_file() else None
        if before is None or before.data != data:
            write_atomic(path, data, expected=before)
        paths.append(path)
    whole = f"take-{name}.pdf"
    prints = tuple(sorted(files, key=lambda one: (one != whole, one)))
    report = report_take(found, file, prints)
    set_mark(out, _key(found.take, root), tuple(paths), mark_of(name), asdict(report))
    return tuple(paths), report


def _key(take: Take, root: Path | None) -> str:
    """Return a fingerprint of a take, with the meshes of the production's own that it names."""
    meshes = [
        (root / one.mesh).read_bytes().hex()
        for one in take.gear
        if one.mesh and root is not None and (root / one.mesh).is_file()
    ]
    return key_of(take, meshes)
