"""The generator of feature-length scripts: same seed, same film, and one that can be shot."""

from __future__ import annotations

import hashlib
import importlib
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.breakdown import sheets
from lastlook.breakdown.decisions import Decisions
from lastlook.production import open_production
from lastlook.schedule.board import Board, ShootDay, Strip, Unit
from lastlook.schedule.build import build_shoot
from lastlook.schedule.check import violations
from lastlook.script import Kind, paginate, read, scenes_of

if TYPE_CHECKING:
    from types import ModuleType

    from lastlook.schedule.shoot import SceneNeed, Shoot

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
SEEDS = (1, 7, 30)


def load() -> ModuleType:
    """Import it as the other benchmarks do, from its own folder."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return importlib.import_module("feature")
    finally:
        sys.path.remove(str(BENCHMARKS))


feature = load()


@pytest.fixture(scope="module", params=SEEDS)
def seed(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def text(seed: int) -> str:
    return str(feature.generate(seed))


def test_the_same_seed_gives_the_same_bytes_on_every_python() -> None:
    digest = hashlib.sha256(feature.generate(7, 120).encode()).hexdigest()
    assert digest == "49481334155c527db6ee755fd647be95656a5e6b5be2b5b7545165f6adb4b90c"


def test_another_seed_gives_another_film(text: str, seed: int) -> None:
    other = feature.generate(seed + 1)
    assert text == feature.generate(seed)
    assert len(set(text.splitlines()) & set(other.splitlines())) < len(text.splitlines()) / 2


@pytest.mark.parametrize("scenes", [100, 120, 130])
def test_it_reads_without_a_problem_at_the_length_of_a_feature(seed: int, scenes: int) -> None:
    screenplay = read(feature.generate(seed, scenes).encode(), "feature.fountain")
    found = scenes_of(screenplay)
    pages = paginate(screenplay)
    assert screenplay.problems == ()
    assert len(found) == scenes
    assert 105 <= len(pages.pages) <= 130
    assert {"12A", "40A"} <= {scene.number for scene in found}
    assert len({scene.number for scene in found}) == scenes
    assert all(scene.light for scene in found)


def test_a_short_script_can_be_asked_for() -> None:
    screenplay = read(feature.generate(5, 20).encode(), "short.fountain")
    assert len(scenes_of(screenplay)) == 20
    assert 15 <= len(paginate(screenplay).pages) <= 30


def test_people_sets_and_furniture_of_a_feature(text: str, seed: int) -> None:
    screenplay = read(text.encode(), "feature.fountain")
    found = scenes_of(screenplay)
    film = feature.write_film(seed, 120)
    speaking = {name for scene in found for name in scene.cast}
    assert speaking == {role.cue for role in film.roles}
    assert 18 <= len(speaking) <= 25
    assert 10 <= len({scene.heading.set for scene in found}) <= 15
    assert 8 <= len({place.place for place in film.places}) <= 12
    assert {scene.light for scene in found} == {"day", "night"}
    kinds = {paragraph.kind for paragraph in screenplay.paragraphs}
    assert {Kind.PARENTHETICAL, Kind.TRANSITION, Kind.NOTE, Kind.SECTION, Kind.SYNOPSIS} <= kinds
    assert any(paragraph.dual for paragraph in screenplay.paragraphs)
    for mark in ("(V.O.)", "(O.S.)", "(CONT'D)", "CONTINUOUS", "LATER"):
        assert mark in text


def test_no_slot_of_the_grammar_is_left_open(text: str) -> None:
    assert "{" not in text
    assert "}" not in text


def test_final_draft_says_the_same_as_fountain(text: str, seed: int) -> None:
    printed = {Kind.SCENE_HEADING, Kind.ACTION, Kind.CHARACTER, Kind.PARENTHETICAL}
    printed |= {Kind.DIALOGUE, Kind.LYRICS, Kind.TRANSITION}

    def said(data: str, name: str) -> list[tuple[Any, ...]]:
        return [
            (paragraph.kind, paragraph.text, paragraph.number, paragraph.dual)
            for paragraph in read(data.encode(), name).paragraphs
            if paragraph.kind in printed
        ]

    fdx = feature.as_fdx(feature.write_film(seed, 120))
    assert said(fdx, "feature.fdx") == said(text, "feature.fountain")


def test_the_production_can_be_scheduled(text: str, seed: int, tmp_path: Path) -> None:
    (tmp_path / "script.fountain").write_text(text, encoding="utf-8")
    (tmp_path / "production.toml").write_text(feature.production_for(seed), encoding="utf-8")
    film = open_production(tmp_path)
    screenplay = read(text.encode(), "script.fountain")
    found = scenes_of(screenplay)
    shoot = build_shoot(film, sheets(film, screenplay, found, paginate(screenplay), Decisions()))
    assert shoot.unknown == ()
    assert any(len(player.dates) < len(shoot.dates) for player in shoot.players)
    board = fill(shoot, [day for day in shoot.dates if day >= CORE[0]])
    assert [item.text for item in violations(board, shoot)] == []
    assert board.days[-1].date <= CORE[1]


CORE = (date(2027, 4, 19), date(2027, 5, 22))
"""The weeks in which everybody and every place is free."""


def first_choice(scene: SceneNeed) -> Unit:
    return Unit.DAY if Unit.DAY in scene.units else Unit.NIGHT


def fill(shoot: Shoot, dates: list[date]) -> Board:
    """Give a plain legal board: days first, then nights, each filled location by location."""
    days: list[tuple[Unit, list[SceneNeed]]] = []
    for unit in (Unit.DAY, Unit.NIGHT):
        kind = [scene for scene in shoot.scenes if unit is first_choice(scene)]
        today: list[SceneNeed] = []
        for scene in sorted(kind, key=lambda s: (s.location, s.order)):
            places = {s.location for s in (*today, scene)}
            room = shoot.work - shoot.company_move * (len(places) - 1)
            if len(places) > 1 + shoot.max_moves or sum(s.minutes for s in (*today, scene)) > room:
                days.append((unit, today))
                today = []
            today.append(scene)
        days.append((unit, today))
    return Board(
        days=tuple(
            ShootDay(date=day, unit=unit, work=tuple(Strip(scene=scene.id) for scene in scenes))
            for day, (unit, scenes) in zip(dates, days, strict=False)
        )
    )
