"""What tomllib refuses comes back in plain words, at its place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lastlook.production.toml_marks import Mark
from lastlook.production.toml_text import parse


def test_values_and_places() -> None:
    toml, problems = parse("\ufeff# Größe\r\nfee = 3_50.10\r\n".encode(), "a.toml")
    assert problems == []
    assert toml is not None
    assert toml.table == {"fee": Decimal("350.10")}
    assert toml.marks == {("fee",): Mark(2, 1)}


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a = “x”", 1, 5, "Curly quotation marks"),
        ("a = 'it’s' b", 1, 12, "after the end of the value"),
        ("a = [“x”]", 1, 6, "Curly quotation marks"),
        ("a = 7:00", 1, 6, 'Write it as "07:00"'),
        ("a = 07:00 # call", 1, 6, 'Write it as "07:00"'),
        ("a = 1/18/2027", 1, 6, "Write it as 2027-01-18"),
        ("a = 2027-1-18", 1, 9, "no such date"),
        ("a = 2027-02-30", 1, 5, "no such date"),
        ("a = [\n2027-02-30]", 2, 1, "no such date"),
        ("a = Yes", 1, 5, "Write true"),
        ("a = FALSE", 1, 5, "Write false"),
        ("a = €5", 1, 5, "Money is a plain number"),
        ("a = 2,400", 1, 6, "no commas"),
        ("a =", 1, 4, "Nothing stands after"),
        ("a = # later", 1, 5, "Nothing stands after"),
        ("a = yellow", 1, 5, "Words need quotation marks"),
        ("a = [yellow]", 1, 6, "Words need quotation marks"),
        ("a = 1\na = 2", 2, 1, "given twice"),
        ("a = { b = 1, b = 2 }", 1, 19, "given twice"),
        ("[a]\n[a]", 2, 1, "given twice"),
        ("a = [1]\n[[a]]", 2, 1, "finished already"),
        ("a.b = 1\n[a]", 2, 1, "given twice"),
        ("[a]\n[b]\na.c = 1\n[b.a]", 4, 1, "given twice"),
        ("a = [1, 2\nb = 3", 2, 1, "not closed before"),
        ("a = [1, 2", 1, 10, "not closed before"),
        ("a = { b = 1\nc = 2", 1, 12, "not closed before"),
        ("[a", 1, 3, "header] is not closed"),
        ("[[a]", 1, 4, "header]] is not closed"),
        ('a = "x', 1, 7, "not closed"),
        ("a = 'x\nb = 1", 2, 6, "begins with ' is not closed"),
        ("a = 'x\nb = 'y'", 1, 7, "not closed on its line"),
        ('a = """x', 1, 9, "not closed"),
        ('a = "C:\\mara"', 1, 10, "Write two of them"),
        ('a = "x\x07"', 1, 7, "control character"),
        ("a = 'x\x07'", 1, 7, "control character"),
        ("a", 1, 2, "equals sign is missing"),
        ("größe = 1", 1, 3, "equals sign is missing"),
        ("= 1", 1, 1, "neither a key"),
        ("a. = 1", 1, 4, "A key is missing"),
        ('a = "\\ud800"', 1, 12, "not valid TOML"),
    ],
)
def test_syntax_error(text: str, line: int, column: int, words: str) -> None:
    toml, problems = parse(text.encode(), "a.toml")
    assert toml is None
    assert words in problems[0].message
    assert (problems[0].file, problems[0].line, problems[0].column) == ("a.toml", line, column)


def test_several_errors_are_reported_in_one_go() -> None:
    _, problems = parse(b"a = yes\nb = 1\nc\n\nd = 1,5\n", "a.toml")
    assert [problem.line for problem in problems] == [1, 3, 5]


def test_an_error_that_may_shift_the_rest_is_the_last() -> None:
    _, problems = parse(b"a = yes\nb = [1, 2\nc = 3\nd = no\n", "a.toml")
    assert [problem.line for problem in problems] == [1, 3]


def test_a_file_full_of_errors_is_not_reported_without_end() -> None:
    _, problems = parse(b"a = yes\n" * 1000, "a.toml")
    assert len(problems) == 20


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 20_000 + "]" * 20_000, "a = " + "9" * 5000, "a = 1e" + "9" * 40]
)
def test_monstrous_values(text: str) -> None:
    toml, problems = parse(text.encode(), "a.toml")
    assert toml is None
    assert "too deep or too large" in problems[0].what


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"a = 1\nb = '\xfc'", 2, 6),
        (b"\xef\xbb\xbf\xff", 1, 1),
        ("é = '❄".encode() + b"\xfe", 1, 7),
    ],
)
def test_other_encodings(data: bytes, line: int, column: int) -> None:
    _, problems = parse(data, "a.toml")
    assert "not UTF-8" in problems[0].what
    assert (problems[0].line, problems[0].column) == (line, column)
