"""The container of a .glb: JSON, and one buffer of numbers that is read in place.

Written by hand from the glTF 2.0 specification (Khronos, 2021), sections 3.6 and 4.4: it is little,
and needs no package. What has been put in once is not put in twice.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

FLOAT, UNSIGNED_SHORT, UNSIGNED_INT = 5126, 5123, 5125
VERTICES, INDICES = 34962, 34963
WIDTHS = {1: "SCALAR", 3: "VEC3", 4: "VEC4"}
JSON, BIN = 0x4E4F534A, 0x004E4942


class Container:
    """A glTF while it is written."""

    def __init__(self) -> None:
        self.gltf: dict[str, Any] = {
            "asset": {"version": "2.0", "generator": "lastlook"},
            "nodes": [], "meshes": [], "materials": [], "cameras": [], "accessors": [],
            "bufferViews": [],
        }  # fmt: skip
        self._data = bytearray()
        self._known: dict[tuple[bytes, int, int | None], int] = {}

    def add(self, to: str, value: dict[str, Any]) -> int:
        """Append to one of the lists; its number there."""
        self.gltf[to].append(value)
        return len(self.gltf[to]) - 1

    def vectors(self, values: npt.NDArray[Any]) -> int:
        """Put in points of meshes (n × 3); the accessor's number."""
        return self._accessor(np.asarray(values, dtype=np.float32), FLOAT, VERTICES)

    def samples(self, values: npt.NDArray[Any]) -> int:
        """Put in numbers of an animation (n, or n × 3 or 4); the accessor's number."""
        return self._accessor(np.asarray(values, dtype=np.float32), FLOAT, None)

    def corners(self, faces: npt.NDArray[Any]) -> int:
        """Put in triangles (m × 3 numbers of points); the accessor's number."""
        flat = np.asarray(faces).ravel()
        if flat.max(initial=0) < 65535:
            return self._accessor(flat.astype(np.uint16), UNSIGNED_SHORT, INDICES)
        return self._accessor(flat.astype(np.uint32), UNSIGNED_INT, INDICES)

    def _accessor(self, values: npt.NDArray[Any], kind: int, target: int | None) -> int:
        wide = values.shape[1] if values.ndim == 2 else 1
        data = np.ascontiguousarray(values + values.dtype.type(0)).tobytes()  # no -0
        key = (data, wide, target)
        if key in self._known:
            return self._known[key]
        view = {"buffer": 0, "byteOffset": len(self._data), "byteLength": len(data)}
        if target is not None:
            view["target"] = target
        self._data += data + bytes(-len(data) % 4)
        accessor = {
            "bufferView": self.add("bufferViews", view), "componentType": kind,
            "count": len(values), "type": WIDTHS[wide],
        }  # fmt: skip
        if kind == FLOAT:
            table = values.reshape(len(values), wide)
            accessor["min"] = [float(value) for value in table.min(axis=0)]
            accessor["max"] = [float(value) for value in table.max(axis=0)]
        self._known[key] = self.add("accessors", accessor)
        return self._known[key]

    def to_bytes(self) -> bytes:
        """Return the file."""
        gltf = {key: value for key, value in self.gltf.items() if value}
        gltf["buffers"] = [{"byteLength": len(self._data)}]
        text = json.dumps(gltf, ensure_ascii=False, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        size = 12 + 8 + len(text) + 8 + len(self._data)
        return b"".join([
            struct.pack("<4sII", b"glTF", 2, size),
            struct.pack("<II", len(text), JSON), text,
            struct.pack("<II", len(self._data), BIN), bytes(self._data),
        ])  # fmt: skip
