"""board.toml: round trips, what people wrote stays, mistakes get line and column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path  # noqa: TC003  (hypothesis reads annotations)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.errors import ChangedUnderneathError, ProblemsError
from lastlook.schedule import (
    Banner,
    Board,
    Proof,
    SceneNeed,
    Shoot,
    ShootDay,
    Strip,
    Unit,
    read_board,
    solve,
    write_board,
)

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]


@pytest.fixture(scope="session")
def plain(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    scenes = [
        make_scene(f"s{n}", minutes=270, strip=f"{n} INT. GARAGE - NIGHT · MARA · 1 {n + 1}/8")
        for n in range(5)
    ]
    return make_shoot(scenes)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20
)
banners = st.builds(Banner, text=words, minutes=st.integers(0, 1440), move=st.booleans())


@st.composite
def boards(draw: st.DrawFn, shoot: Shoot) -> Board:
    scenes = draw(st.permutations([scene.id for scene in shoot.scenes]))
    strips = [Strip(scene=scene, locked=draw(st.booleans())) for scene in scenes]
    days = []
    for date in sorted(draw(st.sets(st.sampled_from(shoot.dates)))):
        count = draw(st.integers(0, 2))
        here, strips = strips[:count], strips[count:]
        items: list[Strip | Banner] = [*here, *draw(st.lists(banners, max_size=2))]
        work = draw(st.permutations(items))
        days.append(
            ShootDay(
                date=date,
                unit=draw(st.sampled_from(Unit)),
                locked=draw(st.booleans()),
                work=tuple(work),
            )
        )
    money = st.decimals(0, 10**9, places=2)
    proof = st.builds(
        Proof,
        cost=money,
        bound=money,
        optimal=st.booleans(),
        seconds=st.floats(0, 1000),
        seed=st.integers(0, 2**31),
    )
    return Board(days=tuple(days), boneyard=tuple(strips), proof=draw(st.none() | proof))


@settings(deadline=None, max_examples=80)
@given(data=st.data())
def test_what_is_written_is_read(
    data: st.DataObject, plain: Shoot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("board") / "board.toml"
    first, second = data.draw(boards(plain)), data.draw(boards(plain))
    snapshot = write_board(path, first, plain, expected=None)
    assert read_board(path, plain).board == first
    # And over a file that is there, with or without remarks of people.
    if data.draw(st.booleans()):
        text = path.read_text("utf-8").replace("[[day]]", "# mine\n[[day]]")
        path.write_text(f"# mine\n\n{text}\n# mine", "utf-8")
    again = read_board(path, plain)
    assert again.board == first
    write_board(path, second, plain, expected=again.snapshot)
    assert read_board(path, plain).board == second
    assert snapshot.path == path


def test_a_file_is_made_to_be_edited(plain: Shoot, tmp_path: Path) -> None:
    path = tmp_path / "board.toml"
    write_board(path, solve(plain, seconds=1).board, plain, expected=None)
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("# The stripboard.")
    assert '    "s1",  # 1 INT. GARAGE - NIGHT · MARA · 1 2/8' in lines
    assert "date = 2027-01-18" in lines


def test_remarks_stay_with_their_days(plain: Shoot, tmp_path: Path) -> None:
    path = tmp_path / "board.toml"
    board = solve(plain, seconds=1).board
    write_board(path, board, plain, expected=None)
    parts = path.read_text("utf-8").split("[[day]]")
    parts[0] = "# Ask Ines before you change this.\n" + parts[0] + "# above the first\n"
    parts[1] = parts[1].replace("strips = [\n", "strips = [\n    # within the first\n")
    parts[1] += "# below the first, on its own\n\n"
    parts[2] = parts[2].replace('"s', '# within the second\n    "s', 1)
    path.write_text("[[day]]".join(parts), "utf-8")

    read = read_board(path, plain)
    first, second, *others = board.days
    changed = replace(board, days=(first, replace(second, work=()), *others), proof=None)
    write_board(path, changed, plain, expected=read.snapshot)
    text = path.read_text("utf-8")
    assert text.startswith("# Ask Ines before you change this.\n")
    assert text.count("# The stripboard.") == 1
    assert "# above the first\n[[day]]\ndate = 2027-01-18\n" in text
    assert "strips = [\n    # within the first\n" in text
    assert "# below the first, on its own" in text
    assert "# within the second\n[[day]]" in text

    read = read_board(path, plain)
    write_board(path, replace(changed, days=(first,)), plain, expected=read.snapshot)
    assert "# within the second" in path.read_text("utf-8")


def test_writing_the_same_board_again_changes_no_byte(plain: Shoot, tmp_path: Path) -> None:
    path = tmp_path / "board.toml"
    board = solve(plain, seconds=1).board
    write_board(path, board, plain, expected=None)
    before = path.read_bytes()
    write_board(path, board, plain, expected=read_board(path, plain).snapshot)
    assert path.read_bytes() == before


def test_line_endings_stay(plain: Shoot, tmp_path: Path) -> None:
    path = tmp_path / "board.toml"
    board = solve(plain, seconds=1).board
    write_board(path, board, plain, expected=None)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    read = read_board(path, plain)
    assert read.board == board
    write_board(path, board, plain, expected=read.snapshot)
    assert path.read_bytes() == before


def test_a_changed_file_is_not_overwritten(plain: Shoot, tmp_path: Path) -> None:
    path = tmp_path / "board.toml"
    write_board(path, Board(), plain, expected=None)
    read = read_board(path, plain)
    path.write_text("# somebody was here\n", "utf-8")
    with pytest.raises(ChangedUnderneathError):
        write_board(path, Board(), plain, expected=read.snapshot)
    assert path.read_text("utf-8") == "# somebody was here\n"


def test_an_edit_ends_the_proof(plain: Shoot, tmp_path: Path) -> None:
    path = tmp_path / "board.toml"
    board = solve(plain, seconds=1).board
    write_board(path, board, plain, expected=None)
    assert read_board(path, plain).board.proof == board.proof
    dearer = replace(plain, day_cost=plain.day_cost + 1)
    assert read_board(path, dearer).board.proof is None
    renamed = replace(plain, scenes=tuple(replace(s, label="other words") for s in plain.scenes))
    assert read_board(path, renamed).board.proof == board.proof
    text = path.read_text("utf-8")
    path.write_text(text.replace('"s0",', '{ scene = "s9", locked = false },'), "utf-8")
    edited = read_board(path, plain)
    assert edited.board.proof is None
    assert edited.by_hand


def test_a_lock_more_keeps_the_proof_and_a_lock_less_ends_it(plain: Shoot, tmp_path: Path) -> None:
    path = tmp_path / "board.toml"
    board = solve(plain, seconds=1).board
    write_board(path, board, plain, expected=None)
    text = path.read_text("utf-8")
    path.write_text(text.replace('"s0",', '{ scene = "s0", locked = true },'), "utf-8")
    read = read_board(path, plain)
    assert Strip(scene="s0", locked=True) in read.board.days[0].strips
    assert read.board.proof == board.proof
    assert not read.by_hand

    # Solved under the lock, the proof says nothing about boards without it.
    solved = solve(plain, seconds=1, keep=read.board).board
    write_board(path, solved, plain, expected=read.snapshot)
    assert read_board(path, plain).board.proof == solved.proof
    text = path.read_text("utf-8")
    path.write_text(text.replace("locked = true", "locked = false"), "utf-8")
    assert read_board(path, plain).board.proof is None


def test_mistakes_are_all_found_with_line_and_column(plain: Shoot, tmp_path: Path) -> None:
    path = tmp_path / "board.toml"
    path.write_text(
        'boneyard = ["s0", 7]\n'
        "\n"
        "[[day]]\n"
        "date = 2027-01-19\n"
        'strips = ["s1", "s0"]\n'
        "\n"
        "[[day]]\n"
        "date = 2027-01-18\n"
        'unit = "dusk"\n'
        'strips = ["s2"]\n'
        "[[day]]\n"
        "date = 2027-01-18\n"
        'strips = [{ scene = "s3", lokced = true }]\n',
        "utf-8",
    )
    with pytest.raises(ProblemsError) as caught:
        read_board(path, plain)
    places = [(problem.line, problem.column) for problem in caught.value.problems]
    assert places == [(1, 19), (5, 17), (9, 1), (12, 1), (13, 27)]
    assert all(problem.fix for problem in caught.value.problems)


def test_a_mistyped_key_of_a_day_hears_of_every_key_there_is(plain: Shoot, tmp_path: Path) -> None:
    path = tmp_path / "board.toml"
    path.write_text('[[day]]\ndate = 2027-01-18\nqqq = 1\nstrips = ["s0"]\n')
    with pytest.raises(ProblemsError) as refused:
        read_board(path, plain)
    (problem,) = refused.value.problems
    assert problem.what.startswith("`qqq` is not known in ")
    assert problem.fix is not None
    assert all(f"`{key}`" in problem.fix for key in ("date", "unit", "locked", "strips"))


def test_strips_that_are_gone_and_days_off_are_warned_of(plain: Shoot, tmp_path: Path) -> None:
    path = tmp_path / "board.toml"
    off = plain.dates[-1] + timedelta(days=1)
    path.write_text(f'[[day]]\ndate = {off}\nstrips = ["s1", "gone"]\n', "utf-8")
    read = read_board(path, plain)
    assert [(problem.line, problem.severity) for problem in read.problems] == [
        (2, "warning"),
        (3, "warning"),
    ]
    assert Strip(scene="gone") in read.board.days[0].strips
    solved = solve(plain, seconds=1, keep=read.board)
    assert solved.vanished == (Strip(scene="gone"),)
    write_board(path, solved.board, plain, expected=read.snapshot)
    assert '"gone",  # not in the script any more' in path.read_text("utf-8")
    assert read_board(path, plain).problems == ()


def test_a_round_sum_stays_exact(plain: Shoot, tmp_path: Path) -> None:
    path = tmp_path / "board.toml"
    proof = Proof(
        cost=Decimal("1234567.10"), bound=Decimal("0.30"), optimal=False, seconds=5.0, seed=1
    )
    write_board(path, Board(proof=proof), plain, expected=None)
    assert read_board(path, plain).board.proof == proof
