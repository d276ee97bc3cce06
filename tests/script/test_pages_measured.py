"""Agreement with pages and lengths that Final Draft itself stored.

The floors stand a little below what was measured when they were set; docs/pages.md has the table.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
FLOORS = {
    "plain": (0.995, 0.995),
    "acts": (0.99, 0.975),
    "continued": (0.99, 0.98),
    "paper": (0.98, 0.98),
    "spacing": (0.98, 0.965),
    "faces": (0.9, 0.75),
    "custom": (0.99, 0.975),
    "overrides": (0.99, 0.975),
    "dual": (0.98, 0.98),
    "lines": (1.0, 1.0),
    "short": (1.0, 1.0),
}
ALL_FLOOR = (0.995, 0.99)


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return importlib.import_module("fd_pages")
    finally:
        sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def results(benchmark: ModuleType, shared_data: Path) -> list[Any]:
    folder = shared_data / "fd-pages"
    if not folder.is_dir():
        pytest.skip("no documents laid out by Final Draft here")
    return [benchmark.measure(path) for path in sorted(folder.glob("*.fdx"))]


def rates(results: list[Any]) -> tuple[float, float]:
    scenes = sum(result.scenes for result in results)
    pages = sum(result.pages for result in results)
    return pages / scenes, sum(result.lengths for result in results) / scenes


@pytest.mark.parametrize("group", FLOORS)
def test_scene_pages_and_lengths_agree_in_every_group(results: list[Any], group: str) -> None:
    found = rates([result for result in results if group in result.groups])
    floor = FLOORS[group]
    assert found[0] >= floor[0], f"pages of {group}: {found[0]:.1%}"
    assert found[1] >= floor[1], f"lengths of {group}: {found[1]:.1%}"


@pytest.mark.parametrize("half", [0, 1])
def test_both_halves_agree_alike(results: list[Any], half: int) -> None:
    found = rates(results[half::2])
    assert found[0] >= ALL_FLOOR[0]
    assert found[1] >= ALL_FLOOR[1]


def test_no_document_is_left_out_and_every_group_is_measured(
    results: list[Any], benchmark: ModuleType
) -> None:
    assert len(results) == 97
    assert sum(result.scenes for result in results) == 1046
    assert set(FLOORS) == set(benchmark.GROUPS)


def test_the_report_names_every_group_and_the_worst(
    results: list[Any], benchmark: ModuleType
) -> None:
    report = benchmark.report(results, verbose=True)
    assert all(f"\n{group}" in report for group in benchmark.GROUPS)
    assert "every even document" in report
