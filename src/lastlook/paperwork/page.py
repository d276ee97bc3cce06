"""`index.html`: the book at a glance, one file, no network, no script."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote

from lastlook.paperwork import words
from lastlook.paperwork.palette import BREAK_LOOKS, STRIP_LOOKS
from lastlook.paperwork.views import StripView
from lastlook.typeset import FONTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastlook.paperwork.take_report import TakeReport
    from lastlook.paperwork.views import BannerView, BookView, DayView

PRINTS = (
    ("book.pdf", "The whole book"),
    ("stripboard.pdf", "Stripboard"),
    ("one-liner.pdf", "One-line schedule"),
    ("day-out-of-days.pdf", "Day-out-of-days"),
    ("breakdown.pdf", "Breakdown sheets"),
    ("cast-and-sets.pdf", "Cast and sets"),
    ("matrices.pdf", "Matrices and journeys"),
    ("cost.pdf", "Cost and proof"),
)
SHEETS = (
    ("scenes.csv", "Scenes"),
    ("elements.csv", "Elements"),
    ("cast.csv", "Cast"),
    ("board.csv", "Board"),
    ("dood.csv", "Day-out-of-days"),
)
SHORT = ' class="short"'
"""A column whose one word is not broken."""
FACES = (
    ("Courier Prime", 700, "CourierPrime-Bold.woff2"),
    ("Lastlook Sans", 400, "LastlookSans-Regular.woff2"),
    ("Lastlook Sans", 600, "LastlookSans-SemiBold.woff2"),
)
"""Fonts the page carries within itself: family, weight, file."""


def index_page(view: BookView) -> bytes:
    """Write the page. Every text of the production is escaped; colours come from the palette."""
    film = escape(view.film.title)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<meta name="color-scheme" content="light dark">
<title>{film}: the book</title>
<style>
{_style(view)}</style>
</head>
<body>
<a class="skip" href="#board">Skip to the stripboard</a>
<header>
<h1>{film}</h1>
{_credits(view)}
{_board_in_small(view)}
</header>
<main>
{_summary(view)}
{_files()}
{_takes(view)}
{_board(view)}
{_pictures(view)}
{_notes(view)}
</main>
<footer><p>Planned with lastlook from {escape(view.film.script)}. Rules quoted here are not legal
advice.</p></footer>
</body>
</html>
""".encode()


def _style(view: BookView) -> str:
    here = resources.files(__package__)
    css = here.joinpath("templates", "index.css").read_text("utf-8")
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url("data:font/woff2;base64,{_inline(file)}") format("woff2"); }}\n'
        for family, weight, file in FACES
    )
    looks = "".join(
        f".{key} {{ background-color: {look.fill}; color: {look.ink}; }}\n"
        for key, look in view.looks.items()
    )
    return faces + css + looks


def _inline(file: str) -> str:
    return b64encode((FONTS / "web" / file).read_bytes()).decode("ascii")


def _credits(view: BookView) -> str:
    film = view.film
    entries = (
        ("Written by", film.writer),
        ("Directed by", film.director),
        ("Produced by", film.producer),
        ("", film.company),
    )
    said = " ".join(f"<span>{job} <b>{escape(name)}</b></span>" for job, name in entries if name)
    return f'<p class="credits">{said}</p>' if said else ""


def _board_in_small(view: BookView) -> str:
    """Draw the whole board as upright strips, wide as the scenes are long."""
    parts = []
    for day in view.days:
        for item in day.items:
            if isinstance(item, StripView):
                look = view.looks[item.look]
                parts.append(
                    f'<i class="{item.look} edge-{look.edge}" '
                    f'style="flex-grow:{max(item.eighths, 3)}"></i>'
                )
        parts.append('<i class="cut"></i>')
    return f'<div class="small-board" aria-hidden="true">{"".join(parts)}</div>'


def _summary(view: BookView) -> str:
    total = view.summary
    figures = (
        ("Shooting days", words.days_of_units(total.days, total.more_days)),
        ("Scenes", str(total.scenes)),
        ("Script pages", str(total.pages)),
        ("Sum of scene eighths", total.sum_of_eighths),
        ("Company moves", str(total.moves)),
        ("Cost", total.cost),
        ("Gap", view.cost.gap),
        ("Warnings", str(len(view.problems))),
    )
    shown = "".join(
        f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in figures
    )
    unknown = (
        f'<p class="quiet">Not in the total: {escape("; ".join(view.cost.unknown))}.</p>'
        if view.cost.unknown
        else ""
    )
    return f"""<section aria-labelledby="summary">
<h2 id="summary">{escape(total.dates)}</h2>
<dl class="figures">{shown}</dl>
<p class="proof">{escape(view.cost.proof)}</p>
{unknown}
</section>"""


def _files() -> str:
    def links(files: Iterable[tuple[str, str]]) -> str:
        return "".join(
            f'<li><a href="{name}">{title}</a> <span class="quiet">{name}</span></li>'
            for name, title in files
        )

    return f"""<nav aria-label="Files of the book">
<div><h2>To print</h2><ul>{links(PRINTS)}</ul></div>
<div><h2>For a spreadsheet</h2><ul>{links(SHEETS)}</ul></div>
</nav>"""


def _takes(view: BookView) -> str:
    """Tell how each take stands, with its pages; a book without takes has no such table."""
    if not view.takes:
        return ""
    heads = ("Take", "Scene", "Sightlines", "Panes shut on time", "Reset", "Pages")
    rows = "".join(
        "<tr>"
        f'<td><a href="{quote(take.prints[0])}">{escape(take.title)}</a></td>'
        f"<td>{escape(number)}</td>"
        f"<td>{escape(take.verdict)}</td>"
        f"<td>{escape(take.panes)}</td>"
        f"<td>{escape(take.reset)}</td>"
        f"<td>{_take_pages(take)}</td></tr>"
        for number, take in view.takes
    )
    cells = "".join(
        f'<th scope="col"{SHORT if head == "Scene" else ""}>{head}</th>' for head in heads
    )
    return f"""<section aria-labelledby="takes">
<h2 id="takes">Takes</h2>
<table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table>
</section>"""


def _take_pages(take: TakeReport) -> str:
    """Link the pages of a take: run sheet, timeline, plans and boards by their numbers."""
    stem = take.prints[0].removesuffix(".pdf")
    shown = {f"{stem}-sheet.pdf": "run sheet", f"{stem}.svg": "timeline"}
    links = []
    for name in sorted(take.prints[1:], key=lambda one: one not in shown):
        words_ = shown.get(name) or name.removeprefix(f"{stem}-").removesuffix(".svg")
        links.append(f'<a href="{quote(name)}">{escape(words_.replace("-", " "))}</a>')
    return ", ".join(links)


def _board(view: BookView) -> str:
    legend = "".join(
        f'<li><i class="swatch {key} edge-{view.looks[key].edge}"></i>'
        f"{escape(view.looks[key].name)}</li>"
        for key in (*STRIP_LOOKS, *BREAK_LOOKS)
    )
    days = "\n".join(_day(view, day) for day in view.days)
    boneyard = ""
    if view.boneyard:
        strips = "".join(_strip(view, strip) for strip in view.boneyard)
        boneyard = (
            '<section aria-labelledby="boneyard"><h3 id="boneyard">Boneyard</h3>'
            '<p class="quiet">In the script and not on a shooting day.</p>'
            f'<ol class="strips">{strips}</ol></section>'
        )
    return f"""<section aria-labelledby="board">
<h2 id="board" tabindex="-1">Stripboard</h2>
<ul class="legend" aria-label="Legend">{legend}</ul>
{days}
{boneyard}
</section>"""


def _day(view: BookView, day: DayView) -> str:
    breaks = "".join(f'<p class="band {b.kind}">{escape(b.text)}</p>' for b in day.before)
    items = "".join(
        _strip(view, item) if isinstance(item, StripView) else _banner(item) for item in day.items
    )
    name = f"day-{day.name}"
    places = f" · {escape(day.places)}" if day.places else ""
    return f"""{breaks}<section aria-labelledby="{name}">
<h3 id="{name}">{day.title} <span>{day.when}</span></h3>
<p class="quiet">{escape(day.unit)}{places}</p>
<ol class="strips">{items}</ol>
<p class="band day_break">{escape(day.end)}</p>
</section>"""


def _strip(view: BookView, strip: StripView) -> str:
    time = f" – {escape(strip.time)}" if strip.time else ""
    cast = (
        f'<span class="cast"><span class="said">Cast </span>{strip.cast_marked}</span>'
        if strip.cast_text
        else '<span class="cast"></span>'
    )
    locked = ' <span class="mark">locked</span>' if strip.locked else ""
    closed = ' <span class="mark">CLOSED SET</span>' if strip.closed_set else ""
    return (
        f'<li class="strip {strip.look} edge-{view.looks[strip.look].edge}">'
        f'<span class="number"><span class="said">Scene </span>{escape(strip.number)}'
        f"{locked}</span>"
        f'<span class="where">{escape(strip.int_ext)}<br>{escape(strip.light)}</span>'
        f'<span class="what"><b>{escape(strip.set)}</b>{time}{closed or "<br>"}'
        f"{escape(words.shortened(strip.synopsis, 160))}</span>"
        f'<span class="length">{strip.pages}<span class="said"> pages</span></span>'
        f'{cast}<span class="place">{escape(strip.location)}</span></li>'
    )


def _banner(banner: BannerView) -> str:
    time = f" – {banner.duration}" if banner.duration else ""
    return f'<li class="band banner">{escape(banner.text)}{time}</li>'


def _pictures(view: BookView) -> str:
    """Show the matrix of the cast and the stated journeys; each scrolls by itself if need be."""
    shown = [picture for picture in view.pictures if picture.on_index]
    parts = []
    for number, picture in enumerate(shown):
        name = f"picture-{number}"
        head = f'<h3 id="{name}-head">{escape(picture.heading)}</h3>' if picture.heading else ""
        parts.append(
            f'{head}<div class="picture" tabindex="0" role="group" '
            f'aria-label="{escape(picture.title)}">{picture.svg}</div>'
        )
    if not parts:
        return ""
    return f"""<section aria-labelledby="pictures">
<h2 id="pictures">Matrices and journeys</h2>
{"".join(parts)}
</section>"""


def _notes(view: BookView) -> str:
    parts = (
        _table("warnings", "For a person to look at", ("Where", "What"), view.problems),
        _table("assumptions", "Assumptions", ("About", "What is assumed"), view.assumptions),
        _table("rules", "Rules in force", ("About", "Source", "Dated"), view.rules),
    )
    return "\n".join(part for part in parts if part)


def _table(name: str, title: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    if not rows:
        return ""
    heads = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"""<section aria-labelledby="{name}">
<h2 id="{name}">{title}</h2>
<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>
</section>"""
