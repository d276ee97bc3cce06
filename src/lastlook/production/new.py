"""Laying out a new production folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError
from lastlook.production.files import write_atomic
from lastlook.production.folder import PRODUCTION_FILE
from lastlook.production.template import USUAL_COSTS, production_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from lastlook.production.model import Assumption, Costs

MOST_NAMED = 5


def new_production(
    path: Path | str,
    *,
    start: date,
    script: Path | str | None = None,
    title: str = "",
    writer: str = "",
    cast: Sequence[tuple[int, str]] = (),
    locations: Sequence[tuple[str, str, Sequence[str]]] = (),
    assumptions: Sequence[Assumption] = (),
    costs: Costs = USUAL_COSTS,
    rate: Decimal | None = None,
    max_moves: int = 1,
) -> Path:
    """Lay out a production in a new or empty folder, or leave everything as it was.

    Writes `production.toml`, `outline.md` and the script: a copy of `script`, byte for byte,
    named `script` with the ending it has; or a short Fountain script to begin from, with its
    role and set in `production.toml`. The title defaults to the folder's name. The other
    parameters are those of `production_text`.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    ProblemsError
        The folder holds something already, or there is no such script.

    """
    root = Path(path)
    _refuse_if_used(root)
    title = title or _title(root)
    if script is None:
        script_name, script_data = "script.fountain", _script(title, writer).encode()
        cast = cast or [(1, "ANNA")]
        locations = locations or [("kitchen", "Kitchen", ["KITCHEN"])]
    else:
        script_name, script_data = f"script{Path(script).suffix}", _bytes(Path(script))
    text = production_text(
        title=title,
        script=script_name,
        start=start,
        writer=writer,
        cast=cast,
        locations=locations,
        assumptions=assumptions,
        costs=costs,
        rate=rate,
        max_moves=max_moves,
    )
    # The production file comes last: with it the folder becomes a production.
    files = {
        script_name: script_data,
        "outline.md": _OUTLINE.format(title=title).encode(),
        PRODUCTION_FILE: text.encode(),
    }
    _write(root, files)
    return root


def _refuse_if_used(root: Path) -> None:
    if not root.exists():
        return
    if not root.is_dir():
        what = "This is a file, so it cannot become a folder."
    elif inside := sorted(entry.name for entry in root.iterdir()):
        named = ", ".join(inside[:MOST_NAMED])
        more = f" and {len(inside) - MOST_NAMED} more" if len(inside) > MOST_NAMED else ""
        what = f"The folder is not empty: it holds {named}{more}."
    else:
        return
    raise ProblemsError(
        [Problem(file=str(root), what=what, fix="Nothing was touched. Choose another name.")]
    )


def _title(root: Path) -> str:
    words = root.resolve().name.replace("-", " ").replace("_", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words) or "Untitled"


def _bytes(script: Path) -> bytes:
    try:
        return script.read_bytes()
    except OSError as error:
        problem = Problem(
            file=str(script),
            what=f"The script cannot be read: {error.strerror}.",
            fix="Look at its name and folder.",
        )
        raise ProblemsError([problem]) from None


def _write(root: Path, files: dict[str, bytes]) -> None:
    """Write all files or none."""
    is_new = not root.exists()
    root.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        for name, data in files.items():
            write_atomic(root / name, data, expected=None)
            written.append(root / name)
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        if is_new:
            with suppress(OSError):
                root.rmdir()
        raise


def _script(title: str, writer: str) -> str:
    author = f"Credit: written by\nAuthor: {' '.join(writer.split())}\n" if writer.strip() else ""
    return _SCRIPT.format(title=" ".join(title.split()), author=author)


_SCRIPT = """\
Title: {title}
{author}
/*
This is a screenplay in Fountain: plain words that every editor opens and every screenwriting
program reads. A scene begins with INT. or EXT., the set and the time of day. A name in capitals
on a line of its own speaks the lines below it. Lines with # are an outline and are not printed,
nor is what stands between these marks.

Write the end first. When you know the last picture, everything before it has somewhere to go.
*/

# Beginning

INT. KITCHEN - MORNING

What we see first.

# Middle

# End

INT. KITCHEN - NIGHT

Anna at the window. What we see last.

ANNA
What is said last, or nothing.
"""
_OUTLINE = """\
# {title}: outline

One line for each beat, in the order of the film. Begin with the end: work it out, then find the
beginning it needs.

## Beginning

- Where we come in.

## Middle

- What cannot be taken back.

## End

- The last picture, the last words, and what they leave open.
"""
