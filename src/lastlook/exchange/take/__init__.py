"""A rehearsed take for other programs: editing, 3-D, tables, and pictures that move.

`export` gives the files of a take for the name that they are asked under; each format's own module
says what it holds. What a format needs beside the base install is imported when it is written.
"""

from __future__ import annotations

from lastlook.exchange.take.export import ENDINGS, Export, export

__all__ = ["ENDINGS", "Export", "export"]
