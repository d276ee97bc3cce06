"""All paper of a take: plans, boards and timeline as SVG; the run sheet and the whole as PDF."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from lastlook.paperwork.book import Paper
from lastlook.paperwork.take_chart import take_chart
from lastlook.paperwork.take_frames import take_frames
from lastlook.paperwork.take_plan import small_plan, take_plans
from lastlook.paperwork.take_sheet import sheet_view
from lastlook.paperwork.typeset import printable_values, set_pdf
from lastlook.take.sight.tracer import available

if TYPE_CHECKING:
    from lastlook.paperwork.svg import Picture
    from lastlook.paperwork.take_sheet import SheetView
    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.stage import Stage

SMALL = (244.0, 128.0)
"""Width and height of the plan on the run sheet, points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePages:
    """What the templates print."""

    title: str
    paper: Paper
    sheet: SheetView
    small: Picture
    plans: tuple[Picture, ...]
    boards: tuple[Picture, ...]
    chart: Picture


def take_pages(
    found: Rehearsal, stage: Stage, *, name: str, paper: Paper = Paper.A4
) -> dict[str, bytes]:
    """Make the files of a rehearsed take in memory, by their names in the book's folder.

    `name` is the take file's own, without its ending: `24-car` gives `take-24-car.svg` (timeline),
    `take-24-car-plan-1.svg`, `take-24-car-board-1.svg` and so on, `take-24-car-sheet.pdf` (run
    sheet) and `take-24-car.pdf` (all of it). Without the extra `sight` there are no boards. The
    same take gives the same bytes.

    Raises
    ------
    TypesettingError
        If a page could not be set.
    """
    pages = TakePages(
        title=found.take.title,
        paper=paper,
        sheet=sheet_view(found),
        small=small_plan(found, stage, *SMALL),
        plans=take_plans(found, stage),
        boards=take_frames(found, stage) if available() else (),
        chart=take_chart(found),
    )
    data = json.dumps(printable_values(asdict(pages)), ensure_ascii=False)
    files = {f"take-{name}.svg": pages.chart.svg.encode()}
    for kind, pictures in (("plan", pages.plans), ("board", pages.boards)):
        for number, picture in enumerate(pictures, 1):
            files[f"take-{name}-{kind}-{number}.svg"] = picture.svg.encode()
    files[f"take-{name}-sheet.pdf"] = set_pdf("take-sheet", data)
    files[f"take-{name}.pdf"] = set_pdf("take", data)
    return files
