"""Seeded talent-scheduling instances as in the literature, and sparser ones nearer to films."""

from __future__ import annotations

from random import Random

from lastlook.schedule.talent import TalentInstance


def generate(scenes: int, actors: int, seed: int, *, most: int | None = None) -> TalentInstance:
    """Make an instance: each actor in 2 to `most` scenes, durations 1 to 5, rates 1 to 100.

    As in Garcia de la Banda, Stuckey and Chu (2011) where `most` is the number of scenes, the
    default. No scene is empty: whoever is in fewest scenes of the cast so far joins.
    """
    random = Random(f"{scenes}x{actors}/{most}/{seed}")
    casts = [0] * scenes
    for actor in range(actors):
        for scene in random.sample(range(scenes), random.randint(2, most or scenes)):
            casts[scene] |= 1 << actor
    for scene in range(scenes):
        if not casts[scene]:
            casts[scene] = 1 << random.randrange(actors)
    return TalentInstance(
        casts=tuple(casts),
        rates=tuple(random.randint(1, 100) for _ in range(actors)),
        durations=tuple(random.randint(1, 5) for _ in range(scenes)),
    )
