"""Decisions written back into breakdown.toml, around what people wrote there."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from lastlook.breakdown import Decisions, SceneDecisions, parse_decisions
from lastlook.breakdown.decisions import FILE, DecidedElement
from lastlook.errors import LastlookError, Severity
from lastlook.production.toml_splice import TomlSplicer, inline

if TYPE_CHECKING:
    from lastlook.production import Snapshot


def decisions_bytes(snapshot: Snapshot, old: Decisions, new: Decisions) -> bytes:
    """Return the bytes of breakdown.toml with what `new` has more than `old`, all else as it was.

    `old` is what the snapshot says. Raises LastlookError where the file cannot be changed so.
    """
    splicer = TomlSplicer(snapshot)
    for scene, decided in new.scenes.items():
        _extend(splicer, ("scenes", scene), old.scenes.get(scene, SceneDecisions()), decided)
    for key, record in new.elements.items():
        if key not in old.elements:
            for name, value in _told(record).items():
                splicer.put(("elements", key, name), value)
    data = splicer.result()
    read, problems = parse_decisions(data)
    if read != new or any(problem.severity is Severity.ERROR for problem in problems):
        raise LastlookError(
            f"{FILE} would not say what was to be written. Nothing was written. "
            "Make the change by hand in an editor."
        )
    return data


def _extend(
    splicer: TomlSplicer, at: tuple[str, ...], old: SceneDecisions, new: SceneDecisions
) -> None:
    """Set what is new of a scene, and put new entries at the end of its lists."""
    before, after = _told(old), _told(new)
    for name, value in after.items():
        was = before.get(name)
        if value == was:
            continue
        if isinstance(value, list) and value and isinstance(value[0], dict):
            splicer.append((*at, name), [inline(item) for item in value[len(was or ()) :]])
        else:
            splicer.put((*at, name), value)


def _told(value: Any) -> dict[str, Any]:
    """Return a record as a table, without what says nothing."""
    found: dict[str, Any] = {}
    for field in fields(value):
        inner = _plain(getattr(value, field.name))
        # Where nothing need be said, an empty list says that there is none.
        if inner not in (None, "", []) or (field.default is None and inner == []):
            found[field.name] = inner
    if isinstance(value, DecidedElement) and value.element:
        del found["category"], found["label"]
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_told(item) if is_dataclass(item) else item for item in value]
    return value
