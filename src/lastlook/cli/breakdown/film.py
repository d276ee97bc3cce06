"""What the commands of `lastlook breakdown` share: the film, its files, its open suggestions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from lastlook.errors import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from lastlook.breakdown import Suggestion
    from lastlook.breakdown.register import Entry
    from lastlook.plan import Film
    from lastlook.production import Snapshot
    from lastlook.script.drafts.changes import Change


done_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print what was decided, and the files, for programs."
)


def load_film(folder: Path) -> Film:
    """Read the production of a folder. Raises ProblemsError with all that is wrong."""
    from lastlook.plan import load

    film, problems = load(folder)
    if film is None:
        raise ProblemsError(problems)
    return film


def entries_of(film: Film) -> tuple[Entry, ...]:
    """Return the film's elements."""
    from lastlook.breakdown.register import register

    return register(film.decisions, film.sheets, film.production.cast)


def suggested(
    film: Film, *, threshold: float | None = None, embeddings: bool = False
) -> Mapping[str, tuple[Suggestion, ...]]:
    """Return what nobody has decided yet, by scene id."""
    from lastlook.breakdown.asking import open_suggestions

    rows = _rows(film, threshold=threshold, embeddings=embeddings)
    return open_suggestions(rows, film.screenplay, film.scenes, film.sheets, film.decisions)


def _rows(
    film: Film, *, threshold: float | None, embeddings: bool
) -> Sequence[Sequence[Suggestion]]:
    from lastlook.breakdown.suggest import suggest

    return suggest(
        film.screenplay,
        film.scenes,
        cast=film.production.cast,
        decisions=film.decisions,
        **options(threshold, embeddings=embeddings),
    )


def options(threshold: float | None, *, embeddings: bool) -> dict[str, Any]:
    """Return what a person asked of the engine; the rest stays as it is by itself."""
    asked: dict[str, Any] = {} if threshold is None else {"threshold": threshold}
    return {**asked, "embeddings": True} if embeddings else asked


def decide(
    film: Film,
    edit: Callable[[Snapshot], bytes],
    what: str,
    also: Sequence[Change] = (),
) -> tuple[str, ...]:
    """Write a decision into breakdown.toml, with the ledger that its scene ids are from.

    Nothing is written where the decision is there already. Returns the files that changed.
    """
    from lastlook.breakdown.decisions import FILE
    from lastlook.breakdown.edits import HEADER
    from lastlook.breakdown.journal import write
    from lastlook.production import Snapshot, read_snapshot
    from lastlook.script.drafts.changes import Change
    from lastlook.script.ledger import FILE as LEDGER_FILE
    from lastlook.script.ledger import ledger_text

    path = film.production.root / FILE
    there = read_snapshot(path) if path.is_file() else None
    before = there or Snapshot.of(path, HEADER.encode())
    after = edit(before)
    if after == before.data and not also:
        return ()
    changes = [Change(path=FILE, before=there.data if there else None, after=after), *also]
    ledger = ledger_text(film.ledger).encode()
    if film.ledger_file is None or film.ledger_file.data != ledger:
        known = film.ledger_file.data if film.ledger_file else None
        changes.insert(0, Change(path=LEDGER_FILE, before=known, after=ledger))
    return write(film.production.root, changes, what)


def say_done(folder: Path, done: str, files: Sequence[str], *, as_json: bool = False) -> None:
    """Say what was decided and how it is taken back, or that it was so already."""
    from lastlook.cli.say import in_a_command

    if as_json:
        say_json({"done": done, "files": list(files)})
    elif files:
        click.echo(f"{done} To take it back: lastlook breakdown undo {in_a_command(folder)}")
    else:
        click.echo("That is decided already; nothing was written.")


def say_json(value: Mapping[str, Any]) -> None:
    """Print a report for programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
