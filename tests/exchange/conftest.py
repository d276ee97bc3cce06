"""Productions for exchange, laid out in a temporary folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.exchange.films import BREAKDOWN, PRODUCTION, SCRIPT, read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exchange.films import Make

    from lastlook.plan import Film


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def laid_out(
        *,
        script: str | bytes = SCRIPT,
        name: str = "script.fountain",
        breakdown: str = BREAKDOWN,
        folder: str = "thaw",
    ) -> Film:
        root = tmp_path / folder
        root.mkdir()
        data = script.encode() if isinstance(script, str) else script
        (root / name).write_bytes(data)
        (root / "production.toml").write_text(PRODUCTION.format(script=name), encoding="utf-8")
        if breakdown:
            (root / "breakdown.toml").write_text(breakdown, encoding="utf-8")
        return read(root)

    return laid_out
