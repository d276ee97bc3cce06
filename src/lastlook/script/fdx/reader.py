"""Final Draft's FDX, read whole: text, layout, tags, notes and what Final Draft computed."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError, Severity
from lastlook.script import xml
from lastlook.script.fdx.content import ContentReader
from lastlook.script.fdx.elements import read_elements, space_unit
from lastlook.script.fdx.findings import MOST_PROBLEMS, Findings
from lastlook.script.fdx.notes import attach_root_notes
from lastlook.script.fdx.revisions import attach_root_deletions, read_revisions
from lastlook.script.fdx.settings import read_continueds, read_page_setup, read_tag_data
from lastlook.script.fdx.title import read_title_page
from lastlook.script.model import Screenplay

if TYPE_CHECKING:
    from collections.abc import Collection

    from lastlook.script.model import Paragraph


def read_fdx(data: bytes, name: str) -> Screenplay:
    """Read the bytes of an .fdx file; `name` is what messages call it.

    What can be read past is in `problems` as warnings, with its line.

    Raises
    ------
    ProblemsError
        When the file is not XML, is unsafe or too large (see `script.xml`), or holds no script.

    """
    root = xml.parse(data, name, root="FinalDraft")
    findings = Findings(file=name)
    content = root.find("Content")
    if content is None:
        raise ProblemsError(
            [
                Problem(
                    file=name,
                    line=xml.line_of(root) or 1,
                    what="The file has no <Content>.",
                    why="That is where Final Draft keeps the script, so there is nothing to read.",
                    fix="Save the script again in the program that wrote it.",
                )
            ]
        )
    unit = space_unit(root)
    elements, styles = read_elements(root, unit, findings)
    paragraphs = ContentReader(elements, unit, findings).read(content)
    paragraphs = attach_root_notes(root, paragraphs, findings)
    paragraphs = attach_root_deletions(root, paragraphs)
    tag_data = read_tag_data(root)
    _check_tags(paragraphs, tag_data.tags.keys(), findings)
    return Screenplay(
        name=name,
        format="fdx",
        title_page=read_title_page(root),
        paragraphs=tuple(paragraphs),
        page_setup=read_page_setup(root, findings),
        # Capitals are on each run already, where a run may also have switched them off.
        styles=MappingProxyType({k: replace(s, all_caps=False) for k, s in styles.items()}),
        continueds=read_continueds(root),
        tag_data=tag_data,
        revisions=read_revisions(root, findings),
        problems=tuple(findings.problems),
        source=data,
    )


def _check_tags(paragraphs: list[Paragraph], known: Collection[int], findings: Findings) -> None:
    """Say which tags of the text the file does not define."""
    reported: set[int] = set()
    for paragraph in paragraphs:
        for run in paragraph.runs:
            for tag in run.tags:
                if tag not in known and tag not in reported and len(reported) < MOST_PROBLEMS:
                    reported.add(tag)
                    findings.problems.append(
                        Problem(
                            file=findings.file,
                            line=paragraph.line,
                            what=f"The text carries tag {tag}, which the file does not define.",
                            why="What it marks cannot be known, so the breakdown leaves it out.",
                            fix="Tag the words again in the program that wrote the script.",
                            severity=Severity.WARNING,
                        )
                    )
