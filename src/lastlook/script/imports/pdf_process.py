"""Running `pdf_child` on a PDF, and saying in words what went wrong there."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from typing import Any, cast

from lastlook.errors import Problem, ProblemsError

MAX_BYTES = 128 * 1024 * 1024
"""Largest PDF that is read; a feature is under 1 MB."""
SECONDS = 120.0
"""Time on the clock, after which the child is stopped."""

_REASONS = {
    "password": (
        "The PDF is locked with a password.",
        "Its text cannot be read without it.",
        "Open it with the password, print it to a new PDF without one, and give that.",
    ),
    "security": (
        "The PDF is encrypted in a way that cannot be opened.",
        "Its text cannot be read.",
        "Ask for a PDF without protection, or for the script's own file.",
    ),
    "damaged": (
        "The PDF is damaged: it cannot be opened.",
        "The file is cut short or is no PDF.",
        "Get the file again, or open it in a viewer and print it to a new PDF.",
    ),
    "page": (
        "The PDF is damaged: one of its pages cannot be opened.",
        "A script with a page missing would be wrong in silence.",
        "Open it in a viewer and print it to a new PDF.",
    ),
    "pages": (
        "The PDF has more than 2,000 pages.",
        "No script has.",
        "Give the script alone.",
    ),
    "characters": (
        "The PDF has more than five million characters.",
        "No script has.",
        "Give the script alone.",
    ),
}


def extract(data: bytes, name: str) -> dict[str, Any]:
    """Return what `pdf_child.extract` finds in a PDF, read in a process of its own.

    Raises
    ------
    ProblemsError
        The PDF is locked, damaged or too large, the reader is not installed, or it crashed.
    """
    if len(data) > MAX_BYTES:
        raise _refused(
            name,
            f"The PDF is {len(data) / 2**20:.0f} MB; at most {MAX_BYTES >> 20} MB are read.",
            "A script of that size is usually a scan.",
            "Export the PDF again from the program the script was written in.",
        )
    if find_spec("pypdfium2") is None:
        raise _refused(
            name,
            "PDFs cannot be read here: the PDF reader is not installed.",
            "It is 9 MB that few need, so it comes as an extra.",
            "Install it with: pip install 'lastlook[import]'",
        )
    status, output = _run(data)
    if status == 0:
        found = cast("dict[str, Any]", json.loads(output))
        if "error" not in found:
            return found
        raise _refused(name, *_REASONS[found["error"]])
    if status is None:
        why = f"It took more than {SECONDS:.0f} seconds, and a script takes two."
    else:
        why = "The PDF reader stopped on it, or it needs more memory than any script does."
    raise _refused(
        name,
        "The PDF cannot be read.",
        why,
        "Open it in a viewer and print it to a new PDF, or ask for the script's own file.",
    )


def _run(data: bytes) -> tuple[int | None, bytes]:
    """Run the child on the bytes; no status where the time ran out."""
    command = [sys.executable, "-m", "lastlook.script.imports.pdf_child"]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as taken:
        given.write(data)
        given.seek(0)
        try:
            done = subprocess.run(  # noqa: S603  (our own interpreter, no shell)
                command,
                stdin=given,
                stdout=taken,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None, b""
        taken.seek(0)
        return done.returncode, taken.read()


def _refused(name: str, what: str, why: str, fix: str) -> ProblemsError:
    return ProblemsError([Problem(file=name, what=what, why=why, fix=fix)])
