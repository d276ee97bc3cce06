"""Every broken file in data/ is reported as the text beside it says, word for word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lastlook.errors import ProblemsError, Severity
from lastlook.production import check, open_production

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
