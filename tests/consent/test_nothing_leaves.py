"""No way leads from the private file to anything else: canaries, and files that must not differ.

Every command is run on a film whose consent.toml is full of words that stand nowhere else, sound
and broken; every file it writes and every word it says is searched for them. And two films that
differ in private values alone must come out the same to the last byte.
"""

from __future__ import annotations

import io
import json
import logging
import re
import traceback
from typing import TYPE_CHECKING

import click
import pypdfium2
import pytest
from click.testing import CliRunner

from lastlook.cli import main
from lastlook.consent import read_consent, withdraw
from lastlook.errors import LastlookError

from .conftest import CANARIES, private_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Secret = Callable[..., Path]

NEVER = "ZQX-"
"""Every canary begins with it."""
DATES = ("2010-05-17", "17 May 2010", "2010, 5, 17")
KEYS = ("rider_text", "on_closed_set", "guardian")
"""Nor does anything tell what the file has about a scene; these keys are never left out."""
FAST = ("--seconds", "0.1")


def leaves(group: click.Context) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command there is."""
    assert isinstance(group.command, click.Group)
    for name in group.command.list_commands(group):
        command = group.command.get_command(group, name)
        assert command is not None
        if isinstance(command, click.Group):
            for words in leaves(click.Context(command, info_name=name, parent=group)):
                yield (name, *words)
        else:
            yield (name,)


def every_command() -> list[tuple[str, ...]]:
    return list(leaves(click.Context(main, info_name="lastlook")))


def runs(folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield command lines: first those that work, then every command on folder, script and file."""
    script, film = str(folder / "script.fountain"), str(folder)
    out = str(folder.parent)
    yield ("check", film)
    yield ("plan", film, *FAST)
    yield ("plan", film, *FAST, "--json")
    yield ("script", "info", script, "--json")
    yield ("script", "convert", script, f"{out}/made.fdx")
    yield ("script", "print", script, f"{out}/made.pdf")
    yield ("script", "revise", film, script)
    yield ("breakdown", "suggest", film, "--json")
    yield ("breakdown", "export", film, f"{out}/made-tagged.fdx")
    yield ("consent", "status", film)
    yield ("consent", "safety", film, "--json")
    yield ("consent", "set", film, "17", "1", "--rider", "sent")
    yield ("consent", "withdraw", film, "17", "2")
    yield ("plan", film, *FAST)
    yield ("script", "convert", f"{film}/consent.toml", f"{out}/made.fountain")
    yield ("script", "print", f"{film}/consent.toml", f"{out}/made-too.pdf")
    yield ("script", "compare", script, f"{film}/consent.toml")
    yield ("script", "revise", film, without_scene(folder, "#17#", "#18#"))
    for words in every_command():
        yield (*words, f"{film}/consent.toml")
        if words[0] not in {"new", "plan", "check"}:
            yield (*words, script if words[0] == "script" else film)


def without_scene(folder: Path, number: str, following: str) -> str:
    """Write a draft that lacks a scene on which the private file says something."""
    lines = (folder / "script.fountain").read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if line.rstrip().endswith(number))
    after = next(n for n, line in enumerate(lines) if line.rstrip().endswith(following))
    draft = folder.parent / "draft.fountain"
    draft.write_text("".join(lines[:first] + lines[after:]), encoding="utf-8")
    return str(draft)


def run(args: tuple[str, ...]) -> str:
    """Run a command and give all it said, also of an exception, with its frames' values."""
    result = CliRunner().invoke(main, list(args))
    said = result.output + (result.stderr if result.stderr_bytes else "")
    if result.exception is not None:
        trace = traceback.TracebackException.from_exception(result.exception, capture_locals=True)
        said += repr(result.exception) + "".join(trace.format())
    return re.sub(r"0x[0-9a-f]+", "", said)


def everything_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the words of every file of the production, but for the private one."""
    for path in sorted(folder.parent.rglob("*")):
        if path.is_dir() or path.name == "consent.toml":
            continue
        data = path.read_bytes()
        yield str(path.relative_to(folder.parent)), data
        if path.suffix == ".pdf":
            yield f"{path.name} as text", pdf_text(data).encode()


def pdf_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def assert_nothing_said(text: str, *more: str) -> None:
    for word in (NEVER, *DATES, *more):
        assert word not in text, word


def test_no_command_says_or_writes_anything_private(
    secret: Secret, caplog: pytest.LogCaptureFixture
) -> None:
    folder = secret(private_toml(level="nudity", other="sent"))
    with caplog.at_level(logging.DEBUG):
        for args in runs(folder):
            assert_nothing_said(run(args), "119", *KEYS)
    assert_nothing_said(caplog.text)
    for name, data in everything_in(folder):
        assert NEVER.encode() not in data, name
        assert all(date.encode() not in data for date in DATES), name
    kept = (folder / "consent.toml").read_text(encoding="utf-8")
    assert all(canary in kept for canary in CANARIES)
    assert (folder / "consent.toml").stat().st_mode & 0o777 == 0o600


BROKEN = {
    "unclosed words": '[[intimacy]]\nscene = "ZQX-scene\nrole = 1',
    "unclosed many lines": '[[intimacy]]\nrider_text = """ZQX-text\n more',
    "no equals sign": "ZQX-key is what she said\n",
    "a key of private words": '[[intimacy]]\n"ZQX-key words" = 1\nscene="s018"\nrole=1',
    "a header of private words": '["ZQX-header words"]\nscene = "s018"',
    "a list header of private words": '[["ZQX- words"]]\nscene = "s018"',
    "the same key twice": '[[hold]]\n"ZQX-key" = 1\n"ZQX-key" = 2',
    "the same table twice": '["ZQX-a"]\n["ZQX-a"]',
    "a wrong choice": '[[intimacy]]\nscene="s018"\nrole=1\nlevel="ZQX-level"\nrider="ZQX-rider"',
    "a wrong type": '[[intimacy]]\nscene=["ZQX-"]\nrole="ZQX-role"\nlevel=3\nsigned_at="ZQX-"',
    "words for a table": 'intimacy = "ZQX-words"\nminor = ["ZQX-", "ZQX2"]\nhold = { "ZQX-k" = 1 }',
    "a table for words": '[[hold]]\nscene = { "ZQX-k" = "ZQX-v" }\nnote = ["ZQX-"]',
    "a date that is none": "[[minor]]\nrole=3\nplace='ZQX-place'\nborn = 2010-13-17",
    "a date as words": '[[minor]]\nrole=3\nplace="US-CA"\nborn = "2010-05-17"',
    "a date and time": '[[minor]]\nrole=3\nplace="US-CA"\nborn = 2010-05-17T10:00:00',
    "an age out of bounds": "[[character]]\nrole=1\nage=4711",
    "curly quotes": "[[hold]]\nscene = “ZQX-curly”",
    "a control character": '[[hold]]\nscene = "ZQX-\\u0007"\nnote = "ZQX-\\tb"',
    "a backslash": '[[hold]]\nscene = "ZQX-\\q"',
    "an escape that is none": '[[hold]]\nscene = "\\uD800 ZQX-scene"',
    "two points": '[[hold]]\nscene = "s018"\nnote.."ZQX-a" = 1',
    "no comma": '[[minor]]\nno_school = [{ start = 2027-01-01 "ZQX-end" = 1 }]',
    "a number with text": "[[character]]\nrole = 1\nage = 4711 ZQX-years",
    "deep": "a = " + "[" * 2000 + '"ZQX-"' + "]" * 2000,
    "an unknown scene": '[[hold]]\nscene = "ZQX-scene"',
    "an unknown place": '[[minor]]\nrole=3\nplace="ZQX-place"\nage=9',
    "dotted": '[[intimacy]]\nscene."ZQX-a"."ZQX-b" = 1',
    "inline": '[[minor]]\nrole=3\nplace="US-CA"\nage=9\nno_school=[{ start="ZQX-", "ZQX-e"=1 }]',
    "merged values": '[[hold]]\nscene = "s018"\nnote = "ZQX-" "ZQX-more"',
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_file_is_never_quoted(
    broken: str, secret: Secret, caplog: pytest.LogCaptureFixture
) -> None:
    folder = secret(BROKEN[broken])
    with caplog.at_level(logging.DEBUG):
        for args in (
            ("check", str(folder)),
            ("plan", str(folder), *FAST, "--json"),
            ("consent", "status", str(folder)),
            ("consent", "set", str(folder), "17", "1", "--rider", "sent"),
            ("consent", "withdraw", str(folder), "17", "1"),
            ("consent", "withdraw", str(folder), "s018", "1"),
            ("consent", "safety", str(folder), "--json"),
        ):
            said = run(args)
            assert_nothing_said(said, "4711", "2010-13-17")
            assert said.strip()
    assert_nothing_said(caplog.text)
    for name, data in everything_in(folder):
        assert NEVER.encode() not in data, name


def test_bytes_that_are_no_utf8_are_not_quoted(secret: Secret) -> None:
    folder = secret(b'[[hold]]\nscene = "ZQX-\xff\xfe"')
    said = run(("check", str(folder)))
    assert "consent.toml:2:" in said
    assert_nothing_said(said)


def test_whatever_breaks_inside_takes_nothing_along(
    secret: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of a library may quote what it was given; its frames hold it."""
    folder = secret()

    def breaks(data: bytes, _file: str) -> None:
        text = data.decode()
        raise ValueError(text)

    monkeypatch.setattr("lastlook.consent.consent_file.parse_quietly", breaks)
    for work in (lambda: read_consent(folder), lambda: withdraw(folder, "s018", 1)):
        with pytest.raises(LastlookError) as caught:
            work()
        error = caught.value
        assert error.__cause__ is None
        assert error.__context__ is None
        trace = traceback.TracebackException.from_exception(error, capture_locals=True)
        assert_nothing_said("".join(trace.format()), "119")


def made(folder: Path) -> dict[str, bytes]:
    """Plan, check and list a film; give every file and all that was said."""
    said = "".join(
        run(args)
        for args in (
            ("plan", str(folder), *FAST, "--json"),
            ("check", str(folder)),
            ("consent", "status", str(folder)),
        )
    )
    files = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "consent.toml"
    }
    assert "book/book.pdf" in files
    return files | {"said": said.replace(str(folder.parent), "").encode()}


def assert_same(one: dict[str, bytes], two: dict[str, bytes]) -> None:
    assert one.keys() == two.keys()
    for name, data in one.items():
        assert data == two[name], name


def test_private_values_change_nothing_outside(secret: Secret) -> None:
    """Other texts, an age that stays beyond the threshold, a birthday in the same band."""
    one = made(secret(private_toml(level="nudity"), name="one"))
    other = private_toml(level="nudity", text="ZQX- more", age="118", born="2010-09-30")
    two = made(secret(other.replace("8008", "9119"), name="two"))
    assert_same(one, two)


def test_nobody_can_tell_why_a_scene_is_held(secret: Secret) -> None:
    """One performer's withdrawal, the other's, and any other hold all look the same."""
    level = "simulated intimacy"
    withdrawn = made(secret(private_toml(level=level, rider="withdrawn"), name="one"))
    other = made(secret(private_toml(level=level, other="withdrawn"), name="two"))
    more = private_toml(level=level) + '\n[[hold]]\nscene = "s018"\n'
    held = made(secret(more, name="three"))
    assert_same(withdrawn, other)
    assert_same(withdrawn, held)
    assert b"held by the production" in withdrawn["said"]
    assert b"withdrawn" not in withdrawn["said"]


def test_a_hold_reads_the_same_at_every_level(secret: Secret) -> None:
    one = json.loads(run(("plan", str(secret(name="one")), *FAST, "--json")))
    assert one["held"] == ["s003"]
    assert "s003" not in [scene for day in one["shooting_days"] for scene in day["scenes"]]
