"""How lines look on a terminal."""

from __future__ import annotations

from pathlib import Path

from lastlook.cli.say import alike, by_scene, in_a_command


def test_lines_of_one_scene_become_one() -> None:
    lines = ["scene 1: Props: Ring", "scene 12A: Props: Key", "scene 1: Sound: Horn", "all: else"]
    assert by_scene(lines) == [
        "scene 1: Props: Ring; Sound: Horn",
        "scene 12A: Props: Key",
        "all: else",
    ]


def test_what_several_scenes_say_is_said_once() -> None:
    lines = ["scene 1: no location", "A role: unknown", "scene 2: no location", "scene 3: other"]
    assert alike(lines) == ["scenes 1, 2: no location", "A role: unknown", "scene 3: other"]


def test_a_path_with_blanks_stands_in_quotation_marks() -> None:
    assert in_a_command(Path("my-film")) == "my-film"
    assert in_a_command(Path("Der Ritt")) == '"Der Ritt"'
