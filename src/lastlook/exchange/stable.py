"""Ids that are the same for the same thing in every export."""

from __future__ import annotations

import uuid

NAMESPACE = uuid.UUID("5b0d4c1e-6f5a-5f0e-9d6e-3a0c6a2f7b11")
"""Ours alone: what is made in it meets no id of another program."""


def stable_id(kind: str, *parts: object) -> str:
    """Return the UUID of something by what it is: the same words, the same id."""
    return str(uuid.uuid5(NAMESPACE, "\n".join([kind, *map(str, parts)])))
