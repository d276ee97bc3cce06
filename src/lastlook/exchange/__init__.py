"""Exchange with other programs: the breakdown and the board, out and in.

Out go values to bytes: `tag_script` for FDX, `film_to_uss` for .uss, `film_to_csv`. In come
`Incoming` sheets, whatever the format, which `merge` lays over the decisions of a film;
`decisions_bytes` writes the result into breakdown.toml, and `board_of` makes a board of the
file's days.
"""

from __future__ import annotations

from lastlook.exchange.board_in import board_bytes, board_of
from lastlook.exchange.csv_in import read_tables
from lastlook.exchange.csv_out import film_to_csv
from lastlook.exchange.decisions_out import decisions_bytes
from lastlook.exchange.incoming import Incoming, IncomingDay, IncomingItem, IncomingSheet
from lastlook.exchange.merged import Kept, Merged, Unplaced
from lastlook.exchange.merging import merge
from lastlook.exchange.mms.report import read_reports
from lastlook.exchange.tags_in import read_tags
from lastlook.exchange.tags_out import tag_script
from lastlook.exchange.uss.from_film import film_to_uss
from lastlook.exchange.uss.read import read_uss
from lastlook.exchange.uss.to_incoming import uss_to_incoming
from lastlook.exchange.uss.write import write_uss

__all__ = [
    "Incoming",
    "IncomingDay",
    "IncomingItem",
    "IncomingSheet",
    "Kept",
    "Merged",
    "Unplaced",
    "board_bytes",
    "board_of",
    "decisions_bytes",
    "film_to_csv",
    "film_to_uss",
    "merge",
    "read_reports",
    "read_tables",
    "read_tags",
    "read_uss",
    "tag_script",
    "uss_to_incoming",
    "write_uss",
]
