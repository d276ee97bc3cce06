"""The report on a new draft: for people, and for programs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from lastlook.language.inflect import how_many
from lastlook.script.drafts.compare_report import Fate
from lastlook.script.pages.eighths import format_eighths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastlook.script.drafts.compare_report import DraftReport, SceneAt, SceneChange
    from lastlook.script.drafts.compare_words import Edit
    from lastlook.script.drafts.revise import Revision

_MOST_WORDS = 30
"""Words of one change that are shown."""


def described(revision: Revision) -> dict[str, Any]:
    """Return what `lastlook script revise --json` prints."""
    report = revision.report
    return {
        "draft": _plain(asdict(revision.draft)),
        "before": _plain(asdict(revision.before)),
        "old": asdict(report.old),
        "new": asdict(report.new),
        "renames": [asdict(rename) for rename in report.renames],
        "scenes": [
            {
                **asdict(change),
                "number": change.number,
                "renumbered": change.renumbered,
                "eighths_changed": change.eighths_changed,
                "drift": change.drift,
            }
            for change in report.scenes
        ],
        "problems": [
            {"file": p.file, "line": p.line, "column": p.column, "message": p.message}
            for p in revision.problems
        ],
    }


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in value.items()}


def show(revision: Revision) -> None:
    """Print the report: what happened to scenes first, then their words, then the pages."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    draft = revision.draft
    when = f"{draft.date:%A} {draft.date.day} {draft.date:%B %Y}" if draft.date else ""
    console.print(Text(f"{draft.name} draft, {when}", style="bold"))
    if revision.edited:
        console.print(
            f"The {revision.before.name} draft had been edited in place; this compares with it as "
            "it was last."
        )
    console.print(_sizes(revision.report))
    for title, lines in _sections(revision.report):
        rows = list(lines)
        if rows:
            console.print()
            console.print(Text(title, style="bold"))
            for row in rows:
                console.print(row)
    console.print()


def _sizes(report: DraftReport) -> str:
    old, new = report.old, report.new
    return (
        f"{how_many(old.scenes, 'scene')} on {how_many(old.pages, 'page')} became {new.scenes} on "
        f"{new.pages}; "
        f"the scenes' eighths {format_eighths(old.eighths)} became {format_eighths(new.eighths)}"
    )


def _sections(report: DraftReport) -> Iterator[tuple[str, Iterable[Text]]]:
    scenes = report.scenes
    names = {change.id: f"{change.id} ({change.number})" for change in scenes}

    def of(fate: Fate) -> list[SceneChange]:
        return [change for change in scenes if change.fate is fate]

    yield (
        "Renamed throughout",
        (
            Text(f"  {one.old} is now {one.new}, in {_scenes(one.scenes, names)}")
            for one in report.renames
        ),
    )
    yield "Added", (_head(c, _where(c.new)) for c in of(Fate.ADDED))
    yield "Back from an earlier draft", (_head(c, _where(c.new)) for c in of(Fate.RESTORED))
    yield (
        "Split",
        (_head(c, f"cut from {names[c.relative]}, which keeps its id") for c in of(Fate.SPLIT)),
    )
    yield (
        "Merged",
        (
            row
            for c in of(Fate.MERGED)
            for row in (_head(c, f"is now in {names[c.relative]}"), *_hanging(c))
        ),
    )
    yield "Omitted", (row for c in of(Fate.OMITTED) for row in (_head(c), *_hanging(c)))
    yield (
        "Moved",
        (
            _head(c, f"now after {names[c.moved_after]}" if c.moved_after else "now the first")
            for c in scenes
            if c.moved_after is not None
        ),
    )
    yield "Retitled", (_retitled(c) for c in scenes if c.retitled)
    yield "Renumbered", _renumbered(scenes)
    yield "Cast changed", (_cast(c) for c in scenes if c.cast_added or c.cast_gone)
    yield "Length changed", (_length(c) for c in scenes if c.eighths_changed)
    yield (
        "Words changed",
        (row for c in scenes if c.edits for row in (_head(c), *map(_edit, c.edits))),
    )
    yield "Page drift", _drift(scenes)


def _head(change: SceneChange, more: str = "") -> Text:
    """Begin a line with id, number and heading."""
    at = change.new or change.old
    line = Text("  ").append(change.id, style="cyan").append(f"  {change.number:<4} ")
    line.append(at.heading if at else "")
    return line.append(f"  {more}", style="dim") if more else line


def _hanging(change: SceneChange) -> Iterator[Text]:
    for use in change.hanging:
        yield Text("        ").append("still decided for it: ", style="yellow").append(use)


def _where(at: SceneAt | None) -> str:
    return f"page {at.page}, {format_eighths(at.eighths)}" if at else ""


def _scenes(ids: tuple[str, ...], names: dict[str, str]) -> str:
    few = ", ".join(names[id_] for id_ in ids[:4]) + (", …" if len(ids) > 4 else "")
    return f"{len(ids)} scene{'' if len(ids) == 1 else 's'}: {few}" if ids else "no scene"


def _retitled(change: SceneChange) -> Text:
    was = change.old.heading if change.old else ""
    return _head(change).append("  was ", style="dim").append(was)


def _renumbered(scenes: Iterable[SceneChange]) -> Iterator[Text]:
    """Show new numbers; a run that all went up or down by the same is one line."""

    def step(change: SceneChange) -> object:
        if not change.renumbered or change.old is None or change.new is None:
            return None
        old, new = change.old.number, change.new.number
        return int(new) - int(old) if old.isdecimal() and new.isdecimal() else change.id

    for shift, group in groupby((c for c in scenes if c.old and c.new), key=step):
        run = list(group)
        if shift is None:
            continue
        first, last = run[0], run[-1]
        if len(run) < 3:
            for change in run:
                yield _head(change, f"was {change.old.number if change.old else ''}")
        else:
            yield Text(
                f"  {first.id} to {last.id}  {first.number} to {last.number}, {len(run)} scenes: "
                f"were {first.old.number if first.old else ''} to "
                f"{last.old.number if last.old else ''}"
            )


def _cast(change: SceneChange) -> Text:
    line = _head(change)
    for name in change.cast_added:
        line.append(f"  +{name}", style="green")
    for name in change.cast_gone:
        line.append(f"  −{name}", style="red")
    return line


def _length(change: SceneChange) -> Text:
    old, new = change.old, change.new
    if old is None or new is None:
        return _head(change)
    return _head(change, f"{format_eighths(old.eighths)} became {format_eighths(new.eighths)}")


def _edit(edit: Edit) -> Text:
    line = Text("        ").append(f"line {edit.line}, {edit.kind.lower()}: ", style="dim")
    line.append(f"… {edit.before} " if edit.before else "")
    if edit.removed:
        line.append(f"[-{_short(edit.removed)}-]", style="red")
    if edit.added:
        line.append(" " if edit.removed else "").append(
            f"{{+{_short(edit.added)}+}}", style="green"
        )
    return line.append(f" {edit.after} …" if edit.after else "")


def _short(text: str) -> str:
    """Cut a long passage in the middle; programs get it whole."""
    words = text.split()
    if len(words) <= _MOST_WORDS:
        return text
    left = len(words) - _MOST_WORDS
    ends = _MOST_WORDS // 2
    return f"{' '.join(words[:ends])} … {left} words … {' '.join(words[-ends:])}"


def _drift(scenes: Iterable[SceneChange]) -> Iterator[Text]:
    """Show which scenes start on a later or earlier page, those together that drift alike."""
    for drift, group in groupby((c for c in scenes if c.old and c.new), key=lambda c: c.drift):
        if not drift:
            continue
        run = list(group)
        pages = "1 page" if abs(drift) == 1 else f"{abs(drift)} pages"
        words = f"{pages} {'later' if drift > 0 else 'earlier'}"
        ends = [run[0], run[-1]] if len(run) > 1 else run
        spans = [
            f"{c.id} ({c.number}), page {c.old.page} → {c.new.page}"
            for c in ends
            if c.old and c.new
        ]
        yield Text(f"  {words}: ").append(" to ".join(spans))
