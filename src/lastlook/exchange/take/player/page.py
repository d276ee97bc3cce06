"""The page that plays a take: template, style and script beside this module, put into one file."""

from __future__ import annotations

import base64
import html
import json
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from lastlook.exchange.take.cues import About, marks
from lastlook.exchange.take.glb.write import glb_bytes
from lastlook.take.timecode import frames, timecode

if TYPE_CHECKING:
    from lastlook.exchange.take.cues import Mark
    from lastlook.exchange.take.played import Played
    from lastlook.take.rehearsal import Rehearsal

HERE = Path(__file__).parent
SCRIPTS = ("matrix.js", "glb.js", "draw.js", "play.js")


def player_page(found: Rehearsal, played: Played, camera: str | None) -> bytes:
    """Return one HTML file that plays a take in a browser, without a network.

    It begins in the view of `camera`, or of the first; without cameras it orbits. The keys are
    told in docs/formats/take-player.md.
    """
    take = found.take
    first = next((one.name for one in take.cameras), "")
    facts = {"fps": float(take.fps), "frames": frames(take), "camera": camera or first}
    page = Template(_text("page.html")).substitute(
        title=html.escape(take.title),
        style=_text("page.css"),
        cues="\n".join(_cue(found, mark) for mark in marks(found)),
        # Nothing that could end the script, or begin another.
        facts=json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c"),
        glb=base64.b64encode(glb_bytes(played)).decode(),
        script="\n".join(_text(name) for name in SCRIPTS),
    )
    return page.encode()


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8").rstrip("\n")


def _cue(found: Rehearsal, mark: Mark) -> str:
    who = " · ".join(part for part in (mark.department, mark.camera) if part) or "Picture"
    about = mark.about.value if mark.about in {About.SEEN, About.MARGINAL} else "cue"
    return (
        f'<li><button type="button" data-at="{mark.frame / float(found.take.fps):.6g}" '
        f'data-lasts="{mark.seconds:.6g}"><time>{timecode(mark.frame, found.take.fps)}</time> '
        f'<span class="who">{html.escape(who)}</span> '
        f'<span class="{about}">{html.escape(mark.what)}</span></button></li>'
    )
