"""The scenes of one shooting day, for its sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.errors import LastlookError, ProblemsError

if TYPE_CHECKING:
    from pathlib import Path


def scenes_of_day(script: Path, day: int) -> str:
    """Give the numbers of the scenes that shooting day `day` has on the production's board.

    They are joined by commas, as `--scenes` takes them.

    Raises
    ------
    LastlookError
        The file is no production's script, or its board has no such day.
    ProblemsError
        The production cannot be read.
    """
    from lastlook.breakdown import whole_scene
    from lastlook.plan import load
    from lastlook.production import find_root
    from lastlook.schedule import build_shoot, read_board

    root = find_root(script)
    board_file = root / "board.toml" if root is not None else None
    if root is None or board_file is None or not board_file.is_file():
        raise LastlookError(
            f"{script} stands in no production that has a board, so nobody knows what is shot "
            f"on day {day}. Make one with `lastlook plan`, or name the scenes with --scenes."
        )
    film, problems = load(root)
    if film is None:
        raise ProblemsError(problems)
    if film.production.script_path.resolve() != script.resolve():
        raise LastlookError(
            f"{script} is not the script of its production, {film.production.script}: "
            "its scenes are on no board. Name them with --scenes."
        )
    board = read_board(board_file, build_shoot(film.production, film.sheets)).board
    shot = [one for one in board.days if one.strips]
    if not 0 < day <= len(shot):
        raise LastlookError(
            f"The board has no shooting day {day}: it has {len(shot)}. "
            "Give a day that `lastlook plan` lists."
        )
    numbers = {scene.id: scene.number for scene in film.scenes}
    scenes = dict.fromkeys(whole_scene(strip.scene) for strip in shot[day - 1].strips)
    return ",".join(numbers[scene] for scene in scenes if scene in numbers)
