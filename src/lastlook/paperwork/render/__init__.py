"""Painted boards: what a camera sees, path-traced, with the take's own light and snow.

`paint` gives PNG files of a take's keyframes, or of moments that are asked for. It needs the extra
`render`, and nothing here is imported before it is asked for.
"""

from __future__ import annotations

from lastlook.paperwork.render.order import Frame, Order, Painted

__all__ = ["Frame", "Order", "Painted"]
