"""Writing .uss: the documented form, every key present, null where nothing is known."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from lastlook.exchange.uss.read import ROOT, key_of

if TYPE_CHECKING:
    from lastlook.exchange.uss.model import Uss


def write_uss(uss: Uss) -> bytes:
    """Return the bytes of a .uss file: UTF-8, keys in the documents' order, unknown keys last."""
    whole = {ROOT: _plain(uss), **uss.beside}
    return (json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        names = [field.name for field in fields(value) if field.name not in {"extra", "beside"}]
        found = {key_of(name): _plain(getattr(value, name)) for name in names}
        extra: Any = getattr(value, "extra", {})
        return found | {key: inner for key, inner in extra.items() if key not in found}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
