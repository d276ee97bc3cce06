"""Scripts made to break a reader: read or refused, and in time that grows with their size alone.

Every pattern is 200 kB, so that a step that looks at each place once for each other place would
take minutes and stand out; nothing here measures time.
"""

from __future__ import annotations

import gc
import random

import pytest

from lastlook.errors import ProblemsError
from lastlook.script import Kind, paginate, parse_heading, read, scenes_of, text, xml
from lastlook.script.fountain.hidden import hidden_spans
from lastlook.script.fountain.reader import read_fountain

SIZE = 200_000


def filled(piece: str, before: str = "", after: str = "") -> str:
    return before + piece * (SIZE // len(piece)) + after


PATTERNS = {
    repr(piece): filled(piece)
    for piece in (
        *("[[", "]]", "/*", "*/", "[[ /* ]] ", "[[/*", "/*[[", "[[a\n\n", "/*\n\n", "[[a]]\n"),
        *("*", "**", "_", "__", "*a ", "a* ", "_a* ", "*_a ", "\\*", "_a *b* ", "***a "),
        *(
            "(",
            ")",
            "(\n",
            "((a)",
            "#",
            "#a",
            "# \n",
            "=",
            "= ",
            "===\n",
            "=a=",
            ">",
            "><",
            ">a<\n",
        ),
        *("@", "@A\n\n", "^", "A^\nb\n\n", "!", "~\n", ".", " ", "\t", "  \n", "\n", "a\n", "A\n"),
        *(
            "INT",
            "INT ",
            "INT. ",
            "I/",
            "INT. A\n\n",
            "- ",
            "-",
            "—",
            "TO:",
            "TO:\n\n",
            "a: ",
            "A:\n",
        ),
        *("  a\n", "A AND ", "A/", "1A ", "LATER ", "SAME ", "10:00 ", "- DAY ", "ß", "A (b) "),
        *("\u200b", "\u200ba\n", "\u2028", "\u00a0", "\v", "\f", "Ã©", "\x85", "é", "龍"),
    )
} | {
    "nested notes": "[[" * SIZE + "]]" * SIZE,
    "nested boneyard": "/*" * SIZE + "*/",
    "marks in an open note": filled(" /*", before="[["),
    "notes among lines": filled("[[a]]\n", before="a\n", after="b\n"),
    "emphasis nested": filled("*a ") + filled("b* "),
    "title page": filled("  a\n", before="Title:\n"),
    "heading of hyphens": filled("-", before="INT. A", after="x\n"),
    "heading of spaces": filled(" ", before="INT. A", after="x\n"),
    "heading of dashes": filled(" - x", before="INT. A"),
    "heading of times": filled("SAME ", before="INT. A - ", after="x\n"),
    "heading of numbers": filled(" #a", before="INT. A", after="#\n"),
    "heading of clocks": filled("/1", before="INT. A - DAY"),
    "page break of spaces": filled(" ", before="===", after="x\n"),
    "cue of spaces": filled(" ", before="A", after="B\nx\n"),
    "cue of extensions": filled("(a) ", before="A", after="\nx\n"),
    "cue of brackets": filled(" [", before="A", after="\nx\n"),
    "parenthetical of lines": filled("a\n", before="A\n(", after="b\n"),
    "dual dialogue of lines": filled("(a)\n", before="A\n", after="\nB ^\nc\n"),
    "many names": "".join(f"NAME{'ABCDEFGHIJ'[i % 10]}{i}X\na\n\n" for i in range(9000)),
    "many names alike": "".join(f"MART{chr(0x4E00 + i)}NA\na\n\n" for i in range(900)),
    "many sets": "".join(f"INT. PLACE{i} - DAY\n\n" for i in range(9000)),
    "many numbers": "".join(f"INT. A #{9000 - i}#\n\n" for i in range(9000)),
}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_pattern_is_read_in_bounded_time(pattern: str) -> None:
    screenplay = read(pattern.encode(), "x.fountain")
    assert len(screenplay.problems) < 5000
    scenes = scenes_of(screenplay)
    assert len(scenes) == sum(p.kind is Kind.SCENE_HEADING for p in screenplay.paragraphs)


XML_PATTERNS = {
    "empty paragraphs": "<Paragraph/>",
    "actions": '<Paragraph Type="Action"><Text>a</Text></Paragraph>',
    "cues": '<Paragraph Type="Character"><Text>A</Text></Paragraph>',
    "headings": '<Paragraph Type="Scene Heading"><Text>INT. A</Text></Paragraph>',
    "empty duals": "<Paragraph><DualDialogue/></Paragraph>",
    "strangers": "<X/>",
    "unknown types": '<Paragraph Type="Z"/>',
    "bad numbers": '<Paragraph Type="Action" LeftIndent="x"><Text>a</Text></Paragraph>',
    "tags": '<Paragraph><Text TagNumber="1 2 3">a</Text></Paragraph>',
    "notes": "<Paragraph><ScriptNote><Paragraph><Text>n</Text></Paragraph></ScriptNote>"
    "</Paragraph>",
}


@pytest.mark.parametrize("piece", XML_PATTERNS.values(), ids=XML_PATTERNS)
def test_fdx_full_of_one_thing_is_read_in_bounded_time(piece: str) -> None:
    body = f"<FinalDraft><Content>{filled(piece)}</Content></FinalDraft>"
    assert len(read(body.encode(), "x.fdx").problems) < 5000


def test_a_chain_of_types_that_page_as_each_other_ends() -> None:
    chain = "".join(
        f'<ElementSettings Type="a{i}"><Behavior PaginateAs="a{i + 1}"/></ElementSettings>'
        for i in range(4000)
    )
    body = f'<Content><Paragraph Type="a1"><Text>a</Text></Paragraph></Content>{chain}'
    screenplay = read(f"<FinalDraft>{body}</FinalDraft>".encode(), "x.fdx")
    assert screenplay.paragraphs[0].kind is Kind.GENERAL


def test_one_line_of_megabytes_is_read() -> None:
    screenplay = read(b"word *and* [[note]] " * 100_000, "x.fountain")
    assert len(screenplay.paragraphs) == 1
    assert len(screenplay.paragraphs[0].notes) == 100_000


def test_a_line_that_is_no_prose_keeps_its_stars() -> None:
    data = b"*a* " * 25_001
    assert read(data, "x.fountain").paragraphs[0].text == data.decode().rstrip()
    assert "*" not in read(data[:40_000], "x.fountain").paragraphs[0].text


def test_a_million_blank_lines_are_nothing() -> None:
    assert read(b"\n" * 1_000_000, "x.fountain").paragraphs == ()
    assert read(b"a\n" + b"\r\n" * 1_000_000 + b"b", "x.fountain").paragraphs[1].line == 1_000_002


@pytest.mark.parametrize("limit", ["LARGEST_TEXT", "MOST_LINES"])
def test_too_much_text_is_refused_with_its_reason(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, limit, 10)
    with pytest.raises(ProblemsError, match=r"x\.fountain: .*at most .* read"):
        read(b"INT. A\n\n" * 20, "x.fountain")


def test_too_many_tags_are_refused_with_their_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MOST_TAGS", 10)
    with pytest.raises(ProblemsError, match="44 tags; at most 10"):
        read(b"<FinalDraft><Content>" + b"<a/>" * 40 + b"</Content></FinalDraft>", "x.fdx")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n%abc", "a PDF"),
        (b"PK\x03\x04abc", "a zip archive"),
        (b"{\\rtf1 abc}", "rich-text"),
        (b"\xd0\xcf\x11\xe0abc", "Office"),
        (bytes(range(1, 256)) * 4, "not a text file"),
        (b"INT. A\n\0\n" * 3, "NUL"),
        (b"\xff\xfe\x00\xd8\n\0", "utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, said: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        read_fountain(data, "x.fountain")
    (problem,) = caught.value.problems
    assert said in problem.message
    assert problem.fix


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    script = "INT. CAFÉ - DAY\n\nZOË\nAlors.\n"
    texts = [p.text for p in read(script.encode(encoding), "x.fountain").paragraphs]
    assert texts == ["INT. CAFÉ - DAY", "ZOË", "Alors."]


def test_the_column_of_a_wrong_byte_is_counted_in_characters() -> None:
    data = "Été\nÇa ".encode() + b"\xe9\n"
    screenplay = read(data, "x.fountain")
    (problem,) = screenplay.problems
    assert (problem.line, problem.column) == (2, 4)
    assert screenplay.paragraphs[0].text == "Été\nÇa é"


def test_long_headings_are_not_remembered() -> None:
    heading = "INT. " + "A" * 5000 + " - NIGHT"
    assert parse_heading(heading).time == "NIGHT"
    gc.collect()
    assert not any(isinstance(held, dict) and heading in held for held in gc.get_objects())


def test_hidden_spans_are_apart_and_in_order_whatever_the_marks() -> None:
    rng = random.Random(5)
    for _ in range(3000):
        marks = "".join(rng.choices(["[[", "]]", "/*", "*/", "\n", "a", "*", "/", "[", "]"], k=25))
        spans, unclosed = hidden_spans(marks)
        at = 0
        for span in spans:
            assert at <= span.start < span.end
            opening, closing = ("[[", "]]") if span.kind is Kind.NOTE else ("/*", "*/")
            assert marks.startswith(opening, span.start)
            assert marks.endswith(closing, 0, span.end)
            assert span.end - span.start >= 4
            at = span.end
        assert unclosed == sorted(set(unclosed))
        for start in unclosed:
            assert not any(span.start <= start < span.end for span in spans)


@pytest.mark.parametrize(
    "labels", [("éé", "Title"), ("9999999999", "1"), ("12", "٣"), ("龍", "1A")]
)
def test_locked_pages_with_labels_of_any_letters_are_laid_out(labels: tuple[str, str]) -> None:
    page = "\n\n".join(["Snow."] * 40)
    script = "".join(f"=== {label} ===\n\n{page}\n\n" for label in labels)
    pages = paginate(read(script.encode(), "x.fountain")).pages
    assert len({p.label for p in pages}) == len(pages)


def test_a_hostile_script_still_has_pages() -> None:
    rng = random.Random(3)
    pieces = [pattern[:40] for pattern in PATTERNS.values()]
    for _ in range(60):
        data = "\n".join(rng.choices(pieces, k=12)).encode()
        assert paginate(read(data, "x.fountain")).lines_per_page
