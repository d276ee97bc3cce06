"""Reflections: against a picture traced ray by ray, in mirrors, paint and clean glass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.take.sight import hand_made as made

from lastlook.take.sight import bounce
from lastlook.take.sight.frame import Frame
from lastlook.take.sight.glimpse import grid_of
from lastlook.take.sight.moments import named
from lastlook.take.sight.plain import PlainTracer
from lastlook.take.sight.reflections import Reflections
from lastlook.take.sight.solids import Solids
from lastlook.take.stage.scene import Kind, Mirror

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.lens import View
    from lastlook.take.model import Take
    from lastlook.take.sight.buffers import Glimpsed
    from lastlook.take.sight.lamplight import Beam
    from lastlook.take.snow.film import Film
    from lastlook.take.stage.scene import Thing

    Floats = npt.NDArray[np.float64]

INNER = Mirror(
    name="inner mirror", reflectance=0.85,
    corners=np.array([[0.6, -0.12, 1.25], [0.6, 0.12, 1.25], [0.62, 0.12, 1.31],
                      [0.62, -0.12, 1.31]])[::-1],
)  # fmt: skip
"""Before the driver, facing back and a little up."""
EYE = made.view((-0.6, -0.3, 1.2), (0.6, 0, 1.28))
NOTHING: tuple[Thing, ...] = ()
ELSEWHERE = made.beam((0, 0, 4), (0, 0, 0))


def frame(
    things: Sequence[Thing], view: View, *, mirrors: Sequence[Mirror] = (),
    panes: Sequence[Pane] = (), film: Film | None = None, seen: Sequence[Thing] = NOTHING,
    level: float = 1.0,
) -> Frame:  # fmt: skip
    return Frame(
        things=named(things), solids=Solids(seen), panes=tuple(panes),
        mirrors=tuple(mirrors), view=view, levels=(level,), film=film, snow_at=0.0,
    )  # fmt: skip


def look(one: Frame, take: Take | None = None, light: Beam = ELSEWHERE) -> dict[str, Glimpsed]:
    found = Reflections(take or made.take(), (light,), made.stage()).look(one)
    return {name: one.wide for name, one in found.items()}


def behind(far: float = 4.0) -> Thing:
    """Return somebody in the middle of what the inner mirror shows the eye."""
    middle, normal = bounce.plane(INNER.corners)
    into = middle - EYE.eye
    out = into - 2 * (into @ normal) * normal
    x, y, z = middle + far * out / np.linalg.norm(out)
    return made.box("Police", (x, y, z), (0.3, 0.25, 0.25), part="head", kind=Kind.CREW)


def traced(things: Sequence[Thing], view: View, corners: Floats, width: int) -> Floats:
    """Return where in a picture, pixel by pixel, things show in a mirror: n × 2."""
    height = round(width * view.half_height / view.half_width)
    rays = view.rays(width, height).reshape(-1, 3)
    middle, normal = bounce.plane(corners)
    toward = rays @ normal
    with np.errstate(divide="ignore"):
        far = (middle - view.eye) @ normal / toward
    met = np.flatnonzero((toward < 0) & (far > 0))
    turn = view.eye + rays[met] * far[met, None]
    inside = bounce.within(turn, corners, normal)
    met, turn = met[inside], turn[inside]
    back = rays[met] - 2 * (rays[met] @ normal)[:, None] * normal
    solid = Solids(things, PlainTracer)
    _, triangles = solid.hits(turn, back, 100.0)
    rows, columns = np.divmod(met[triangles >= 0], width)
    return np.stack([(columns + 0.5) / width * 2 - 1, 1 - (rows + 0.5) / height * 2], axis=1)


def test_somebody_behind_the_car_shows_in_the_inner_mirror() -> None:
    crew = behind()
    found = look(frame([crew], EYE, mirrors=[INNER]))["Police"]
    assert (list(found.parts), found.via) == (["head"], "inner mirror")
    oracle = traced([crew], EYE, INNER.corners, 1920)
    assert found.pixels == pytest.approx(len(oracle), rel=0.08)
    assert found.box[:2] == pytest.approx(oracle.min(axis=0), abs=0.025)
    assert found.box[2:] == pytest.approx(oracle.max(axis=0), abs=0.025)


@pytest.mark.parametrize("rays", [5000, 200_000])
def test_pixels_are_counted_as_a_traced_picture_has_them(rays: int) -> None:
    crew = behind()
    one = frame([crew], EYE, mirrors=[INNER])
    reflections = Reflections(made.take(), (ELSEWHERE,), made.stage())
    oracle = traced([crew], EYE, INNER.corners, 1920)
    (left, bottom), (right, top) = oracle.min(axis=0) - 0.05, oracle.max(axis=0) + 0.05
    grid = grid_of(EYE, (left, bottom, right, top), width=1920, margin=0.0, rays=rays)
    found = reflections.count(one, "Police", grid)
    assert found is not None
    assert found.pixels == pytest.approx(len(oracle), rel=0.05 if rays == 5000 else 0.003)
    assert (list(found.parts), found.via) == (["head"], "inner mirror")


@pytest.mark.parametrize("seed", range(6))
def test_it_agrees_with_a_picture_traced_ray_by_ray(seed: int) -> None:
    """Random boxes about a mirror: found exactly where the traced picture has enough of them."""
    random = np.random.default_rng(seed)
    view = made.view((2.0, *random.uniform(-1, 1, 1), 1.0), (0, 0, 1))
    corners = np.array([[0, -0.5, 0.7], [0, 0.5, 0.7], [0, 0.5, 1.3], [0, -0.5, 1.3]])
    mirror = Mirror(name="M", corners=corners, reflectance=0.9)
    wrong = 0
    for number in range(8):
        x, y, z = random.uniform((0.5, -4, -1), (5, 4, 3))
        thing = made.box(f"Box {number}", (x, y, z), tuple(random.uniform(0.1, 0.6, 3)))
        oracle = len(traced([thing], view, corners, 320)) * 36
        found = look(frame([thing], view, mirrors=[mirror]))
        pixels = found[thing.name].pixels if found else 0.0
        # Slivers are fewer pixels than what one point stands for.
        wrong += abs(pixels - oracle) > 0.25 * oracle + 100
    assert wrong == 0


def test_a_seat_in_the_way_hides_it_on_either_leg() -> None:
    crew = behind()
    middle = bounce.plane(INNER.corners)[0]
    for share, start in ((0.5, EYE.eye), (0.5, crew.mesh.vertices.mean(axis=0))):
        x, y, z = start + (middle - start) * share
        rest = made.box("seat", (x, y, z), (0.02, 0.8, 0.8), hidden=False)
        assert not look(frame([crew], EYE, mirrors=[INNER], seen=[rest]))


def test_a_mirror_shows_nothing_on_its_back() -> None:
    turned = Mirror(name="M", corners=INNER.corners[::-1], reflectance=0.85)
    assert look(frame([behind()], EYE, mirrors=[INNER]))
    assert not look(frame([behind()], EYE, mirrors=[turned]))


@pytest.mark.parametrize(("reflectance", "seen"), [(0.03, True), (0.01, False)])
def test_dull_paint_shows_nothing(reflectance: float, seen: bool) -> None:
    paint = Mirror(name="door left", corners=INNER.corners, reflectance=reflectance)
    assert bool(look(frame([behind()], EYE, mirrors=[paint]))) is seen


# Glass: a camera square before the left window sees itself.

SIDE = made.pane("front-left")
SQUARE = made.view((0.06, 4.5, 2.3), (0.06, 0.8, 1.15))
CAMERA = made.box("A", (0.06, 4.6, 2.33), (0.2, 0.3, 0.25), part="body", kind=Kind.CAMERA)


@pytest.mark.parametrize(("depth", "seen"), [(0.0, True), (0.3, True), (1.5, False)])
def test_the_camera_sees_itself_in_clean_glass_and_not_in_snow(depth: float, seen: bool) -> None:
    # 8 % comes back of clean glass, times exp(-2τ) of snowed: 4.5 % at 0.3, 0.4 % at 1.5.
    found = look(frame([CAMERA], SQUARE, panes=[SIDE], film=made.film({"front-left": depth})))
    assert [one.via for one in found.values()] == (["front-left"] if seen else [])


@pytest.mark.parametrize("depth", [0.0, 50.0])
def test_inside_the_glass_reflects_whatever_lies_on_it(depth: float) -> None:
    inside = made.view((0.06, 0.2, 0.93), (0.06, 0.8, 1.12))
    camera = made.box("A", (0.06, 0.1, 0.9), (0.1, 0.1, 0.1), kind=Kind.CAMERA)
    found = look(frame([camera], inside, panes=[SIDE], film=made.film({"front-left": depth})))
    assert list(found) == ["A"]
    strict = made.take(margins="contrast = 0.06")
    # Two surfaces give back 8 %, one alone 4 %.
    assert bool(
        look(frame([camera], inside, panes=[SIDE], film=made.film({"front-left": depth})), strict)
    ) is (depth == 0)


def test_another_snowed_pane_on_the_way_hides_it() -> None:
    other = made.pane("front-right")
    # Looking up into the leaning glass, the eye looks out level through the window opposite.
    inside = made.view((0.06, 0.3, 0.95), (0.06, 0.8, 1.25))
    crew = made.box("Crew", (0.06, -3.0, 1.6), (0.2, 0.2, 3.0), kind=Kind.CREW)
    roof = made.box("roof", (0, -0.72, 2.15), (4, 0.02, 1.66), hidden=False)
    door = made.box("door", (0, -0.86, 0.49), (4, 0.02, 0.98), hidden=False)
    clear, snowed = (
        look(
            frame(
                [crew],
                inside,
                panes=[SIDE, other],
                seen=[roof, door],
                film=made.film({"front-right": depth}),
            )
        )
        for depth in (0.0, 8.0)
    )
    assert [one.via for one in clear.values()] == ["front-left"]
    assert not snowed


def test_a_lamp_shows_where_a_flag_of_its_size_would_not() -> None:
    paint = Mirror(name="roof", corners=INNER.corners, reflectance=0.004)
    thing = behind()
    lamp = made.box("Key", tuple(thing.mesh.vertices.mean(axis=0)), (0.3, 0.3, 0.3), kind=Kind.LAMP)
    x, y, z = thing.mesh.vertices.mean(axis=0)
    toward, away = (made.beam((x, y, z), aim) for aim in ((0.6, 0, 1.28), (-9, 0, 1.28)))
    one, off = (frame([lamp], EYE, mirrors=[paint], level=level) for level in (1.0, 0.0))
    assert list(look(one, light=toward)) == ["Key"]
    assert not look(one, light=away)
    assert not look(off, light=toward)
    assert not look(frame([thing], EYE, mirrors=[paint]))
