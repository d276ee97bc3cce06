"""Printing the screenplay: `print_pdf` gives the bytes of a PDF, `PrintOptions` says how.

The pages are those of `lastlook.script.pages.paginate`; nothing is laid out anew here.
"""

from __future__ import annotations

from lastlook.script.print.options import Numbers, Paper, PrintOptions, Watermark
from lastlook.script.print.printing import Printed, is_own_print, print_pdf
from lastlook.script.print.recipients import safe_names

__all__ = [
    "Numbers",
    "Paper",
    "PrintOptions",
    "Printed",
    "Watermark",
    "is_own_print",
    "print_pdf",
    "safe_names",
]
