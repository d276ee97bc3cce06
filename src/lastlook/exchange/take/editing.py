"""A take as editing programs read it: .otio, and .edl and .xml by OpenTimelineIO's adapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.errors import LastlookError
from lastlook.exchange.take.needs import need
from lastlook.exchange.take.timeline import picture_only, rate, timeline
from lastlook.language.letters import plain_letters

if TYPE_CHECKING:
    from decimal import Decimal

    from lastlook.take.rehearsal import Rehearsal


def otio_bytes(found: Rehearsal) -> bytes:
    """Return a .otio file. Raises MissingError without the extra `exchange`."""
    text: str = timeline(found).to_json_string(indent=1)
    return f"{text}\n".encode()


def edl_bytes(found: Rehearsal, camera: str | None) -> bytes:
    """Return a CMX 3600 EDL of one camera, every mark as a locator.

    It holds plain letters only: others are spelt in them. The whole text is in .otio and .xml.

    Raises
    ------
    MissingError
        Without the extra `exchange`.
    LastlookError
        An EDL has no such frame rate.
    """
    need("otio_cmx3600_adapter", extra="exchange", what="An EDL")
    line = picture_only(found, camera)
    _smpte(found.take.fps, "An EDL")
    otio = need("opentimelineio", extra="exchange", what="An EDL")
    text: str = otio.adapters.write_to_string(line, "cmx_3600", rate=rate(found.take.fps))
    return plain_letters(text).encode("ascii")


def fcp_xml_bytes(found: Rehearsal) -> bytes:
    """Return Final Cut Pro 7 XML of the whole take, every mark as a marker of its clip.

    Raises
    ------
    MissingError
        Without the extra `exchange`.
    LastlookError
        Final Cut Pro 7 has no such frame rate.
    """
    need("otio_fcp_adapter", extra="exchange", what="Final Cut Pro 7 XML")
    _smpte(found.take.fps, "Final Cut Pro 7 XML")
    otio = need("opentimelineio", extra="exchange", what="Final Cut Pro 7 XML")
    line = timeline(found)
    for clip in line.find_clips():
        if isinstance(clip.media_reference, otio.schema.GeneratorReference):
            # What Final Cut Pro 7 calls black; the adapter asks for the whole description.
            clip.media_reference.generator_kind = "Slug"
            clip.media_reference.metadata["fcp_xml"] = {
                "effecttype": "generator", "mediatype": "video", "effectcategory": "Slug",
            }  # fmt: skip
    text: str = otio.adapters.write_to_string(line, "fcp_xml")
    return text.encode()


def _smpte(fps: Decimal, what: str) -> None:
    otio = need("opentimelineio", extra="exchange", what=what)
    if not otio.opentime.RationalTime.is_smpte_timecode_rate(rate(fps)):
        raise LastlookError(
            f"{what} has no time code at {fps:g} frames a second. "
            "Write .otio, or give the take `fps = 24`, 25, 30, 48, 50 or 60."
        )
