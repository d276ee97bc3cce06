"""`lastlook breakdown suggest`: what the machine noticed and nobody has decided yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.breakdown import Suggestion
    from lastlook.script import Scene

threshold_option = click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    help="Least confidence; lower shows more, and more that is wrong.",
)
embeddings_option = click.option(
    "--embeddings",
    is_flag=True,
    help="Let a sentence encoder judge doubtful words too (the extra `sense`); slower.",
)
category_option = click.option(
    "--category", metavar="C", help="Only this category, such as props or sfx."
)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--scene", "scene_name", metavar="N", help="Only this scene: its number or its id.")
@category_option
@threshold_option
@embeddings_option
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def suggest(
    path: Path,
    *,
    scene_name: str | None,
    category: str | None,
    threshold: float | None,
    embeddings: bool,
    as_json: bool,
) -> None:
    """Suggest what each scene of PATH needs, with the words that say so.

    PATH is a production folder, or any screenplay. Of a production only what is still to be
    decided is shown: what was confirmed, rejected or dismissed is not asked again as long as its
    sentence stands.
    """
    from lastlook.breakdown.asking import scene_named
    from lastlook.cli.breakdown.film import say_json

    scenes, found = _found(path, threshold=threshold, embeddings=embeddings)
    if scene_name is not None:
        scenes = [scene_named(scenes, scene_name)]
    wanted = named_category(category)
    shown = [
        (scene, [one for one in found[scene.id] if wanted in {"", one.category}])
        for scene in scenes
    ]
    if as_json:
        say_json({"scenes": [_described(scene, rows) for scene, rows in shown if rows]})
        return
    _show(shown)


def named_category(name: str | None) -> str:
    """Return the category that a person means; empty for none. Raises LastlookError."""
    from difflib import get_close_matches

    from lastlook.breakdown.categories import CATEGORIES, category_name
    from lastlook.errors import LastlookError

    if not name:
        return ""
    known = category_name(name)
    if known is None:
        by_name = {one.casefold(): one for one in CATEGORIES}
        near = get_close_matches(name.casefold(), by_name, n=1)
        hint = (
            f"Did you mean {by_name[near[0]]}?" if near else f"There are {', '.join(CATEGORIES)}."
        )
        raise LastlookError(f"There is no category {name}. {hint}")
    return known


def _found(
    path: Path, *, threshold: float | None, embeddings: bool
) -> tuple[Sequence[Scene], Mapping[str, tuple[Suggestion, ...]]]:
    from lastlook.cli.breakdown.film import load_film, options, suggested
    from lastlook.production import find_root

    if path.is_dir() or find_root(path) is not None:
        film = load_film(path)
        return film.scenes, suggested(film, threshold=threshold, embeddings=embeddings)
    from lastlook.breakdown.suggest import suggest as suggest_all
    from lastlook.errors import ProblemsError
    from lastlook.plan.film import no_scenes
    from lastlook.script import read_file
    from lastlook.script.ledger import Ledger, identify

    screenplay = read_file(path)
    scenes, _ = identify(screenplay, Ledger())
    if not scenes:
        raise ProblemsError([no_scenes(path.name)])
    rows = suggest_all(screenplay, scenes, **options(threshold, embeddings=embeddings))
    return scenes, {scene.id: row for scene, row in zip(scenes, rows, strict=True)}


def _show(shown: Sequence[tuple[Scene, Sequence[Suggestion]]]) -> None:
    """Print each sentence once, with what it suggests below it, surest first."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False)
    for scene, rows in shown:
        if not rows:
            continue
        console.print(Text(f"\n{scene.number}  {scene.heading.text}", style="bold"))
        for quoted in _by_sentence(rows):
            table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
            table.add_column(justify="right", min_width=4)
            table.add_column(min_width=16)
            table.add_column(overflow="fold")
            for one in quoted:
                label = one.label if one.count in {None, 1} else f"{one.label}, {one.count}"
                table.add_row(
                    f"{one.confidence:.0%}", Text(one.category, style="cyan"), Text(label)
                )
            console.print(Padding(_quoted(quoted), (0, 0, 0, 2)))
            console.print(Padding(table, (0, 0, 0, 4)))
    total = sum(len(rows) for _, rows in shown)
    console.print(
        f"\n{total} suggestion{'' if total == 1 else 's'}. Decide with lastlook breakdown confirm "
        "and reject."
        if total
        else "Nothing is left to decide."
    )


def _by_sentence(rows: Sequence[Suggestion]) -> list[list[Suggestion]]:
    """Put together what one sentence suggests; sentences in the script's order."""
    found: dict[tuple[int, str], list[Suggestion]] = {}
    for one in rows:
        found.setdefault((one.quote.line, one.quote.text), []).append(one)
    return [found[key] for key in sorted(found, key=lambda key: key[0])]


def _quoted(rows: Sequence[Suggestion]) -> Any:
    """Return the sentence of some suggestions with their words marked, and its line."""
    from rich.text import Text

    quote = rows[0].quote
    text = Text(f"{quote.line}: ", style="dim")
    start = len(text)
    text.append(quote.text, style="not dim")
    for one in rows:
        at = quote.text.find(one.words) if one.words else -1
        if at >= 0:
            text.stylize("bold", start + at, start + at + len(one.words))
    return text


def _described(scene: Scene, rows: Sequence[Suggestion]) -> dict[str, Any]:
    return {
        "id": scene.id,
        "number": scene.number,
        "heading": scene.heading.text,
        "suggestions": [
            {
                "category": one.category,
                "label": one.label,
                "count": one.count,
                "confidence": round(one.confidence, 3),
                "kind": one.kind,
                "reason": one.reason,
                "words": one.words,
                "quote": one.quote.text,
                "line": one.quote.line,
            }
            for one in rows
        ],
    }
