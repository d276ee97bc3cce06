"""A script as the doubts look at it: what prints, who speaks where, the headings taken apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lastlook.errors import Problem, Severity
from lastlook.script.heading import parse_heading
from lastlook.script.model import SILENT_KINDS, Kind
from lastlook.script.scenes import cue_name

if TYPE_CHECKING:
    from lastlook.script.heading import Heading
    from lastlook.script.model import Paragraph, Screenplay


@dataclass(slots=True)
class Speaker:
    """A name as it stands in the cues."""

    name: str
    first: Paragraph
    """The first cue."""
    cues: int = 0
    scenes: set[int] = field(default_factory=set)
    """Which scenes, counted from 0; -1 for what stands before the first heading."""


class Reading:
    """One pass over a screenplay, shared by all doubts."""

    def __init__(self, screenplay: Screenplay) -> None:
        self.file = screenplay.name
        self.fountain = screenplay.format == "fountain"
        self._source = screenplay.source
        self.shown: list[Paragraph] = []
        """What prints and has words, in order."""
        self.texts: list[str] = []
        """Its texts, side by side with `shown`."""
        self.headings: list[tuple[int, Heading]] = []
        """Index in `shown` and the heading taken apart."""
        self.speakers: dict[str, Speaker] = {}
        names: dict[str, str] = {}
        scene = -1
        for paragraph in screenplay.paragraphs:
            kind = paragraph.kind
            if kind in SILENT_KINDS:
                continue
            text = paragraph.text
            if not text or text.isspace():
                continue
            if kind is Kind.SCENE_HEADING:
                scene += 1
                self.headings.append((len(self.shown), parse_heading(text)))
            elif kind is Kind.CHARACTER:
                name = names.get(text)
                if name is None:
                    name = names[text] = cue_name(text)
                speaker = self.speakers.get(name)
                if speaker is None:
                    speaker = self.speakers[name] = Speaker(name, paragraph)
                speaker.cues += 1
                speaker.scenes.add(scene)
            self.shown.append(paragraph)
            self.texts.append(text)
        self.speakers.pop("", None)

    @cached_property
    def source_rows(self) -> list[bytes]:
        """The file's lines as they were typed."""
        return self._source.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")

    def doubt(
        self, at: Paragraph, what: str, why: str, fix: str, *, row: int = 0, column: int = 0
    ) -> Problem:
        """Word a doubt about a paragraph, `row` lines below its first."""
        return Problem(
            file=self.file,
            line=min(at.line + row, max(at.line, at.end_line)),
            column=column or (0 if row else at.column),
            what=what,
            why=why,
            fix=fix,
            severity=Severity.WARNING,
        )


def short(text: str, limit: int = 40) -> str:
    """Quote a text in a message, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
