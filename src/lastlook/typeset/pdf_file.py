"""A PDF file as numbered objects: small ones packed together, streams compressed."""

from __future__ import annotations

import hashlib
import zlib


class PdfFile:
    """Collects objects and writes them as PDF 1.7 with object and cross-reference streams.

    The bytes depend on nothing but the objects.
    """

    _PACK = 400
    """Objects in one object stream."""

    def __init__(self) -> None:
        self._plain: dict[int, bytes] = {}
        self._packed: dict[int, str] = {}
        self._count = 0

    def reserve(self) -> int:
        """Take a number for an object that is put in later."""
        self._count += 1
        return self._count

    def put(self, body: str, number: int = 0) -> int:
        """Add an object, packed with others; returns its number."""
        number = number or self.reserve()
        self._packed[number] = body
        return number

    def put_open(self, body: str) -> int:
        """Add an object that can be read in the file's bytes."""
        number = self.reserve()
        self._plain[number] = body.encode("ascii")
        return number

    def put_stream(self, data: bytes, entries: str = "", *, compress: bool = True) -> int:
        """Add a stream."""
        number = self.reserve()
        if compress:
            data = zlib.compress(data, 6)
            entries += "/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(data)}>>stream\n".encode("ascii")
        self._plain[number] = head + data + b"\nendstream"
        return number

    def to_bytes(self, root: int, info: int) -> bytes:
        """Write the file, whose catalogue is object `root`."""
        places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        numbers = sorted(self._packed)
        for start in range(0, len(numbers), self._PACK):
            pack = numbers[start : start + self._PACK]
            offsets: list[str] = []
            at = 0
            for number in pack:
                offsets.append(f"{number} {at}")
                at += len(self._packed[number]) + 1
            head = " ".join(offsets) + "\n"
            body = head + "\n".join(self._packed[number] for number in pack) + "\n"
            entries = f"/Type/ObjStm/N {len(pack)}/First {len(head)}"
            holder = self.put_stream(body.encode("ascii"), entries)
            places |= {number: (2, holder, index) for index, number in enumerate(pack)}
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        for number, data in sorted(self._plain.items()):
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, data)
        table = self.reserve()
        places[table] = (1, len(out), 0)
        rows = b"".join(
            bytes((kind,)) + where.to_bytes(4, "big") + index.to_bytes(2, "big")
            for _, (kind, where, index) in sorted(places.items())
        )
        name = hashlib.sha256(out).hexdigest()[:32]
        data = zlib.compress(rows, 6)
        out += (
            f"{table} 0 obj\n<</Type/XRef/Size {table + 1}/W[1 4 2]/Root {root} 0 R"
            f"/Info {info} 0 R/ID[<{name}><{name}>]/Filter/FlateDecode/Length {len(data)}>>stream\n"
        ).encode("ascii")
        out += data + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % places[table][1]
        return bytes(out)


def text_string(text: str) -> str:
    """Write a text as a PDF string outside of pages: a title, a bookmark."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
