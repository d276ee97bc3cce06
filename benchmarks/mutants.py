"""How many small faults the tests of the rules, the cost and pay would find.

Each mutant changes one thing in one file: a comparison, a sum, a number, a yield or a condition. It
is killed if the tests fail. Run it on changed rules:

    python benchmarks/mutants.py                    # every mutant of the rules and of pay
    python benchmarks/mutants.py --every 5          # a fifth of them
    python benchmarks/mutants.py --only people.py   # one file
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import resource
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis.strategies  # noqa: F401  (once, for all children)
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
ROOM = Path("src") / "lastlook" / "schedule"
FILES = (
    *("rules", "pay.py", "presence.py", "dood.py", "cost.py", "hours.py", "week.py"),
    *("minors.py", "sun.py"),
)
TESTS = ("test_rules.py", "test_violations.py", "test_pay.py", "test_cost.py")
OF_THE_CLOCK = "test_of_the_day.py"
OF_UNITS = "test_second_unit_rules.py"
OF_MINORS = ("test_clearances.py", "test_held_on_board.py")
TESTS_OF = {
    "of_the_day.py": (OF_THE_CLOCK, OF_UNITS),
    "clock.py": (OF_THE_CLOCK, OF_UNITS),
    "known.py": (OF_THE_CLOCK, OF_UNITS),
    "rest.py": (OF_THE_CLOCK, OF_UNITS),
    "board.py": (OF_UNITS,),
    "days.py": (OF_UNITS,),
    "people.py": (OF_UNITS,),
    "story.py": (OF_UNITS,),
    "places.py": (OF_UNITS,),
    "second_unit.py": (OF_UNITS,),
    "clearance.py": (*OF_MINORS, OF_UNITS),
    "light.py": ("test_terms.py",),
    "cost.py": (OF_THE_CLOCK, "test_week.py", OF_UNITS),
    "hours.py": ("test_hours.py",),
    "week.py": ("test_week.py",),
    "presence.py": (OF_UNITS,),
    "minors.py": OF_MINORS,
    "sun.py": ("test_terms.py",),
}
"""Further tests of single files, which take longer."""
LONGEST = 120
"""CPU seconds after which a mutant that runs for ever counts as killed."""
SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


def main() -> int:
    """Print what survived, and the share of mutants that were killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take each n-th mutant only")
    parser.add_argument("--only", default="", help="name of one file")
    asked = parser.parse_args()
    mutants = list(all_mutants(asked.only))[:: asked.every]
    if not passes({}):
        print("The tests fail without any mutant; mend them first.")
        return 1
    survived = 0
    for path, line, what, text in mutants:
        if passes({path: text}):
            survived += 1
            print(f"survived: {path.relative_to(ROOM)}:{line}: {what}", flush=True)
    killed = len(mutants) - survived
    share = 100 * killed / len(mutants) if mutants else 100
    print(f"{killed} of {len(mutants)} mutants killed: {share:.1f} %")
    return 0


def all_mutants(only: str) -> Iterator[tuple[Path, int, str, str]]:
    """Give each mutant: its file, line, what was changed, and the changed text."""
    for name in FILES:
        path = ROOM / name
        found = sorted((ROOT / path).glob("*.py")) if (ROOT / path).is_dir() else [ROOT / path]
        for file in found:
            if not only or file.name == only:
                text = file.read_text(encoding="utf-8")
                for line, what, changed in mutants_of(text):
                    yield file.relative_to(ROOT), line, what, changed


def mutants_of(text: str) -> Iterator[tuple[int, str, str]]:
    """Change one thing at a time; words, annotations and messages stay as they are."""
    tree = ast.parse(text)
    nodes = list(ast.walk(tree))
    # How a dataclass is made is nobody's rule.
    made = {
        id(part)
        for node in nodes
        for decorator in getattr(node, "decorator_list", ())
        for part in ast.walk(decorator)
    }
    for index, original in enumerate(nodes):
        if id(original) in made:
            continue
        changed = copy.deepcopy(tree)
        node = list(ast.walk(changed))[index]
        what = change(node)
        if what:
            yield getattr(node, "lineno", 0), what, ast.unparse(changed)


def change(node: ast.AST) -> str:
    """Change a node in place; say how, or nothing where it is left alone."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in SWAPPED:
            node.ops = [SWAPPED[type(op)]()]  # type: ignore[list-item]
            return f"{type(op).__name__} becomes {SWAPPED[type(op)].__name__}"
        case ast.BinOp(op=op, left=left) if type(op) in SWAPPED and not is_words(left):
            node.op = SWAPPED[type(op)]()  # type: ignore[assignment]
            return f"{type(op).__name__} becomes {SWAPPED[type(op)].__name__}"
        case ast.BoolOp(op=op):
            node.op = SWAPPED[type(op)]()  # type: ignore[assignment]
            return f"{type(op).__name__} becomes {SWAPPED[type(op)].__name__}"
        case ast.UnaryOp(op=ast.Not()):
            node.op = ast.UAdd()
            node.operand = ast.Call(func=ast.Name("bool"), args=[node.operand], keywords=[])
            return "not is dropped"
        case ast.Constant(value=bool(value)):
            node.value = not value
            return f"{value} becomes {not value}"
        case ast.Constant(value=int(value)):
            node.value = value + 1
            return f"{value} becomes {value + 1}"
        case ast.Expr(value=ast.Yield()):
            node.value = ast.Constant(None)
            return "yield is dropped"
        case ast.Continue():
            node.__class__ = ast.Pass  # type: ignore[assignment]
            return "continue is dropped"
        case _:
            return ""


def is_words(node: ast.AST) -> bool:
    """Whether a sum is one of words."""
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def passes(changed: dict[Path, str]) -> bool:
    """Run the tests, in a child, on a copy of the package in which some files are changed."""
    with tempfile.TemporaryDirectory() as folder:
        house = Path(folder)
        (house / "src").mkdir()
        link_package(house, changed)
        child = os.fork()
        if not child:
            further = [name for path in changed for name in TESTS_OF.get(path.name, ())]
            os._exit(run_tests(house / "src", (*TESTS, *further)))
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status) == 0


def run_tests(source: Path, tests: tuple[str, ...]) -> int:
    """Run the tests against the package in a folder; 0 if all pass."""
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(source))
    with Path(os.devnull).open("w") as nowhere:
        sys.stdout = sys.stderr = nowhere
        names = (str(ROOT / "tests" / "schedule" / test) for test in tests)
        quiet = ["-q", "-x", "-p", "no:cacheprovider", "--rootdir", str(ROOT)]
        quiet += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
        return int(pytest.main([*quiet, *names]))


def link_package(house: Path, changed: dict[Path, str]) -> None:
    """Lay out the package in links, but for folders on the way to a changed file."""
    real = {path.parent for path in changed} | {above for path in changed for above in path.parents}

    def lay(folder: Path) -> None:
        (house / folder).mkdir(parents=True, exist_ok=True)
        for item in sorted((ROOT / folder).iterdir()):
            here = folder / item.name
            if here in changed:
                (house / here).write_text(changed[here], encoding="utf-8")
            elif here in real:
                lay(here)
            elif item.name != "__pycache__":
                (house / here).symlink_to(item)

    lay(Path("src") / "lastlook")


if __name__ == "__main__":
    sys.exit(main())
