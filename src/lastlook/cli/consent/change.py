"""`lastlook consent set` and `lastlook consent withdraw`: one word at a time, written at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import datetime

LEVELS = ("none", "kissing", "simulated intimacy", "partial nudity", "nudity")
RIDERS = ("needed", "drafted", "sent", "signed", "withdrawn")


@click.command("set")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("scene")
@click.argument("role", type=click.IntRange(1, 9999))
@click.option("--level", type=click.Choice(LEVELS), help="How intimate the performance is.")
@click.option("--rider", type=click.Choice(RIDERS), help="Where the rider stands.")
@click.option(
    "--signed-at",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]),
    help="When it was signed; without a time, the end of that day counts.",
)
@click.option("--coordinator/--no-coordinator", default=None, help="One is engaged, or is not.")
@click.option("--closed-set/--no-closed-set", default=None, help="A closed set in any case.")
def set_rider(
    folder: Path,
    scene: str,
    role: int,
    *,
    level: str | None,
    rider: str | None,
    signed_at: datetime | None,
    coordinator: bool | None,
    closed_set: bool | None,
) -> None:
    """Set what one word can say of ROLE (its board number) in SCENE (number or id).

    Texts, lists, ages and names are written into consent.toml with an editor: a command line
    is kept in the shell's history.
    """
    from lastlook.cli.consent.scenes import refuse_unknown, root_of, scene_meant
    from lastlook.consent import set_intimacy
    from lastlook.errors import LastlookError

    said = {"level": level, "rider": rider, "coordinator": coordinator, "closed_set": closed_set}
    values: dict[str, Any] = {key: value for key, value in said.items() if value is not None}
    if signed_at is not None:
        values["signed_at"] = signed_at.date()
        if signed_at.hour or signed_at.minute:
            values["signed_time"] = f"{signed_at:%H:%M}"
    if not values:
        raise LastlookError("Nothing to set: give --level, --rider or another option.")
    id_, number = scene_meant(folder, scene)
    refuse_unknown(folder, role)
    root = root_of(folder)
    set_intimacy(root, id_, role, values)
    click.echo(f"Noted for scene {number}.")
    _say_keeping(root)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("scene")
@click.argument("role", type=click.IntRange(1, 9999))
def withdraw(folder: Path, scene: str, role: int) -> None:
    """Withdraw ROLE (its board number) from SCENE (number or id), until it is shot.

    The scene leaves the board with the next `lastlook plan`. Nobody is told why: it reads as
    any scene that the production holds. No reason is asked for or kept.
    """
    from lastlook.cli.consent.scenes import root_of, scene_meant
    from lastlook.consent import HELD
    from lastlook.consent import withdraw as withdraw_from

    id_, number = scene_meant(folder, scene)
    root = root_of(folder)
    withdraw_from(root, id_, role)
    click.echo(f"Scene {number} is {HELD}. `lastlook plan {folder}` plans without it.")
    _say_keeping(root)


def _say_keeping(root: Path) -> None:
    from lastlook.cli.say import say_problems
    from lastlook.consent import check_keeping

    say_problems(check_keeping(root))
