"""The command `lastlook`, run in a temporary folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from click.testing import CliRunner
from tests.example import without_take

from lastlook.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


class Run(Protocol):
    """Runs lastlook and holds it to an exit code."""

    def __call__(self, *args: object, code: int = 0) -> Result: ...


@pytest.fixture
def lastlook() -> Run:
    def run(*args: object, code: int = 0) -> Result:
        result = CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.fixture
def ride(last_ride: Path, tmp_path: Path) -> Path:
    """Give a copy of the example production, without its take, that may be changed."""
    return without_take(last_ride, tmp_path / "last-ride")
