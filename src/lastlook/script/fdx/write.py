"""FDX out: the bytes that were read, or the nodes that changed, or a whole new document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.script.convert.left_behind import tell_left_behind
from lastlook.script.convert.losses import Losses, Written
from lastlook.script.drafts.same import keys_of, title_key, title_styles
from lastlook.script.fdx.reader import read_fdx
from lastlook.script.fdx.write_form import in_fdx_terms
from lastlook.script.fdx.write_nodes import Extent, NodeWriter, default_base
from lastlook.script.fdx.write_settings import (
    closing_lines,
    note_lines,
    settings_lines,
    title_lines,
)
from lastlook.script.model import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.script.fdx.write_form import Content
    from lastlook.script.model import Paragraph, Screenplay

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>'


def write_fdx(screenplay: Screenplay) -> Written:
    """Write a screenplay as Final Draft's FDX.

    One that was read from FDX and not changed gives its own bytes back; one that was changed
    keeps every node, attribute and run of what is the same, those lastlook knows nothing of
    among them. Any other is written as a whole document of Final Draft 12 and later.
    """
    losses = Losses(screenplay.name)
    if screenplay.format == "fdx" and screenplay.source:
        old = read_fdx(screenplay.source, screenplay.name)
        if _says_the_same(old, screenplay):
            return Written(screenplay.source)
        from lastlook.script.fdx.write_edit import edited

        data = edited(old, screenplay, losses)
        return Written(data, losses.listed())
    return Written(whole(screenplay, losses), losses.listed())


def whole(screenplay: Screenplay, losses: Losses) -> bytes:
    """Return a new document."""
    tell_left_behind(screenplay, losses)
    content = in_fdx_terms(screenplay, losses)
    base = default_base()
    writer = NodeWriter(losses, base, absolute=screenplay.format == "fdx")
    lines = [
        _HEAD,
        '<FinalDraft DocumentType="Script" Template="No" Version="5">',
        "",
        "  <Content>",
        *content_lines(writer, content, extents_of(screenplay, content)),
        "  </Content>",
        "",
        *settings_lines(screenplay, base),
        *title_lines(screenplay.title_page, losses),
        *closing_lines(screenplay, losses),
        *note_lines(content, screenplay.title_page, losses),
        "",
        "</FinalDraft>",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def content_lines(
    writer: NodeWriter, content: Content, extents: dict[int, Extent]
) -> Iterator[str]:
    """Give the paragraphs of a script, pairs of columns together."""
    at = 0
    while at < len(content.paragraphs):
        end = group_end(content.paragraphs, at)
        if content.paragraphs[at].dual is not None:
            yield from writer.dual(content.paragraphs[at:end], 2)
        else:
            extent = extents.get(at)
            yield from writer.paragraph(content.paragraphs[at], extent, 2)
        at = end


def group_end(paragraphs: Sequence[Paragraph], at: int) -> int:
    """Index after the paragraph at `at`, or after the dual dialogue that starts there."""
    end = at + 1
    if paragraphs[at].dual is None:
        return end
    while end < len(paragraphs) and (column := paragraphs[end].dual) is not None:
        if column is Column.LEFT and paragraphs[end - 1].dual is Column.RIGHT:
            break
        end += 1
    return end


def extents_of(screenplay: Screenplay, content: Content) -> dict[int, Extent]:
    """Return page and length of each scene by its heading's index in the content.

    They are counted on what is written, for Final Draft keeps the space above a paragraph that
    starts a page by its own layout, and drops it below a page break.
    """
    if not any(p.kind is Kind.SCENE_HEADING for p in content.paragraphs):
        return {}
    from lastlook.script.pages.paginate import paginate

    places: list[int] = []
    together: list[Paragraph] = []
    carried = list(content.carried)
    for at, paragraph in enumerate(content.paragraphs):
        while carried and carried[0][0] <= at:
            together.append(carried.pop(0)[1])
            places.append(-1)
        together.append(paragraph)
        places.append(at)
    pages = paginate(replace(screenplay, paragraphs=tuple(together)))
    return {places[s.first]: Extent(s.page, s.eighths) for s in pages.scenes}


def _says_the_same(one: Screenplay, other: Screenplay) -> bool:
    return (
        keys_of(one.paragraphs) == keys_of(other.paragraphs)
        and title_key(one.title_page) == title_key(other.title_page)
        and title_styles(one.title_page) == title_styles(other.title_page)
        and one.page_setup == other.page_setup
        and one.continueds == other.continueds
        and one.styles == other.styles
        and one.tag_data == other.tag_data
        and one.revisions == other.revisions
    )
