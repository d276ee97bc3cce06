"""Every broken file in data/ is reported as the text beside it says, word for word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.errors import ProblemsError, Severity
from lastlook.production import Production, check, open_production, read_production
from lastlook.production.schema import fields

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parent / "data"
BROKEN = sorted(DATA.glob("*.toml"))


def folder_with(production: bytes, at: Path) -> Path:
    """Make a folder with this production file and a script."""
    (at / "production.toml").write_bytes(production)
    (at / "script.fountain").write_text("INT. GARAGE - NIGHT\n\nSnow.\n", encoding="utf-8")
    return at


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.stem)
def test_report(broken: Path, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    problems = check(folder_with(broken.read_bytes(), tmp_path))
    assert problems
    golden(broken.with_suffix(".txt"), "".join(f"{problem}\n" for problem in problems))


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.stem)
def test_errors_stop_opening_and_warnings_do_not(broken: Path, tmp_path: Path) -> None:
    root = folder_with(broken.read_bytes(), tmp_path)
    problems = check(root)
    if any(problem.severity is Severity.ERROR for problem in problems):
        with pytest.raises(ProblemsError) as caught:
            open_production(root)
        assert caught.value.problems == problems
    else:
        assert open_production(root).root == root


LITERALS = st.sampled_from(
    [
        '"MARA"', '""', '"usd"', '"07:00"', '"US-NY"', '"../x"', "0", "1", "-1", "24", "1e9", "nan",
        "true", "[]", '["A"]', '["sat"]', "[1]", "{}", "[{}]", "2027-01-18", "2027-01-16",
        "9999-12-31", "07:00:00", "2027-01-18T07:00:00Z", "[2027-01-18]", "[[2027-01-18]]",
        "[{ start = 2027-01-18, end = 2027-01-01 }]",
    ]
)  # fmt: skip


@st.composite
def productions(draw: st.DrawFn) -> str:
    """Draw a file with true keys in true places, and any values at all."""
    top = [field for field in fields(Production) if field.attribute != "root"]
    lines = [
        f"{field.name} = {draw(st.just(field.words[1]) | LITERALS)}"
        for field in top
        if not field.is_table and draw(st.integers(0, 3))
    ]
    for field in top:
        for _ in range(draw(st.integers(0, 2 if field.many else 1))) if field.is_table else ():
            lines.append(f"[[{field.name}]]" if field.many else f"[{field.name}]")
            lines += [
                f"{key.name} = {draw(st.just(key.words[1]) | LITERALS)}"
                for key in fields(field.kind)
                if draw(st.integers(0, 3))
            ]
    return "\n".join(lines)


@settings(deadline=None, max_examples=150)
@given(text=productions())
def test_any_values_give_a_production_or_a_reason(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = folder_with(text.encode(), tmp_path_factory.mktemp("film"))
    production, problems = read_production(root)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert (production is None) == bool(errors)
    length = text.count("\n") + 1
    assert all(0 <= problem.line <= length and problem.fix for problem in problems)
    assert len(set(problems)) == len(problems)
