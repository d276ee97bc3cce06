"""Setting type: the fonts that lastlook ships, and typst with nothing but those.

Shared by the rooms that print: `script` its screenplays, `paperwork` its book.
"""

from __future__ import annotations

from lastlook.typeset.fonts_at_hand import FONTS, Face, characters, find_faces
from lastlook.typeset.setting import CREATED, TypesettingError, set_pdf

__all__ = ["CREATED", "FONTS", "Face", "TypesettingError", "characters", "find_faces", "set_pdf"]
