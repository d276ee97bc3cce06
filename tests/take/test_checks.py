"""Figures, gear, lamps and cameras of take files: what is said of mistakes, all at once."""

from __future__ import annotations

import pytest

from lastlook.errors import Severity
from lastlook.take import parse_take
from lastlook.take.take_file import parse_card

HEAD = 'title = "T"\nduration = 20\n[set]\ncar = "sedan"\n'
DUMP = (
    '[[dumps]]\nname = "D"\nmaterial = "paper"\nat = 1\nseconds = 2\nlitres = 5\n'
    "path = [{ x = 0, y = 0, z = 2 }]\n"
)
LAMP = (
    '[[lamps]]\nname = "L"\nkind = "led-spot"\nx = 4\ny = 3\nz = 2\naim = { x = 0, y = 0, z = 1 }\n'
)
GEAR = '[[gear]]\nname = "G"\nkind = "box"\n'
HERE = "path = [{ x = 3, y = 3 }]\n"
SHOT = "frames = [{ x = 5, y = 0, z = 1.5 }]\n"
FACE = '[[faces]]\nname = "Dora"\nseat = "front-left"\n'
CARD = '[[card]]\nmaterial = "paper"\n'
CAMERA = '[[cameras]]\nname = "A"\nsensor = "venice"\nlens = 40\n'


def said(text: str) -> list[str]:
    take, problems = parse_take((HEAD + text).encode(), "takes/t.toml")
    assert (take is None) == bool(problems)
    assert all(problem.line > 0 and problem.fix for problem in problems)
    return [f"{p.line}: {p.message}" for p in problems]


def somebody(more: str, name: str = "X") -> str:
    return f'[[figures]]\nname = "{name}"\n{more}'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (somebody(HERE + 'build = "womn"\n'), "8: There is no build `womn`. Did you mean `woman`?"),
        (
            'without = ["rear-left seat"]\n',
            "5: There is no part that comes off `rear-left seat`. Did you mean `seat rear-left`?",
        ),
        (somebody(""), "5: X is nowhere. Give a `path` with one place"),
        (
            somebody("path = [{ at = 5, x = 0, y = 3 }, { at = 5, x = 1, y = 3 }]\n"),
            "7: 5 s does not come after 5 s: a path is in the order of time.",
        ),
        (somebody("path = [{ at = 25, x = 0, y = 3 }]\n"), "7: 25 s is after the end of the take"),
        (
            "[fineness]\nthreshold = 0\n",
            "6: `threshold` cannot be 0, which is less than 0.0001. It is a share above 0",
        ),
        (
            somebody("path = { x = 0, y = 3 }\n"),
            "7: `path` is a list, not a table. Write it as path = [{ x = 12, y = 12 }].",
        ),
        (
            somebody("path = [0, 3]\n"),
            "7: `path` is a table of keys, not 0. Write it as path = [{ x = 12, y = 12 }].",
        ),
        (
            CAMERA + "frames = [{ x = 5, y = 0, z = 1.5, look = [1, 0, 1] }]\n",
            "9: `look` is a table of keys, not a list. Write it as look = { x = 12, y = 12",
        ),
        (
            "[cues]\nat = 1\n[[cues]]\nat = 2\n",
            "7: `cues` is one table above, and a list of tables here. Write every header with two",
        ),
        (somebody(HERE + "at = 21\n"), "8: 21 s is after the end of the take at 20 s."),
        (somebody(HERE + "at = 9\nuntil = 9\n"), "9: It ends before it begins."),
        (
            somebody('seat = "front-left"\n') + DUMP + 'by = "X"\n',
            "15: X has no `path` to pour from.",
        ),
        (
            somebody('seat = "rear-left"\n') + somebody('seat = "rear-left"\n', "Y"),
            "10: X sits there at the same time.",
        ),
        (somebody('seat = "roof"\n'), '7: `seat` cannot be "roof".'),
        (somebody(HERE) + somebody(HERE, "X"), "9: `X` is a figure already."),
        (somebody(HERE, "car"), "6: `car` is part of the set already."),
        (DUMP + DUMP, "13: `D` is a dump already."),
        (LAMP + somebody(HERE, "L"), "6: `L` is a figure already."),
        (
            '[[set.walls]]\nname = "W"\nx = 1\ny = 2\nto_x = 1\nto_y = 2\nheight = 3\n',
            "9: The wall ends where it begins.",
        ),
        (
            f'[[gear]]\nname = "G"\nkind = "c-stant"\n{HERE}',
            "7: There is no kind of gear `c-stant`. Did you mean `c-stand`?",
        ),
        (f'[[gear]]\nname = "G"\n{HERE}', "5: G has neither a `kind` nor a `mesh`."),
        (
            f'[[gear]]\nname = "G"\nkind = "box"\nmesh = "a.glb"\n{HERE}',
            "8: G is either of a `kind` or a `mesh` of your own.",
        ),
        (
            f'[[gear]]\nname = "G"\nkind = "box"\nscale = 2\n{HERE}',
            "8: `scale` is of a mesh.",
        ),
        (
            GEAR + "path = [{ at = 2, x = 0, y = 3 }, { at = 1, x = 1, y = 3 }]\n",
            "8: 1 s does not come after 2 s",
        ),
        (f'[[gear]]\nname = "G"\nkind = "box"\nuntil = 0\n{HERE}', "8: It ends before it begins."),
        (
            LAMP.replace("led-spot", "lcd-spot"),
            "7: There is no lamp `lcd-spot`. Did you mean `led-spot`?",
        ),
        (LAMP.replace("x = 0, y = 0, z = 1", "x = 4, y = 3, z = 2"), "11: L is aimed at itself."),
        (
            LAMP + "levels = [{ at = 9, level = 1 }, { at = 3, level = 0 }]\n",
            "12: 3 s does not come after 9 s: a list of levels is in the order of time.",
        ),
        (LAMP + "levels = [{ at = 99, level = 1 }]\n", "12: 99 s is after the end"),
        (
            CAMERA.replace("venice", "venise") + SHOT,
            "7: There is no sensor `venise`. Did you mean `venice`?",
        ),
        (CAMERA + SHOT + 'body = "camra"\n', "10: There is no camera `camra`. Did you mean"),
        (CAMERA + SHOT + 'operator = "X"\n', "10: There is no figure `X`."),
        (
            CAMERA + SHOT + 'operator = "X"\n' + CAMERA.replace('"A"', '"B"') + SHOT
            + 'operator = "X"\n' + somebody(HERE),
            "16: X operates A already.",
        ),
        (
            CAMERA + SHOT + "recorded = { width = 40, height = 20 }\n",
            "10: 40 by 20 mm is more than the sensor has: 36.2 by 24.1 mm.",
        ),
        (
            CAMERA + "frames = [{ x = 5, y = 0, z = 1, look = { x = 5, y = 0, z = 1 } }]\n",
            "9: The camera looks at where it is.",
        ),
        (
            CAMERA
            + "frames = [{ x = 5, y = 0, z = 1, pan = 9, look = { x = 0, y = 0, z = 0 } }]\n",
            "9: A keyframe has either `look` or `pan`.",
        ),
        (
            CAMERA
            + "frames = [{ at = 3, x = 5, y = 0, z = 1 }, { at = 2, x = 4, y = 0, z = 1 }]\n",
            "9: 2 s does not come after 3 s: a list of keyframes is in the order of time.",
        ),
        (CAMERA + "frames = []\n", "9: `frames` cannot be an empty list."),
        (CAMERA + SHOT + "at = 5\nuntil = 4\n", "11: It ends before it begins."),
        (
            CAMERA + SHOT + "at = 20\n",
            "10: A begins to roll at 20 s, and the picture ends at 20 s.",
        ),
        (
            CAMERA + "frames = [{ x = 5, y = 0, z = -0.1 }]\n",
            "9: `z` cannot be -0.1, which is less than 0.",
        ),
        (FACE + FACE, "9: `Dora` is a face already."),
        (
            '[[closes]]\npane = "rear"\nby = 9\n' * 2,
            "9: When rear closes is said already.",
        ),
        (CARD + "drop_metres = 2\ndrop_seconds = [0]\n", "8: A drop takes time."),
        (
            CARD + "bucket_litres = 10\nbucket_kilograms = 600\n",
            "8: This gives a `density` of 60000, which is not between 1 and 1000.",
        ),
        (
            CARD + "cone_radius = 0.3\ncone_height = 20\n",
            "8: This gives a `repose` of 89.14, which is not between 5 and 85.",
        ),
        (CARD + "drop_metres = 2000\ndrop_seconds = [2.0]\n", "7: This gives a `fall_speed`"),
        (
            CAMERA
            + SHOT
            + "squeeze = 2\nrecorded = { width = 30, height = 5 }\nextraction = 0.6\n",
            "12: 0.6 shows only 5% of a picture of 12.00.",
        ),
    ],
)  # fmt: skip
def test_mistakes_are_said_with_their_line(text: str, words: str) -> None:
    found = said(text)
    assert any(one.startswith(words) for one in found), found


def test_a_cut_is_within_the_take() -> None:
    for cut, words in (("0", "has no picture"), ("21", "21 s is after the end of the take")):
        text = HEAD.replace("duration = 20\n", f"duration = 20\ncut = {cut}\n")
        take, problems = parse_take(text.encode(), "t.toml")
        assert take is None
        assert words in problems[0].message
        assert problems[0].line == 3


def test_no_camera_begins_to_roll_after_the_cut() -> None:
    text = HEAD.replace("duration = 20\n", "duration = 20\ncut = 9\n") + CAMERA + SHOT + "at = 9\n"
    take, problems = parse_take(text.encode(), "t.toml")
    assert take is None
    assert "the picture ends at 9 s" in problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        '[[falling]]\nname = "F"\nmaterial = "paper"\nrate = 1e400\n',
        "[light]\nrear = 1e400\n",
        "[light]\nlux = 1e400\n",
        '[[cues]]\nat = 0\ndepartment = "D"\nwhat = "W"\nseconds = 1e400\n',
        "[reset]\npeople = 99999999999999999999\n",
        '[reset]\nsteps = [{ what = "W", minutes = 1e400 }]\n',
        LAMP + "power = 1e400\n",
        "[margins]\npixels = 1e400\n",
    ],
)
def test_no_number_is_more_than_a_computer_counts(text: str) -> None:
    (one,) = said(text)
    assert "which is more than" in one


def test_a_format_of_the_future_is_not_read_as_this_one() -> None:
    assert "`format` cannot be 2" in parse_take(("format = 2\n" + HEAD).encode(), "t")[1][0].message
    assert "`format` cannot be 2" in parse_card(b"format = 2\n")[1][0].message


def test_all_mistakes_are_said_at_once() -> None:
    text = (
        somebody("build = 'x'\n") + LAMP.replace("led-spot", "sun") + CAMERA.replace("venice", "v")
        + SHOT + '[[gear]]\nname = "G"\npath = [{ at = 50, x = 0, y = 3 }]\n'
    )  # fmt: skip
    found = said(text)
    assert len(found) == 6
    for words in ("no build", "is nowhere", "no lamp", "no sensor", "neither", "50 s is after"):
        assert any(words in one for one in found), words


def test_two_may_have_one_seat_after_each_other_and_an_operator_needs_no_place() -> None:
    text = (
        somebody('seat = "rear-left"\nuntil = 9\n')
        + somebody('seat = "rear-left"\nat = 9\n', "Y")
        + somebody("", "Op")
        + CAMERA
        + SHOT
        + 'operator = "Op"\nextraction = 2.39\nrecorded = { width = 36.2, height = 24.1 }\n'
    )
    assert said(text) == []


def test_a_take_that_knows_nothing_of_people_loads_no_geometry() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from lastlook.take import parse_take;"
        f"parse_take({HEAD.encode()!r}, 't.toml');"
        "print([m for m in ('numpy', 'trimesh', 'embreex') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_box_in_hands_that_a_slip_of_the_pen_names_is_a_warning() -> None:
    text = HEAD + DUMP + 'by = "Efects"\n' + somebody(HERE, "Effects")
    take, (problem,) = parse_take(text.encode(), "takes/t.toml")
    assert take is not None
    assert problem.severity is Severity.WARNING
    assert (problem.line, problem.fix) == (12, "Did you mean `Effects`?")
    # Who is nobody of the set may still be named.
    take, problems = parse_take(text.replace("Efects", "A friend").encode(), "takes/t.toml")
    assert take is not None
    assert problems == []
