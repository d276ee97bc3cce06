"""Fountain: one small file for each rule and each known trap, beside what it must give."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.errors import ProblemsError
from lastlook.script import Kind, Screenplay, Style, read
from lastlook.script.fountain.reader import read_fountain
from lastlook.script.model import SILENT_KINDS, Alignment

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = sorted((Path(__file__).parent / "data" / "fountain").glob("*.fountain"))


def described(screenplay: Screenplay) -> str:
    """Return a screenplay as lines that are easy to read and to compare."""
    rows = [f"title page | {f.key}: {' / '.join(f.values)}" for f in screenplay.title_page]
    for p in screenplay.paragraphs:
        marks = [f"{p.line}" if p.end_line in {0, p.line} else f"{p.line}-{p.end_line}", p.kind]
        marks += [f"#{p.number}"] * bool(p.number) + [p.dual or ""] * bool(p.dual)
        marks += [f"depth {p.depth}"] * bool(p.depth) + [f"page {p.page_label}"] * bool(
            p.page_label
        )
        if p.layout is not None and p.layout.alignment is Alignment.CENTER:
            marks.append("centred")
        text = "".join(_styled(run.text, run.style) for run in p.runs)
        rows.append(f"{' '.join(marks)} | {text}".replace("\n", "⏎"))
        rows += [f"    note at {n.offset} | {n.text}".replace("\n", "⏎") for n in p.notes]
    rows += [f"{problem.place}: {problem.message}" for problem in screenplay.problems]
    return "\n".join(rows) + "\n"


def _styled(text: str, style: Style) -> str:
    if not style:
        return text
    names = "".join(name[0] for name in (flag.name or "" for flag in style))
    return f"<{names.lower()}:{text}>"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_reads_as_its_golden_file_says(
    path: Path, golden: Callable[[Path, str], None]
) -> None:
    golden(path.with_suffix(".txt"), described(read_fountain(path.read_bytes(), path.name)))


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 100


def test_binary_is_refused_with_the_way_out() -> None:
    with pytest.raises(ProblemsError, match=r"a\.fountain:2: .*not a text file.*\.fdx"):
        read(b"INT. A\nx\0y", "a.fountain")


def test_another_encoding_is_read_with_a_warning() -> None:
    screenplay = read("INT. CAFÉ - DAY\n\nÉté.\n".encode("cp1252"), "a.fountain")
    assert [p.text for p in screenplay.paragraphs] == ["INT. CAFÉ - DAY", "Été."]
    (problem,) = screenplay.problems
    assert (problem.line, problem.column) == (1, 9)
    assert "UTF-8" in problem.message


def test_utf_16_with_a_mark_is_read() -> None:
    screenplay = read("INT. CAFÉ - DAY\n".encode("utf-16"), "a.fountain")
    assert screenplay.paragraphs[0].text == "INT. CAFÉ - DAY"


# Without controls: a file that is full of them is refused.
letters = st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\t\v\f\x85")
line = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                "  ",
                "INT. A - DAY",
                "EXT. B #2#",
                "MARA",
                "JON ^",
                "(softly)",
                "Hello.",
                "=== ",
            ),
            *("# Act", "= Syn", "CUT TO:", "> X <", "> Y", "~la", "!A", "@a", "[[n]]", "[[", "]]"),
            *("/*", "*/", "*i*", "**b", "_u_", "***", ".F", "...", "\t\tX", "a [[n]] b /* c */ d"),
        ]
    ),
    st.text(letters, max_size=12),
)


@given(st.lists(line, max_size=25).map("\n".join))
def test_no_word_is_lost_and_lines_only_rise(text: str) -> None:
    data = text.encode("utf-8", "replace")
    screenplay = read(data, "x.fountain")
    lines = [p.line for p in screenplay.paragraphs]
    assert lines == sorted(lines)
    parts = [part for f in screenplay.title_page for part in (f.key, *f.values)]
    for p in screenplay.paragraphs:
        # A boneyard within a line is kept in the source alone.
        held = () if p.kind is Kind.BONEYARD else (p.text, p.number, p.page_label)
        parts += [*held, *(note.text for note in p.notes)]
    shown = re.sub(r"/\*.*?\*/", "", data.decode(), flags=re.DOTALL)
    assert sorted(filter(str.isalnum, "".join(parts))) == sorted(filter(str.isalnum, shown))


@given(st.binary(max_size=200))
def test_any_bytes_give_a_reading_or_a_clear_refusal(data: bytes) -> None:
    try:
        screenplay = read(data, "x.fountain")
    except ProblemsError as error:
        assert error.problems
    else:
        assert all(p.runs or p.kind in SILENT_KINDS for p in screenplay.paragraphs)
        assert all(isinstance(p.kind, Kind) for p in screenplay.paragraphs)
