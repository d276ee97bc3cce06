"""`lastlook new`: lay out a production folder."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--script",
    type=click.Path(path_type=Path),
    help="A screenplay (Fountain or FDX) to begin with; it is copied, never changed.",
)
@click.option(
    "--start",
    type=click.DateTime(["%Y-%m-%d"]),
    help="First day that may be shot on; four weeks from now without it.",
)
def new(folder: Path, script: Path | None, start: datetime | None) -> None:
    """Lay out a complete, commented production in FOLDER.

    With --script, roles and sets are taken from it, and what had to be supposed is stated.
    """
    from lastlook.plan import first_monday, new_from_script
    from lastlook.production import new_production

    first = start.date() if start else first_monday(date.today())  # noqa: DTZ011
    if script is None:
        root = new_production(folder, start=first)
    else:
        root = new_from_script(script, folder, start=first, start_stated=start is not None)
    for path in sorted(root.iterdir()):
        click.echo(str(path))
    click.echo(f"Next: open {root / 'production.toml'}, then run: lastlook plan {root}")
