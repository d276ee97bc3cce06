"""Nobody's work is lost: not by a failing disk, not by another program, not by a link."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING

import pytest

from lastlook.errors import ChangedUnderneathError
from lastlook.production import Snapshot, read_snapshot, write_atomic

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("data", "newline", "bom"),
    [
        (b"", "", False),
        (b"one", "", False),
        (b"one\ntwo\n", "\n", False),
        (b"one\r\ntwo", "\r\n", False),
        (b"one\rtwo\r", "\r", False),
        (b"one\r\ntwo\n", "", False),
        (b"\xef\xbb\xbfone\r\n", "\r\n", True),
    ],
)
def test_snapshot_describes_the_file(tmp_path: Path, data: bytes, newline: str, bom: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    snapshot = read_snapshot(path)
    assert (snapshot.path, snapshot.data) == (path, data)
    assert snapshot.sha256 == hashlib.sha256(data).hexdigest()
    assert (snapshot.newline, snapshot.bom) == (newline, bom)


def test_text_is_without_byte_order_mark(tmp_path: Path) -> None:
    assert Snapshot.of(tmp_path, "\ufeffSchnee – ❄\r\n".encode()).text == "Schnee – ❄\r\n"


def test_new_file(tmp_path: Path) -> None:
    path = tmp_path / "Größe ❄.toml"
    assert write_atomic(path, b"1", expected=None) == read_snapshot(path)
    assert only(tmp_path) == {"Größe ❄.toml": b"1"}


def test_writes_follow_each_other(tmp_path: Path) -> None:
    path = tmp_path / "a"
    first = write_atomic(path, b"1", expected=None)
    second = write_atomic(path, b"2", expected=first)
    write_atomic(path, b"3", expected=second)
    assert only(tmp_path) == {"a": b"3"}


def test_mode_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    path.chmod(0o640)
    write_atomic(path, b"2", expected=read_snapshot(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_atomic(tmp_path / "new", b"", expected=None)
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_symlink_stays_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "real.toml"
    target.write_bytes(b"1")
    link = tmp_path / "link.toml"
    link.symlink_to(target)
    write_atomic(link, b"2", expected=read_snapshot(link))
    assert link.is_symlink()
    assert only(tmp_path / "elsewhere") == {"real.toml": b"2"}


def test_change_by_another_program_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    snapshot = read_snapshot(path)
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedUnderneathError, match="was changed by another program"):
        write_atomic(path, b"mine", expected=snapshot)
    assert only(tmp_path) == {"a": b"theirs"}


def test_deleted_file_does_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    snapshot = read_snapshot(path)
    path.unlink()
    with pytest.raises(ChangedUnderneathError, match="is gone"):
        write_atomic(path, b"mine", expected=snapshot)
    assert only(tmp_path) == {}


def test_existing_file_is_not_taken_for_new(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedUnderneathError, match="exists already"):
        write_atomic(path, b"mine", expected=None)
    assert only(tmp_path) == {"a": b"theirs"}


@pytest.mark.parametrize("exists", [False, True])
def test_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool) -> None:
    """FAT and some network shares have none; the file is still never overwritten."""

    def link(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", link)
    path = tmp_path / "a"
    if exists:
        path.write_bytes(b"theirs")
        with pytest.raises(ChangedUnderneathError, match="exists already"):
            write_atomic(path, b"mine", expected=None)
    else:
        write_atomic(path, b"mine", expected=None)
    assert only(tmp_path) == {"a": b"theirs" if exists else b"mine"}


@pytest.mark.parametrize("broken", ["replace", "fsync"])
def test_failing_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    snapshot = read_snapshot(path)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, fail)
    with pytest.raises(OSError, match="No space left"):
        write_atomic(path, b"new", expected=snapshot)
    assert only(tmp_path) == {"a": b"old"}


def test_data_is_on_disk_before_it_gets_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    snapshot = read_snapshot(path)
    calls: list[str] = []
    fsync, replace = os.fsync, os.replace

    def spy_fsync(handle: int) -> None:
        calls.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def spy_replace(source: Path, target: Path) -> None:
        calls.append("rename")
        assert source.parent == target.parent
        replace(source, target)

    monkeypatch.setattr(os, "fsync", spy_fsync)
    monkeypatch.setattr(os, "replace", spy_replace)
    write_atomic(path, b"new", expected=snapshot)
    assert calls == ["file", "rename", "folder"]


def only(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, so that a forgotten temporary file shows."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
