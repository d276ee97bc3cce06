"""The set as shapes: car, ground, walls, people and equipment, at any moment of the take.

one = build(take, root)
one.scene(12.5, film).things
"""

from __future__ import annotations

from lastlook.take.stage.scene import Kind, Mesh, Mirror, Scene, Thing
from lastlook.take.stage.staged import Stage, build
from lastlook.take.stage.strains import strains

__all__ = ["Kind", "Mesh", "Mirror", "Scene", "Stage", "Thing", "build", "strains"]
