"""Opening zip files that strangers made: bounded before a byte is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError
from lastlook.script import xml

if TYPE_CHECKING:
    from lxml import etree

MAX_ARCHIVE = 256 * 1024 * 1024
"""Largest archive that is looked into; pictures in it are never unpacked."""
MAX_MEMBER = 64 * 1024 * 1024
"""Bytes a member may unpack to; the text of a feature is about 2 MB of XML."""
MAX_RATIO = 400
"""Times a member may grow; XML grows about 20 times, a bomb a thousand times."""
MAX_MEMBERS = 10_000


class Archive:
    """A zip file whose members are read into memory only, by name, nothing written anywhere."""

    def __init__(self, data: bytes, name: str, *, fix: str) -> None:
        self.name = name
        self.fix = fix
        """What to do when it cannot be read."""
        if len(data) > MAX_ARCHIVE:
            raise self.refused(f"The file has more than {MAX_ARCHIVE >> 20} MB.", "No script has.")
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise self.refused(
                "The file is an old Office document or is locked with a password.",
                "Its text cannot be read as it is.",
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise self.refused(
                "The file is damaged, or is not what its ending says.",
                "It should be a zip archive and cannot be opened as one.",
            ) from None
        if len(infos) > MAX_MEMBERS:
            raise self.refused("The file holds too many parts.", "It is no ordinary document.")
        self._members = {info.filename: info for info in infos}

    @property
    def members(self) -> tuple[str, ...]:
        """Names of the members, in the order of the file."""
        return tuple(self._members)

    def read(self, member: str) -> bytes:
        """Return a member's bytes.

        Raises
        ------
        ProblemsError
            It is not there, is locked, is damaged, or unpacks to more than any script holds.
        """
        info = self._members.get(member)
        if info is None:
            raise self.refused(
                f"The file holds no {member}.", "That is where such files keep the script."
            )
        if info.flag_bits & 1:
            raise self.refused("The file is locked with a password.", "It cannot be read so.")
        grown = info.file_size > MAX_RATIO * max(info.compress_size, 256)
        if info.file_size > MAX_MEMBER or grown:
            raise self._bomb(member)
        try:
            # The size in the directory may lie, so what is read is bounded as well.
            with self._zip.open(info) as stream:
                data = stream.read(MAX_MEMBER + 1)
        except (
            zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError,
            ValueError,
        ):  # fmt: skip
            raise self.refused(
                f"The file is damaged: {member} cannot be unpacked.", "Part of it is missing."
            ) from None
        if len(data) > MAX_MEMBER:
            raise self._bomb(member)
        return data

    def parse(self, member: str, root: str, given: bytes | None = None) -> etree._Element:
        """Parse a member as `xml.parse` does, its messages told of the whole file.

        `given` is what to parse in place of the member's own bytes.
        """
        data = self.read(member) if given is None else given
        try:
            return xml.parse(data, self.name, root=root)
        except ProblemsError as error:
            raise ProblemsError(
                replace(p, line=0, column=0, what=f"In {member}: {p.what}", why="", fix=self.fix)
                for p in error.problems
            ) from None

    def _bomb(self, member: str) -> ProblemsError:
        return self.refused(
            f"{member[:60]} would unpack to far more than any script holds.",
            "That is how a zip bomb is made, so it was not unpacked.",
        )

    def refused(self, what: str, why: str) -> ProblemsError:
        """Return the error to raise, with this file's name and way out."""
        return ProblemsError([Problem(file=self.name, what=what, why=why, fix=self.fix)])
