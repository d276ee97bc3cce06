"""`lastlook schedule talent`, for people and for programs."""

from __future__ import annotations

import json
import subprocess
import sys
from random import Random
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

CONCERT = """\
numPieces = 9; numPlayers = 5;
ia = [|1,1,0,1,0,1,1,0,1|1,1,0,1,1,1,0,1,0|1,1,0,0,0,0,1,1,0|1,0,0,0,1,1,0,0,1|0,0,1,0,1,1,1,1,0|];
c = [1,1,1,1,1];
d = [2,4,1,3,3,2,5,7,7];
"""


@pytest.fixture
def concert(tmp_path: Path) -> Path:
    (tmp_path / "concert.dzn").write_text(CONCERT, encoding="utf-8")
    return tmp_path / "concert.dzn"


def test_json_has_just_the_promised_keys(lastlook: Run, concert: Path) -> None:
    found = json.loads(lastlook("schedule", "talent", concert, "--json").stdout)
    assert list(found) == ["cost", "holding_cost", "bound", "optimal", "order", "seconds"]
    assert (found["cost"], found["holding_cost"], found["bound"]) == (111, 17, 111)
    assert found["optimal"] is True
    assert sorted(found["order"]) == list(range(1, 10))


def test_people_read_the_proof(lastlook: Run, concert: Path) -> None:
    said = lastlook("schedule", "talent", concert).stdout
    assert "Cost: 111, of which 17 for days held" in said
    assert "Proved: no order costs less" in said


def test_without_time_there_is_an_order_and_a_bound(lastlook: Run, concert: Path) -> None:
    said = lastlook("schedule", "talent", concert, "--seconds", "0").stdout
    assert "No order costs less than 94; this one is at most" in said


def test_ctrl_c_gives_the_best_order_so_far(tmp_path: Path) -> None:
    """Seventy scenes take hours to prove; the second Ctrl-C would end the command."""
    random = Random(1)
    rows = [",".join(str(int(random.random() < 0.2)) for _ in range(70)) for _ in range(10)]
    text = f"ia = [|{'|'.join(rows)}|]; c = {[7] * 10}; d = {[1] * 70};"
    (tmp_path / "film.dzn").write_text(text, encoding="utf-8")
    interrupted = (
        "import os, signal, sys\n"
        "from lastlook.cli import main\n"
        "from lastlook.schedule.talent import plain\n"
        "search = plain.search\n"
        "def begun(part, over):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return search(part, over)\n"
        "plain.search = begun\n"
        "main(['schedule', 'talent', 'film.dzn', '--json'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", interrupted],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert sorted(found["order"]) == list(range(1, 71))
    assert found["bound"] < found["cost"]


def test_a_bad_file_is_named_with_its_place(lastlook: Run, concert: Path) -> None:
    concert.write_text(CONCERT.replace("c = [1,", "c = ["), encoding="utf-8")
    said = lastlook("schedule", "talent", concert, code=1).stderr
    assert "concert.dzn:3:5: error: c has 4 rates, but there are 5 rows in ia." in said
    found = json.loads(lastlook("schedule", "talent", concert, "--json", code=1).stdout)
    assert [(p["line"], p["column"]) for p in found["problems"]] == [(3, 5)]
