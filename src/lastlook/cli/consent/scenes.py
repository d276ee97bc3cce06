"""Which scene and which role somebody means on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.errors import LastlookError, ProblemsError
from lastlook.plan import Film, load
from lastlook.production import find_root
from lastlook.script.ledger import FILE as LEDGER_FILE
from lastlook.script.ledger import read_ledger

if TYPE_CHECKING:
    from pathlib import Path


def film_in(folder: Path) -> Film:
    """Read the production whole. Raises ProblemsError."""
    film, problems = load(folder)
    if film is None:
        raise ProblemsError(problems)
    return film


def root_of(folder: Path) -> Path:
    """Find the production's folder. Raises LastlookError."""
    root = find_root(folder)
    if root is None:
        raise LastlookError(f"{folder} is no production: it has no production.toml.")
    return root


def scene_meant(folder: Path, said: str) -> tuple[str, str]:
    """Find a scene by its number or its id: id and number as printed.

    Nobody has to mend a script before a performer can withdraw: where the production cannot be
    read, ids of scenes.toml are taken.
    """
    film, _ = load(folder)
    if film is not None:
        for scene in film.scenes:
            if said in (scene.id, scene.number):
                return scene.id, scene.number or scene.id
    else:
        path = root_of(folder) / LEDGER_FILE
        ledger = read_ledger(path.read_bytes())[0] if path.is_file() else None
        if ledger is not None and any(said == entry.id for entry in ledger.scene):
            return said, said
    raise LastlookError(
        "The script has no such scene. Give its number, such as 12A, or its id as scenes.toml "
        "has it. Nothing was written."
    )


def refuse_unknown(folder: Path, role: int) -> None:
    """Raise LastlookError where no role has the board number, as far as the film can be read."""
    film, _ = load(folder)
    if film is not None and role not in {one.id for one in film.roles}:
        raise LastlookError(
            f"No role has the board number {role}. `lastlook breakdown elements --category cast` "
            "lists them. Nothing was written."
        )
