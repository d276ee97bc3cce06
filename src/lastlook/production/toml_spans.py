"""Where each value, pair and header of a TOML text begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.production.toml_marks import Scanner

if TYPE_CHECKING:
    from lastlook.production.toml_marks import Path


class Spans(Scanner):
    """Offsets in a text that `tomllib.loads` accepts, with plain newlines."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.values: dict[Path, tuple[int, int]] = {}
        self.pairs: dict[Path, tuple[int, int]] = {}
        """From the key to the end of the value."""
        self.headers: dict[Path, tuple[int, int]] = {}
        self.last: dict[Path, int] = {}
        """End of what stands last under each header."""
        self.document()

    def header(self) -> Path:
        """Read a header."""
        start = self.at
        path = super().header()
        self.headers[path] = (start, self.at)
        self.last[path] = self.at
        return path

    def pair(self, inside: Path) -> Path:
        """Read `key = value`."""
        start = self.at
        path = super().pair(inside)
        self.pairs[path] = (start, self.values[path][1])
        if inside in self.headers:
            self.last[inside] = self.values[path][1]
        return path

    def value(self, path: Path) -> None:
        """Read a value."""
        start = self.at
        super().value(path)
        self.values[path] = (start, start + len(self.text[start : self.at].rstrip()))
