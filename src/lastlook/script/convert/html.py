"""HTML out: one file that needs no other, readable on screen, by a screen reader, on paper.

Each paragraph says in `data-` attributes what it is, so that `imports.own_html` reads the script
back as it was. Words stand as they were typed; capitals are the style sheet's.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from lastlook.script.convert.losses import Losses, Written
from lastlook.script.convert.out_only import groups_of, tell_layout, tell_unseen, title_blocks
from lastlook.script.drafts.same import split_lines
from lastlook.script.model import Alignment, Kind, PageSetup, Paragraph, ParagraphStyle, Style
from lastlook.script.pages.layout import effective_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastlook.script.convert.out_only import Group
    from lastlook.script.model import Run, Screenplay

GENERATOR = "lastlook screenplay"
"""What the page's head says it was made by, so that it is known again."""
_TAGS = (
    (Style.BOLD, "b"),
    (Style.ITALIC, "i"),
    (Style.UNDERLINE, "u"),
    (Style.STRIKEOUT, "s"),
)
_CSS = """
:root { color-scheme: light dark; }
body { margin: 0; background: Canvas; color: CanvasText;
  font: 12pt/1.2 "Courier Prime", "Courier New", Courier, monospace; }
main { max-width: 61ch; margin: 0 auto; padding: 1em 6ch 4em; overflow-wrap: break-word; }
nav { max-width: 61ch; margin: 1em auto 0; padding: 0 6ch; }
nav ol { list-style: none; padding: 0; }
a { color: LinkText; }
header { text-align: center; margin: 4em 0 6em; }
header .left { text-align: left; }
header :not(.left) + .left { margin-top: 4em; }
h1, h2, p { font: inherit; margin: 0; white-space: pre-wrap; }
h1 { font-weight: bold; font-size: 1.25em; margin-bottom: 1em; }
h2 { margin-top: 2.4em; font-weight: bold; position: relative; break-after: avoid; }
h2 .number, h2 .end { position: absolute; white-space: pre; }
h2 .number { right: calc(100% + 1ch); min-width: 4ch; }
h2 .end { left: calc(100% + 1ch); }
.caps { text-transform: uppercase; }
p.action, p.general, p.cast-list, p.transition, p.shot, p.act { margin-top: 1.2em; }
p.transition, .right { text-align: right; }
p.transition { break-before: avoid; }
p.act, .center { text-align: center; }
p.lyrics { font-style: italic; margin: 0 16ch 0 10ch; }
.speech { margin-top: 1.2em; }
.speech p { margin: 0 16ch 0 10ch; orphans: 2; widows: 2; }
.speech p.character { margin-left: 20ch; break-after: avoid; }
.speech p.parenthetical { margin-left: 15ch; margin-right: 20ch; break-after: avoid; }
.dual { display: grid; grid-template-columns: 1fr 1fr; gap: 3ch; }
.dual .speech p { margin: 0; }
.dual .speech p.character { margin-left: 8ch; }
.dual .speech p.parenthetical { margin-left: 4ch; }
.new-page { border-top: 1px solid GrayText; padding-top: 1em; }
@media (max-width: 40em) {
  main, nav { padding-left: 5ch; padding-right: 2ch; }
  .speech p { margin: 0 2ch 0 4ch; }
  .speech p.character { margin-left: 10ch; }
  .speech p.parenthetical { margin-left: 7ch; margin-right: 4ch; }
  h2 .end { display: none; }
}
@media print {
  @page { size: SIZE; margin: 1in 0.4in 1in 0.5in; }
  main { padding: 0 0.6in 0 1in; max-width: none; }
  nav { display: none; }
  header { break-after: page; margin-top: 3in; }
  .new-page { break-before: page; border: 0; padding: 0; }
}
"""


def write_html(screenplay: Screenplay, *, language: str = "en") -> Written:
    """Write the script as one HTML file.

    Each scene is a section under its heading, each speech a group under its cue; a list of
    scenes leads in. `language` is that of the words, as in the HTML attribute.
    """
    losses = Losses(screenplay.name)
    tell_unseen(screenplay, losses, "HTML", notes=False)
    tell_layout(screenplay, losses, "HTML")
    setup = screenplay.page_setup
    title = escape(screenplay.title)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="generator" content="{GENERATOR}">',
        f"<title>{title}</title>",
        f"<style>{_CSS.replace('SIZE', f'{setup.width:g}in {setup.height:g}in')}</style>",
        "</head>",
        "<body>",
        *_contents(screenplay),
        f"<main{_paper(setup)}>",
        *_title_page(screenplay),
        *_Body(screenplay).lines(),
        "</main>",
        "</body>",
        "</html>",
        "",
    ]
    text = _without_controls("\n".join(parts))
    return Written(text.encode("utf-8", "replace"), losses.listed())


def _without_controls(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", "", text).replace("\x0c", " ")


def _contents(screenplay: Screenplay) -> Iterator[str]:
    headings = [p for p in screenplay.paragraphs if p.kind is Kind.SCENE_HEADING]
    if len(headings) < 2:
        return
    yield '<nav aria-label="Scenes"><details><summary>Scenes</summary><ol>'
    for place, heading in enumerate(headings, 1):
        number = f"{escape(heading.number)} " if heading.number else ""
        words = escape(heading.text.upper().replace("\n", " ")) or "(no heading)"
        yield f'<li><a href="#scene-{place}">{number}{words}</a></li>'
    yield "</ol></details></nav>"


def _paper(setup: PageSetup) -> str:
    """Give paper and margins as the attribute that brings them back; none where they are usual."""
    if setup == PageSetup():
        return ""
    numbers = (setup.width, setup.height, setup.top, setup.bottom)
    return f' data-paper="{" ".join(f"{number:g}" for number in numbers)}"'


def _title_page(screenplay: Screenplay) -> Iterator[str]:
    yield "<header>"
    named = False
    for place, entry, rows in title_blocks(screenplay.title_page):
        data = f' data-field="{escape(entry.key)}" data-place="{place}"'
        for alignment, runs in rows:
            if not named and entry.key.casefold() == "title":
                yield f'<h1{data} dir="auto">{_inline([runs])}</h1>'
                named = True
            else:
                side = ' class="left"' if alignment is Alignment.LEFT else ""
                yield f'<p{side}{data} dir="auto">{_inline([runs])}</p>'
    if not named:
        yield f"<h1>{escape(screenplay.title)}</h1>"
    yield "</header>"


class _Body:
    """Writes the script's sections."""

    def __init__(self, screenplay: Screenplay) -> None:
        self.screenplay = screenplay
        self.scenes = 0

    def lines(self) -> Iterator[str]:
        open_section = False
        for group in groups_of(self.screenplay.paragraphs):
            if group.first.kind is Kind.SCENE_HEADING:
                if open_section:
                    yield "</section>"
                open_section = True
                self.scenes += 1
                yield from self.heading(group)
            elif group.is_speech or len(group.columns) > 1:
                yield from self.speech(group)
            else:
                for paragraph in group.columns[0]:
                    yield self.paragraph(paragraph, group, new_page=group.page_break)
        if open_section:
            yield "</section>"

    def heading(self, group: Group) -> Iterator[str]:
        heading = group.first
        identity = f"scene-{self.scenes}"
        page = ' class="new-page"' if self.starts_page(group) else ""
        yield f'<section{page} aria-labelledby="{identity}">'
        number = escape(heading.number)
        before = f'<span class="number">{number} </span>' if number else ""
        after = f'<span class="end" aria-hidden="true">{number}</span>' if number else ""
        text = self.text(heading)
        caps = ' class="caps"' if self.capitals(heading) else ""
        data = _data(heading, group)
        yield f'<h2 id="{identity}"{caps}{data} dir="auto">{before}{text}{after}</h2>'

    def speech(self, group: Group) -> Iterator[str]:
        page = " new-page" if self.starts_page(group) else ""
        dual = len(group.columns) > 1
        if dual:
            yield f'<div class="dual{page}">'
        for column in group.columns:
            extra = "" if dual else page
            yield f'<div class="speech{extra}" role="group">'
            for paragraph in column:
                yield self.paragraph(paragraph, group, new_page=False)
            yield "</div>"
        if dual:
            yield "</div>"

    def starts_page(self, group: Group) -> bool:
        return group.page_break or bool(effective_style(self.screenplay, group.first).starts_page)

    def paragraph(self, paragraph: Paragraph, group: Group, *, new_page: bool) -> str:
        style = effective_style(self.screenplay, paragraph)
        names = [_class(paragraph)]
        if style.alignment in {Alignment.CENTER, Alignment.RIGHT}:
            names.append(style.alignment.value.lower())
        if new_page or style.starts_page:
            names.append("new-page")
        if self.capitals(paragraph):
            names.append("caps")
        data = _data(paragraph, group)
        return f'<p class="{" ".join(names)}"{data} dir="auto">{self.text(paragraph)}</p>'

    def capitals(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph is shown in capitals that it was not typed in."""
        style = effective_style(self.screenplay, paragraph)
        return bool(style.all_caps) and paragraph.text != paragraph.text.upper()

    def text(self, paragraph: Paragraph) -> str:
        return _inline(split_lines(paragraph.runs))


def _class(paragraph: Paragraph) -> str:
    if paragraph.kind in {Kind.NEW_ACT, Kind.END_OF_ACT}:
        return "act"
    return paragraph.kind.value.lower().replace(" ", "-")


def _data(paragraph: Paragraph, group: Group) -> str:
    """Give what a paragraph is as attributes, for reading it back."""
    layout = paragraph.layout or ParagraphStyle()
    values = {
        "kind": paragraph.kind.value,
        "number": paragraph.number,
        "dual": paragraph.dual.value if paragraph.dual else "",
        "type": paragraph.style_name,
        "align": layout.alignment.value if layout.alignment else "",
        "starts-page": "yes" if layout.starts_page else "",
    }
    found = "".join(f' data-{key}="{escape(value)}"' for key, value in values.items() if value)
    if group.page_break and paragraph is group.first:
        found += f' data-break="{escape(group.page_label)}"'
    return found


def _inline(lines: Iterable[Iterable[Run]]) -> str:
    return "<br>".join("".join(_run(run) for run in line) for line in lines)


def _run(run: Run) -> str:
    text = escape(run.text, quote=False)
    for style, tag in _TAGS:
        if style in run.style:
            text = f"<{tag}>{text}</{tag}>"
    return f'<span class="caps">{text}</span>' if Style.ALL_CAPS in run.style else text
