"""PNG files: what another reader finds in them is what was written."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from lastlook.paperwork.png import png


@pytest.mark.parametrize("shape", [(1, 1), (7, 5), (64, 33), (1, 1, 2), (9, 14, 2), (6, 11, 3)])
def test_another_reader_finds_the_same_cells(shape: tuple[int, ...]) -> None:
    cells = np.random.default_rng(4).integers(0, 256, shape).astype(np.uint8)
    image = Image.open(BytesIO(png(cells)))
    image.load()
    assert image.mode == {2: "L", 3: "LA" if shape[-1] == 2 else "RGB"}[cells.ndim]
    assert np.array_equal(np.asarray(image), cells)
