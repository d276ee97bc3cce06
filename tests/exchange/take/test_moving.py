"""Things followed through a take, and its snow as shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lastlook.exchange.take.moving import THIN, follow
from lastlook.exchange.take.played import looks
from lastlook.exchange.take.rigid import fit
from lastlook.exchange.take.snow import on_glass
from lastlook.take.stage import Kind, Mesh, Scene, Thing, build

if TYPE_CHECKING:
    from lastlook.exchange.take.moving import Followed, Part
    from lastlook.exchange.take.played import Played
    from lastlook.take.rehearsal import Rehearsal

SQUARE = np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])
FACES = np.array([[0, 1, 2], [0, 2, 3]], dtype=np.int32)


def thing(vertices: np.ndarray, name: str = "flag") -> Thing:
    mesh = Mesh(vertices=vertices, faces=FACES, parts=np.zeros(2, dtype=np.int32), names=("cloth",))
    return Thing(name=name, kind=Kind.GEAR, hidden=True, mesh=mesh, department="Grip")


def scene(at: float, *things: Thing) -> Scene:
    return Scene(at=at, things=things, panes=(), mirrors=())


def at_time(part: Part, at: float) -> np.ndarray:
    """Return where a part's points are, by its motion."""
    if part.motion is None:
        return part.points + part.place
    times = part.motion.times
    where = np.array([np.interp(at, times, part.motion.places[:, n]) for n in range(3)])
    x, y, z, w = np.array([np.interp(at, times, part.motion.turns[:, n]) for n in range(4)])
    axis = np.array([x, y, z])
    twice = 2 * np.cross(axis, part.points)
    return np.asarray(part.points + w * twice + np.cross(axis, twice) + where)


def test_what_stands_has_no_motion() -> None:
    still = thing(SQUARE)
    (one,) = follow(lambda at: scene(at, still), [0, 1, 2])
    assert one.present is None
    assert one.parts[0].motion is None
    assert np.allclose(one.parts[0].points + one.parts[0].place, SQUARE)


def test_what_goes_straight_needs_two_samples() -> None:
    (one,) = follow(lambda at: scene(at, thing(SQUARE + np.array([at, 0, 0]))), list(range(20)))
    assert one.parts[0].motion is not None
    assert list(one.parts[0].motion.times) == [0, 19]
    assert np.allclose(at_time(one.parts[0], 7.5), SQUARE + np.array([7.5, 0, 0]))


def test_what_bends_keeps_its_points() -> None:
    def bent(at: float) -> Scene:
        vertices = SQUARE.copy()
        vertices[2, 2] = at
        return scene(at, thing(vertices))

    (one,) = follow(bent, [0, 0.25, 0.5])
    part = one.parts[0]
    assert part.bends is not None
    assert np.allclose(part.bends[-1] + part.place, bent(0.5).things[0].mesh.vertices, atol=1e-6)


def test_what_comes_and_goes() -> None:
    still = thing(SQUARE)

    def there(at: float) -> Scene:
        return scene(at, *([still] if at in {1, 2, 5} else []))

    (one,) = follow(there, [0, 1, 2, 3, 4, 5])
    assert one.present == ((1.0, 3.0), (5.0, 6.0))


def test_two_of_a_name_stay_two() -> None:
    pair = (thing(SQUARE), thing(SQUARE + 1))
    one, two = follow(lambda at: scene(at, *pair), [0, 1])
    assert np.allclose(two.parts[0].place - one.parts[0].place, 1)


def test_people_of_the_stage_are_where_it_puts_them(found: Rehearsal, played: Played) -> None:
    stage = build(found.take, None)
    for at in looks(found.take, 8)[::5]:
        for one in stage.scene(at, None).things:
            if one.kind is Kind.SNOW:
                continue
            mine = next(t for t in played.things if t.name == one.name and _holds(t, one, at))
            for part in mine.parts:
                number = one.mesh.names.index(part.name)
                corners = np.unique(one.mesh.faces[one.mesh.parts == number])
                off = np.abs(at_time(part, at) - one.mesh.vertices[corners])
                assert off.max() < 4 * THIN, (one.name, part.name, at)


def _holds(one: Followed, thing: Thing, at: float) -> bool:
    there = one.present is None or any(start <= at < end for start, end in one.present)
    return there and {part.name for part in one.parts} == set(thing.mesh.names)


def test_looks_are_on_frames_and_on_both_sides_of_what_changes(found: Rehearsal) -> None:
    times = looks(found.take, 8)
    frames = [round(at * 24, 6) for at in times]
    assert all(frame == int(frame) for frame in frames)
    assert {119, 120, 155, 156} <= {int(frame) for frame in frames}  # the runner at 5, until 6.5
    assert times[-1] == 179 / 24


def test_film_on_glass_is_the_films(found: Rehearsal) -> None:
    film = found.run.film
    assert film is not None
    pane = film.panes["rear"]
    snow = on_glass(pane, np.array([0.0, 3.0, 7.0]))
    assert snow.hides[0].max() < 0.2
    assert (np.diff(snow.hides.mean(axis=1)) > 0).all()
    whole = 1 - np.exp(-pane.depth[pane.record(7.0)].astype(np.float64)).mean()
    assert abs(snow.hides[2].mean() - whole) < 0.02
    # Cells lie on the pane, 4 mm above the glass.
    flat = snow.corners.reshape(-1, 3)
    _, _, missed = fit(flat - flat.mean(axis=0), flat, np.array([0]))
    assert missed[0] < 1e-9
    assert abs(flat[:, 2].min() - pane.pane.z) < 0.02


def test_loose_snow_rises_and_bridges_no_gap(played: Played) -> None:
    snow = played.loose
    assert snow is not None
    assert (np.diff(snow.points[..., 2].mean(axis=1)) >= -1e-6).all()
    corners = snow.points[0][snow.faces]
    assert np.ptp(corners[..., 2], axis=1).max() < 0.15
    ways = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert (ways[:, 2] > 0).all()  # up
