"""Reading and writing whole files so that nobody's work is ever lost."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.errors import ChangedUnderneathError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A file as it was at one moment."""

    path: Path
    """As given; may be a symbolic link."""
    data: bytes
    sha256: str
    newline: str
    r"""The ending that all lines have: `\n`, `\r\n` or `\r`; empty where they differ or none is."""
    bom: bool
    """The file starts with a byte order mark, as some Windows editors write it."""

    @classmethod
    def of(cls, path: Path, data: bytes) -> Snapshot:
        """Describe bytes that were read from, or have just been written to, a path."""
        return cls(
            path=path,
            data=data,
            sha256=hashlib.sha256(data).hexdigest(),
            newline=_newline(data),
            bom=data.startswith(BOM),
        )

    @property
    def text(self) -> str:
        """The words, without byte order mark, line endings as they are.

        Raises UnicodeDecodeError where the file is not UTF-8.
        """
        return self.data.removeprefix(BOM).decode("utf-8")


def _newline(data: bytes) -> str:
    pairs = data.count(b"\r\n")
    found = {
        "\r\n": pairs,
        "\n": data.count(b"\n") - pairs,
        "\r": data.count(b"\r") - pairs,
    }
    used = [ending for ending, count in found.items() if count]
    return used[0] if len(used) == 1 else ""


def read_snapshot(path: Path) -> Snapshot:
    """Read a file and remember what it held. Raises OSError."""
    return Snapshot.of(path, path.read_bytes())


def write_atomic(
    path: Path, data: bytes, *, expected: Snapshot | None, private: bool = False
) -> Snapshot:
    """Put `data` in the file's place in one step, or leave everything as it was.

    The bytes go to a new file in the same folder, are forced to disk, and take the old
    file's name and mode. A symbolic link stays a link; its target is what is written.

    Parameters
    ----------
    expected
        What the file held when it was read; None where it must not exist yet.
    private
        Nobody but its owner may read or write the file, at any moment, whatever was so before.

    Returns
    -------
    Snapshot
        The file as it now is, for the next write.

    Raises
    ------
    ChangedUnderneathError
        The file on disk is not the expected one.
    OSError
        The disk refused; the old file is untouched and no other file is left behind.

    """
    target = path.resolve()
    temporary = target.with_name(f".lastlook-{secrets.token_hex(6)}.tmp")
    try:
        with open(temporary, "xb", opener=_for_owner if private else None) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if expected is None:
            _put_new(temporary, target, path)
        else:
            _put_in_place_of(expected, temporary, target, path, private=private)
    finally:
        # After a successful rename there is nothing to remove.
        with suppress(FileNotFoundError):
            temporary.unlink()
    _sync_folder(target.parent)
    return Snapshot.of(path, data)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other lastlook holds the folder, and hold it; for reading and writing in one.

    A program that ends gives it back, however it ends. Where the system has no such locks (Windows,
    some network shares) nobody waits, and `write_atomic` still refuses to lose anything.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _for_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _put_in_place_of(
    expected: Snapshot, temporary: Path, target: Path, path: Path, *, private: bool
) -> None:
    try:
        if not private:
            shutil.copymode(target, temporary)
        same = target.read_bytes() == expected.data
    except FileNotFoundError:
        raise ChangedUnderneathError(path, "is gone since lastlook read it") from None
    if not same:
        raise ChangedUnderneathError(path)
    os.replace(temporary, target)  # noqa: PTH105  (one name for tests to break)


def _put_new(temporary: Path, target: Path, path: Path) -> None:
    exists = ChangedUnderneathError(path, "exists already, and lastlook did not write it")
    try:
        # A hard link fails if the name is taken, even by a program that is just quicker.
        os.link(temporary, target)
    except FileExistsError:
        raise exists from None
    except OSError:
        # Some file systems (FAT, some network shares) know no hard links.
        if target.exists():
            raise exists from None
        os.replace(temporary, target)  # noqa: PTH105


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system lets a folder be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
