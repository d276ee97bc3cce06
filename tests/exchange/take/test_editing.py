"""Takes for editing programs: OTIO, EDL, Final Cut Pro 7 XML."""

from __future__ import annotations

import sys
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

if sys.version_info >= (3, 14):
    pytest.skip("opentimelineio has no wheel for it yet", allow_module_level=True)

import opentimelineio as otio

from lastlook.errors import LastlookError
from lastlook.exchange.take import needs
from lastlook.exchange.take.cues import About, Mark, marks
from lastlook.exchange.take.editing import edl_bytes, fcp_xml_bytes, otio_bytes
from lastlook.exchange.take.needs import MissingError, need
from lastlook.exchange.take.timeline import lanes, picture_only, timeline

if TYPE_CHECKING:
    from lastlook.take.rehearsal import Rehearsal


def names(line: otio.schema.Timeline) -> list[str]:
    return [marker.name for clip in line.find_clips() for marker in clip.markers]


def test_it_comes_back_equal(found: Rehearsal) -> None:
    data = otio_bytes(found)
    back = otio.adapters.read_from_string(data.decode(), "otio_json")
    assert back.is_equivalent_to(timeline(found))
    assert otio_bytes(found) == data


def test_a_track_for_each_camera_and_department(found: Rehearsal) -> None:
    line = timeline(found)
    assert [track.name for track in line.tracks] == [
        "A", "B side", "Light", "Snow", "Snow 2", "Sound", "Sound 2", "Wipers",
    ]  # fmt: skip
    camera_b = line.tracks[1]
    gap, clip, black = camera_b
    assert isinstance(gap, otio.schema.Gap)
    assert clip.range_in_parent().start_time == otio.opentime.RationalTime(24, 24)
    assert isinstance(clip.media_reference, otio.schema.MissingReference)
    assert black.media_reference.generator_kind == "black"
    assert black.range_in_parent() == otio.opentime.TimeRange(
        otio.opentime.RationalTime(180, 24), otio.opentime.RationalTime(12, 24)
    )
    assert line.duration() == otio.opentime.RationalTime(192, 24)


def test_every_time_is_a_whole_frame(found: Rehearsal) -> None:
    line = timeline(found)
    spans = [item.source_range for track in line.tracks for item in track]
    spans += [marker.marked_range for clip in line.find_clips() for marker in clip.markers]
    for span in spans:
        assert span.start_time.rate == span.duration.rate == 24
        assert span.start_time.value == int(span.start_time.value)
        assert span.duration.value == int(span.duration.value)


def test_cues_keep_their_exact_seconds(found: Rehearsal) -> None:
    horn = next(clip for clip in timeline(found).find_clips() if clip.name == "Horn")
    assert horn.source_range.start_time.value == 60  # 60.24
    assert horn.metadata["lastlook"]["at"] == 2.51
    assert horn.metadata["lastlook"]["department"] == "Sound"


def test_give_aways_are_red_and_on_their_camera(found: Rehearsal) -> None:
    a, b = (track.find_clips()[0] for track in list(timeline(found).tracks)[:2])
    (red,) = [m for m in a.markers if m.color == otio.schema.MarkerColor.RED]
    assert red.name == "SEEN: Éva, left hand, through rear"
    assert red.marked_range.start_time.value == 30
    assert red.marked_range.duration.value == 9
    assert red.metadata["lastlook"]["pixels"] == 55.5
    (orange,) = [m for m in b.markers if m.color == otio.schema.MarkerColor.ORANGE]
    assert orange.name == "Marginal: Runner, head, shadow on ground if a cue slips"
    assert not [m for m in b.markers if m.color == otio.schema.MarkerColor.RED]


def test_keyframes_shut_panes_and_the_cut_are_marked(found: Rehearsal) -> None:
    clip = timeline(found).tracks[0][0]
    by_colour = {
        colour: [m.name for m in clip.markers if m.color == colour]
        for colour in ("CYAN", "WHITE", "BLACK")
    }
    assert by_colour == {
        "CYAN": ["A1 35 mm: The two", "A2 35 mm: Closer", "A3 50 mm"],
        "WHITE": ["rear is shut"],
        "BLACK": ["Cut to black"],
    }
    cut = clip.markers[-1]
    assert cut.marked_range.start_time.value == 179  # on the last frame, or it would be lost
    assert clip.metadata["lastlook"]["keyframes"][2]["lens_mm"] == 50


def test_an_edl_keeps_every_marker_of_its_camera(found: Rehearsal) -> None:
    for camera in (None, "B side"):
        data = edl_bytes(found, camera)
        back = otio.adapters.read_from_string(data.decode("ascii"), "cmx_3600", rate=24)
        said = picture_only(found, camera)
        assert len(names(back)) == len(names(said)) > 5
        for one, other in zip(back.find_clips(), said.find_clips(), strict=True):
            assert one.source_range == other.source_range
            assert [m.marked_range.start_time for m in one.markers] == [
                m.marked_range.start_time for m in other.markers
            ]
    assert "SEEN: EVA, LEFT HAND, THROUGH REAR" in edl_bytes(found, None).decode()
    assert b"002  BL  " in edl_bytes(found, None)


def test_final_cut_keeps_every_marker(found: Rehearsal) -> None:
    data = fcp_xml_bytes(found)
    back = otio.adapters.read_from_string(data.decode(), "fcp_xml")
    said = timeline(found)
    assert names(back) == names(said)
    for one, other in zip(back.find_clips(), said.find_clips(), strict=True):
        assert (one.name, one.source_range) == (other.name, other.source_range)
        assert [m.marked_range for m in one.markers] == [m.marked_range for m in other.markers]
    assert back.duration() == said.duration()


def test_ntsc_rates_are_exact(found: Rehearsal) -> None:
    ntsc = replace(found, take=replace(found.take, fps=Decimal("23.976")))
    assert timeline(ntsc).duration().rate == pytest.approx(24000 / 1001, abs=1e-12)
    back = otio.adapters.read_from_string(fcp_xml_bytes(ntsc).decode(), "fcp_xml")
    assert len(names(back)) == len(names(timeline(ntsc)))
    assert edl_bytes(ntsc, None)


def test_a_rate_without_time_code_is_refused(found: Rehearsal) -> None:
    odd = replace(found, take=replace(found.take, fps=Decimal(17)))
    assert otio_bytes(odd)
    with pytest.raises(LastlookError, match=r"no time code at 17 .* Write \.otio"):
        edl_bytes(odd, None)
    with pytest.raises(LastlookError, match=r"Pro 7 XML has no time code at 17 .* Write \.otio"):
        fcp_xml_bytes(odd)


def test_without_cameras_a_track_holds_the_marks(found: Rehearsal) -> None:
    bare = replace(found, take=replace(found.take, cameras=()), sight=None)
    line = timeline(bare)
    assert line.tracks[0].name == "Picture"
    assert "Sound: Horn" in [marker.name for marker in line.tracks[0][0].markers]


def test_cues_that_overlap_stand_in_rows_of_their_own() -> None:
    def mark(frame: int, length: int) -> Mark:
        return Mark(
            frame=frame, frames=length, at=0, seconds=0, about=About.CUE, what=f"{frame}+{length}"
        )

    rows = lanes([mark(0, 10), mark(5, 1), mark(5, 10), mark(6, 2), mark(10, 0), mark(10, 5)])
    assert [[m.what for m in row] for row in rows] == [
        ["0+10", "10+0"], ["5+1", "6+2", "10+5"], ["5+10"],
    ]  # fmt: skip


def test_marks_are_in_the_order_of_time(found: Rehearsal) -> None:
    frames = [mark.frame for mark in marks(found)]
    assert frames == sorted(frames)


def test_a_python_without_a_wheel_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "sys", SimpleNamespace(version_info=(3, 14, 0)))
    monkeypatch.setitem(sys.modules, "opentimelineio", None)
    with pytest.raises(MissingError, match=r"not exist for Python 3\.14 yet: use Python 3\.13"):
        needs.need("opentimelineio", extra="exchange", what="OpenTimelineIO")


def test_what_is_missing_is_named() -> None:
    with pytest.raises(MissingError, match=r"no_such_package.*pip install 'lastlook\[exchange\]'"):
        need("no_such_package", extra="exchange", what="OpenUSD")
