"""The command `lastlook`, run in a temporary folder."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Protocol

import pytest
from click.testing import CliRunner

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
    """Give a copy of the example production that may be changed."""
    folder = tmp_path / "last-ride"
    shutil.copytree(last_ride, folder, ignore=shutil.ignore_patterns("book"))
    return folder
