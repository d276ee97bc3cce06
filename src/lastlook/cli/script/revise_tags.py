"""The part of a draft's report that is about tags: for people, and for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from lastlook.breakdown.tags import TagState, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lastlook.breakdown.sentence_index import Match
    from lastlook.breakdown.tags import TagStatus
    from lastlook.breakdown.through_drafts import Through

_WORDS = {
    TagState.CHANGED: ("Tags whose sentence changed", "on the sheet, and asked again"),
    TagState.MOVED: ("Tags whose sentence is in another scene", "still on their own"),
    TagState.ORPHANED: (
        "Tags without a scene",
        "kept under its id; lastlook breakdown carry moves them",
    ),
}
_MOST = 60
"""Characters of a sentence that are shown."""


def described_tags(through: Through) -> dict[str, Any]:
    """Return what programs are told of the tags; those that are kept are only counted."""
    return {
        "total": len(through.tags),
        "counts": through.counts,
        "requoted": through.requoted,
        "carried": [asdict(one) for one in through.carried],
        "faded": [asdict(tag) for tag in through.faded],
        "tags": [asdict(tag) for tag in through.tags if tag.state is not TagState.KEPT],
    }


def show_tags(through: Through) -> None:
    """Print what a draft does to the tags; nothing where there are none."""
    if not through.tags:
        return
    console = Console(highlight=False, markup=False, soft_wrap=True)
    numbers = {change.id: change.number for change in through.revision.report.scenes}
    for title, rows in _sections(through, numbers):
        console.print(Text(title, style="bold"))
        for row in rows:
            console.print(row)
        console.print()
    console.print(Text(counts_line(through.tags)))
    console.print()


def counts_line(tags: Sequence[TagStatus]) -> str:
    """Say how many tags there are in each state: `600 tags: 580 kept, 20 changed`."""
    parts = [f"{count} {state}" for state, count in counted(tags).items() if count]
    return f"{len(tags)} tag{'' if len(tags) == 1 else 's'}: {', '.join(parts)}"


def _sections(through: Through, numbers: Mapping[str, str]) -> Iterator[tuple[str, Iterable[Text]]]:
    if through.carried:
        yield (
            "Tags carried",
            (
                Text(f"  {one.before} ({numbers.get(one.before, '?')})  ")
                .append(f"{one.category}: {one.label}")
                .append(
                    f"  to {one.after} ({numbers.get(one.after, '?')}), where its sentence is"
                    if one.before != one.after
                    else "  from the script before into breakdown.toml",
                    style="dim",
                )
                for one in through.carried
            ),
        )
    if through.requoted:
        yield (
            "Sentences remembered under a new name",
            [Text(f"  {through.requoted}, as the character was renamed throughout")],
        )
    for state, (title, note) in _WORDS.items():
        tags = [tag for tag in through.tags if tag.state is state]
        if tags:
            yield f"{title} ({note})", (row for tag in tags for row in tag_lines(tag))
    if through.faded:
        yield (
            "Tags whose words left their scene (on the sheet)",
            (row for tag in through.faded for row in tag_lines(tag)),
        )


def tag_lines(tag: TagStatus) -> Iterator[Text]:
    """Show a tag: its scene, what it is, its sentence, and what comes nearest."""
    line = Text("  ").append(tag.scene_id, style="cyan").append(f"  {tag.number:<4} ")
    yield line.append(f"{tag.category}: {tag.label}")
    if tag.quote:
        yield Text(f"        “{_cut(tag.quote)}”", style="dim")
    if tag.match is not None and tag.state is not TagState.KEPT:
        yield _nearest(tag.match, of_label=not tag.quote)
    elif tag.state in {TagState.CHANGED, TagState.ORPHANED}:
        yield Text("        nothing like it is in the script", style="dim")


def _nearest(match: Match, *, of_label: bool) -> Text:
    how = "its words" if of_label else "there" if match.ratio == 1 else f"nearest {match.ratio:.0%}"
    return (
        Text("        ")
        .append(f"{how}: ", style="dim")
        .append(f"{match.scene_id} ({match.number}), line {match.line}: “{_cut(match.sentence)}”")
    )


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
