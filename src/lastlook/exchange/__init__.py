"""Exchange with other programs: the breakdown and the board, out and in.

Out go values to bytes: `tag_script` for FDX. In come `Incoming` sheets, whatever the format, which
`merge` lays over the decisions of a film; `write_decisions` puts the result into breakdown.toml.
"""

from __future__ import annotations

from lastlook.exchange.decisions_out import write_decisions
from lastlook.exchange.incoming import Incoming, IncomingDay, IncomingItem, IncomingSheet
from lastlook.exchange.merging import Kept, Merged, Unplaced, merge
from lastlook.exchange.tags_in import read_tags
from lastlook.exchange.tags_out import tag_script

__all__ = [
    "Incoming",
    "IncomingDay",
    "IncomingItem",
    "IncomingSheet",
    "Kept",
    "Merged",
    "Unplaced",
    "merge",
    "read_tags",
    "tag_script",
    "write_decisions",
]
