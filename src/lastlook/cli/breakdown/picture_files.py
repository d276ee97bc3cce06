"""Pictures written to files: one, or several with a number in their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.cli.breakdown.transfer import _write_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lastlook.paperwork.svg import Picture


def write_pictures(path: Path, pictures: Sequence[Picture], *, force: bool) -> tuple[Path, ...]:
    """Write every picture or, if one of the files may not be written, none.

    Several are called `ring-1.svg`, `ring-2.svg` and so on. Returns the files.

    Raises
    ------
    LastlookError
        A file is there already and `force` is not set, or cannot be written.
    """
    if len(pictures) == 1:
        paths: tuple[Path, ...] = (path,)
    else:
        count = range(1, len(pictures) + 1)
        paths = tuple(path.with_stem(f"{path.stem}-{number}") for number in count)
    files = [(one, picture.svg.encode()) for one, picture in zip(paths, pictures, strict=True)]
    _write_all(files, force=force)
    return paths
