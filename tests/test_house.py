"""The house itself: which way imports point, and what no committed file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "lastlook"

LEFT_OF = {
    "errors": set(),
    "production": {"errors"},
    "language": {"errors"},
    "typeset": {"errors"},
    "script": {"errors", "production", "language", "typeset"},
    "breakdown": {"errors", "production", "language", "script"},
    "consent": {"errors", "production", "language", "script", "breakdown"},
    "take": {"errors", "production", "language", "script", "breakdown"},
    "schedule": {"errors", "production", "language", "script", "breakdown", "consent", "take"},
}
LEFT_OF["paperwork"] = {*LEFT_OF}
LEFT_OF["exchange"] = {*LEFT_OF} - {"paperwork", "typeset"}
LEFT_OF["plan"] = {*LEFT_OF}
LEFT_OF["cli"] = {*LEFT_OF}
LEFT_OF["__init__"] = {"errors", "production"}
LEFT_OF["__main__"] = {"cli"}
"""Which rooms and modules each may import from; itself is always allowed."""


def imported_rooms(path: Path) -> set[str]:
    """Return the rooms of lastlook that a file imports from, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            module = node.module or ""
            names = {alias.name for alias in node.names}
            found |= {f"lastlook.{n}" for n in names} if module == "lastlook" else {module}
    parts = [name.split(".") for name in found]
    return {p[1] for p in parts if p[0] == "lastlook" and len(p) > 1 and p[1] != "__version__"}


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE))
)
def test_imports_point_one_way(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    assert room in LEFT_OF, f"{room} has no place in the house; give it one here"
    assert imported_rooms(path) <= LEFT_OF[room] | {room}


def test_the_house_has_no_circle() -> None:
    order: list[str] = []
    while len(order) < len(LEFT_OF):
        free = [r for r in LEFT_OF if r not in order and LEFT_OF[r] <= {*order, r}]
        assert free, "rooms import from each other in a circle"
        order += free


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.name)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def committed() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in committed():
        try:
            found.append((str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def test_only_the_public_index_is_named_as_a_package_host() -> None:
    allowed = {"pypi.org", "files.pythonhosted.org"}
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://([^/\"\s]+)", lock)) == allowed


def test_nothing_is_left_half_done() -> None:
    marks = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
    left = [
        name
        for name, text in texts()
        if name.endswith((".py", ".typ", ".toml")) and name != "tests/test_house.py"
        if name != "pyproject.toml" and marks.search(text)
    ]
    assert left == []


def test_no_path_of_a_machine_is_committed() -> None:
    # Put together here so that this file does not hold what it looks for.
    paths = re.compile("/" + "(?:home|root|Users|work)/" + r"\w")
    assert [name for name, text in texts() if paths.search(text)] == []


def test_changelog_is_in_order_of_versions() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\d+)\.(\d+)\.(\d+)", text, re.MULTILINE)
    numbers = [tuple(map(int, version)) for version in versions]
    assert numbers
    assert all(later > earlier for later, earlier in pairwise(numbers))
