"""Names of prims: letters, figures and underscores, each once among its neighbours."""

from __future__ import annotations

import re

from lastlook.language.letters import plain_letters


class Names:
    """Paths that have been given away."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, parent: str, name: str) -> str:
        """Return a path below `parent` for a name, which nobody has.

        >>> names = Names()
        >>> names.new("/take", "Key flag"), names.new("/take", "Key-flag")
        ('/take/Key_flag', '/take/Key_flag_2')
        """
        plain = re.sub(r"\W+", "_", plain_letters(name)).strip("_") or "thing"
        if plain[0].isdigit():
            plain = f"_{plain}"
        path, number = f"{parent}/{plain}", 1
        while path in self._taken:
            number += 1
            path = f"{parent}/{plain}_{number}"
        self._taken.add(path)
        return path
