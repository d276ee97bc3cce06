"""Scripts, sheets and decisions for tests of what people decide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lastlook.breakdown import Decisions, Element, Quote, Sheet, Suggestion, parse_decisions
from lastlook.breakdown.register import Entry, register
from lastlook.production import Snapshot
from lastlook.script import IntExt, read
from lastlook.script.ledger import Ledger, identify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script import Paragraph, Scene, Screenplay

SCRIPT = """\
INT. GARAGE - NIGHT #12A#

Snow. A REVOLVER lies on the bench. Mara picks up the revolver and a tag.

MARA
The watch is mine.

She watches the road. A dog barks.

EXT. STREET - NIGHT #101-3#

A plough goes by. The dog follows a red sled.
"""


def film(text: str = SCRIPT) -> tuple[Screenplay, tuple[Scene, ...]]:
    screenplay = read(text.encode(), "script.fountain")
    return screenplay, identify(screenplay, Ledger())[0]


def paragraphs(text: str = SCRIPT, scene: int = 0) -> Sequence[Paragraph]:
    screenplay, scenes = film(text)
    return screenplay.paragraphs[scenes[scene].first : scenes[scene].last]


def suggestion(label: str, quote: str, category: str = "Props", words: str = "") -> Suggestion:
    return Suggestion(
        category=category,
        label=label,
        reason="a test says so",
        quote=Quote(text=quote, line=1),
        words=words or label,
    )


def snapshot(text: str | bytes) -> Snapshot:
    data = text if isinstance(text, bytes) else text.encode()
    return Snapshot.of(Path("breakdown.toml"), data)


def decided(text: str | bytes) -> Decisions:
    decisions, problems = parse_decisions(snapshot(text).data)
    assert problems == []
    return decisions


def sheets_of(decisions: Decisions) -> list[Sheet]:
    """Give sheets that hold what people decided and nothing else."""
    return [
        Sheet(
            scene_id=scene,
            number=scene.lstrip("s0"),
            heading="INT. CAR - NIGHT",
            int_ext=IntExt.INT,
            set="CAR",
            time="NIGHT",
            light="night",
            page="1",
            eighths=1,
            elements=tuple(
                Element(
                    category=e.category,
                    label=e.label,
                    origin="person",
                    id=e.element,
                    count=e.count,
                )
                for e in table.elements
            ),
        )
        for scene, table in decisions.scenes.items()
    ]


def entries(decisions: Decisions) -> tuple[Entry, ...]:
    return register(decisions, sheets_of(decisions))
