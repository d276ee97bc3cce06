"""Throw damaged scripts at the readers and keep every one that breaks them.

    python benchmarks/fuzz.py --minutes 20
    python benchmarks/fuzz.py --minutes 1 --seed 3 --save broken/

Each run takes a seed document (the golden cases, the example, pieces of generated features, an
FDX file of every kind of node), damages it, and reads it: scenes, cast, doubts and pages with it.
Anything raised but ProblemsError, and anything slower than `--slowest` allows for its size, is a
finding; its bytes are saved under a name made of the format and the place it broke.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import random
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from feature import as_fdx, as_fountain
from feature_writer import write_film
from lxml import etree

from lastlook.errors import ProblemsError
from lastlook.script import paginate, read, scenes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]

MARKS = {
    "fountain": [
        *("[[", "]]", "/*", "*/", "*", "**", "***", "_", "\\", "(", ")", "^", "@", "!", "~", ">"),
        *("<", "#", "##", "=", "===", "=== 1A ===", ".", "\n", "\n\n", "  \n", "\t", " ", ":"),
        *("INT. ", "EXT.", "I/E ", " - NIGHT", "CUT TO:", "Title: ", "MARA", "Mara", " ^", "#1A#"),
        *("\u2028", "\u200b", "\u00a0", "\ufeff", "\x0b", "\x0c", "\x85", "\u202e", "İ", "ı", "ß"),
        *("é", "שרה", "龍", "🎬", "\ud7ff", "'", "’", "-", "—"),
    ],
    "fdx": [
        *("<", ">", "</", "/>", '"', "&", "&amp;", "&#10;", "&#0;", "<!--", "-->", "<![CDATA["),
        *("]]>", "<Paragraph>", "</Paragraph>", "<Text>", "</Text>", "<DualDialogue>", "<?", "?>"),
        *(' Type="Action"', ' Type="Character"', ' Number="1"', ' TagNumber="1 2"', "<Content>"),
        *(' Length="1/8"', ' RevisionID="-1"', "<ScriptNote>", "<SceneProperties/>", "<!DOCTYPE"),
        *("\u2028", "1e9", "-1", "0", "nan", "1/0", "99999999999999999999", "é", "🎬", "\n"),
    ],
}

VALUES = [
    *("", " ", "0", "-1", "1", "1/8", "9/0", "1e400", "nan", "12A", "A-12", "x" * 300, "\u0663"),
    *("Yes", "No", "Bold+Italic", "Scene Heading", "Character", "Dialogue", "Action", "General"),
    *("Parenthetical", "Transition", "Lyrics", "Outline 1", "(MORE)", "INT. A - DAY", "MARA"),
    *("0,5", "5,0", "1,99999999", "-1,-1", "1 2 3", "999999999999", "\u2028", "\u200b", "é", "שרה"),
]


@dataclass(slots=True)
class Tally:
    """What happened so far."""

    runs: int = 0
    refused: int = 0
    with_problems: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    slowest: float = 0.0


def seeds() -> list[tuple[str, bytes]]:
    """Return documents to start from, each with its format."""
    found = [
        ("fountain", path.read_bytes())
        for folder in ("tests/script/data/fountain", "examples/last-ride")
        for path in sorted((ROOT / folder).glob("*.fountain"))
    ]
    found += [("fdx", path.read_bytes()) for path in sorted((ROOT / "tests").rglob("*.fdx"))]
    for seed in range(6):
        film = write_film(seed, 3)
        found += [("fountain", as_fountain(film).encode()), ("fdx", as_fdx(film).encode())]
    found.append(("fdx", EVERYTHING.encode()))
    return [(kind, data) for kind, data in found if len(data) < 60_000]


def damaged(rng: random.Random, kind: str, data: bytes, others: Sequence[bytes]) -> bytes:
    """Change a document in one to eight ways, or make one of nothing but marks."""
    if rng.random() < 0.02:
        picked = rng.choices(MARKS[kind], k=rng.randint(1, 6))
        return "".join(rng.choices(picked, k=rng.randint(1, 4000))).encode("utf-8", "replace")
    if rng.random() < 0.02:
        return rng.randbytes(rng.randint(0, 3000))
    if rng.random() < 0.6:  # small documents break in more ways for the time they take
        start = rng.randrange(len(data) + 1)
        cut = data[start : start + rng.randint(0, 1500)]
        data = cut if kind == "fountain" else _between(cut, data)
    if kind == "fdx" and rng.random() < 0.7:
        data = _tree_changed(rng, data)  # broken bytes are seldom XML; this always is
        if rng.random() < 0.8:
            return data
    for _ in range(rng.randint(1, 8)):
        data = _change(rng, kind, data, others)
    if rng.random() < 0.03:
        data = data.decode("utf-8", "replace").encode(
            rng.choice(["utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]), "replace"
        )
    return data


def _between(cut: bytes, whole: bytes) -> bytes:
    """Keep an FDX piece inside the elements that make it a script."""
    start = cut.find(b"<Paragraph")
    end = cut.rfind(b"</Paragraph>")
    if not 0 <= start < end:
        return whole
    body = cut[start : end + len(b"</Paragraph>")]
    return b"<FinalDraft><Content>" + body + b"</Content></FinalDraft>"


def _tree_changed(rng: random.Random, data: bytes) -> bytes:
    """Damage an FDX document and keep it XML: nodes gone, doubled, moved, other values."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _ in range(rng.randint(1, 8)):
        nodes = list(root.iter(etree.Element))
        node, other = rng.choice(nodes), rng.choice(nodes)
        parent = node.getparent()
        way = rng.randrange(6)
        if way == 0 and parent is not None:
            parent.remove(node)
        elif way == 1 and parent is not None:
            for _ in range(rng.choice([1, 2, 30])):
                parent.append(copy.deepcopy(node))
        elif way == 2 and len(nodes) < 2000:
            other.append(copy.deepcopy(node))
        elif way == 3:
            name = rng.choice([*node.attrib, *other.attrib] or ["Type"])
            node.set(name, rng.choice(VALUES))
        elif way == 4:
            node.text = rng.choice([*VALUES, node.text or "", other.text or ""])
        else:
            node.tag = other.tag
    return cast("bytes", etree.tostring(root, encoding=rng.choice(["utf-8", "utf-16", "ascii"])))


def _change(rng: random.Random, kind: str, data: bytes, others: Sequence[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    length = min(int(rng.expovariate(0.05)) + 1, 2000)
    way = rng.randrange(9)
    if way == 0:
        return data[:at] + data[at + length :]
    if way == 1:
        piece = data[at : at + length]
        return data[:at] + piece * rng.randint(2, 12) + data[at:]
    if way == 2:
        other = rng.choice(others)
        start = rng.randrange(len(other) + 1)
        return data[:at] + other[start : start + length * 4] + data[at:]
    if way == 3:
        return data[:at] + rng.randbytes(rng.randint(1, 4)) + data[at + 1 :]
    if way == 4:
        return data[:at]
    if way == 5:
        return data.replace(b"\n", rng.choice([b"\r\n", b"\r", b"", b"\n\n", b" \n"]))
    if way == 6:
        lines = data.split(b"\n")
        rng.shuffle(lines)
        return b"\n".join(lines)
    mark = rng.choice(MARKS[kind]).encode("utf-8", "replace")
    if way == 7:
        mark *= rng.choice([1, 2, 3, 50, 1000])
    return data[:at] + mark + data[at + rng.choice([0, 0, len(mark)]) :]


def try_one(kind: str, data: bytes, *, pages: bool) -> str:
    """Read one document as far as it goes; return `refused`, `problems` or `fine`."""
    try:
        screenplay = read(data, f"x.{kind}")
    except ProblemsError as error:
        for problem in error.problems:
            _ = problem.what + problem.message + str(problem)
            if not problem.what:
                raise AssertionError("a refusal without a reason") from error
        return "refused"
    scenes_of(screenplay)
    if pages:
        paginate(screenplay)
    for problem in screenplay.problems:
        if not problem.what or problem.line < 0 or problem.column < 0:
            raise AssertionError(f"a finding without words or place: {problem!r}")
    return "problems" if screenplay.problems else "fine"


def place_of(error: BaseException) -> str:
    """Name an error by its kind and the line of ours it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = next((f for f in reversed(frames) if "lastlook" in f.filename), frames[-1])
    return f"{type(error).__name__}-{Path(ours.filename).stem}-{ours.lineno}"


def main() -> None:
    """Fuzz for a while, then say what was found."""
    parser = argparse.ArgumentParser(description="Fuzz the script readers.")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--slowest", type=float, default=20, help="CPU seconds per megabyte")
    parser.add_argument("--no-pages", action="store_true", help="read only, lay out nothing")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    documents: dict[str, list[bytes]] = {"fountain": [], "fdx": []}
    for kind, data in seeds():
        documents[kind].append(data)
    tally = Tally()
    end = time.monotonic() + options.minutes * 60
    while time.monotonic() < end:
        kind = rng.choice(["fountain", "fdx"])
        data = damaged(rng, kind, rng.choice(documents[kind]), documents[rng.choice([kind, "fdx"])])
        tally.runs += 1
        began = time.process_time()
        found = ""
        try:
            outcome = try_one(kind, data, pages=not options.no_pages)
            tally.refused += outcome == "refused"
            tally.with_problems += outcome == "problems"
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            found = place_of(error)
        took = time.process_time() - began
        tally.slowest = max(tally.slowest, took)
        if not found and took > 0.5 + options.slowest * len(data) / 1e6:
            found = "slow"
        if found:
            save(options.save, kind, found, data, tally)
        if tally.runs % 20_000 == 0:
            report(tally)
    report(tally)
    raise SystemExit(1 if tally.findings else 0)


def save(folder: Path, kind: str, found: str, data: bytes, tally: Tally) -> None:
    """Write a finding's bytes; up to five of each."""
    tally.findings[found] = tally.findings.get(found, 0) + 1
    if tally.findings[found] <= 5:
        folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(data).hexdigest()[:8]
        (folder / f"{found}-{digest}.{kind}").write_bytes(data)


def report(tally: Tally) -> None:
    """Print the tally on one line."""
    findings = ", ".join(f"{name} ×{count}" for name, count in sorted(tally.findings.items()))
    print(
        f"{tally.runs:,} runs, {tally.refused:,} refused, {tally.with_problems:,} with problems, "
        f"slowest {tally.slowest:.2f} s; findings: {findings or 'none'}",
        flush=True,
    )


EVERYTHING = """<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
<Content>
<Paragraph Number="1" Type="Scene Heading"><SceneProperties Length="3/8" Page="1" Title="x">
<Summary><Paragraph><Text>They meet.</Text></Paragraph></Summary></SceneProperties>
<Text>INT. CAR - NIGHT</Text></Paragraph>
<Paragraph Type="Action"><ScriptNote ID="1"><Paragraph><Text>Why?</Text></Paragraph></ScriptNote>
<Text TagNumber="1">Snow</Text><Text Style="Bold+Underline" RevisionID="2"> falls.</Text>
</Paragraph>
<Paragraph><DualDialogue>
<Paragraph Type="Character"><Text>MARA</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Yes.</Text></Paragraph>
<Paragraph Type="Character"><Text>JON (V.O.)</Text></Paragraph>
<Paragraph Type="Parenthetical"><Text>(low)</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>No.</Text></Paragraph>
</DualDialogue></Paragraph>
<Paragraph Type="Transition" Alignment="Right" SpaceBefore="12"><Text>CUT TO:</Text></Paragraph>
<Paragraph Type="Song" LeftIndent="2.00" StartsNewPage="Yes"><Text>La</Text></Paragraph>
<Paragraph Number="2A" Type="Scene Heading"><Text>EXT. ROAD - DAY</Text></Paragraph>
</Content>
<ElementSettings Type="Song"><FontSpec Font="Courier" Size="12" Style="Italic"/>
<ParagraphSpec Alignment="Left" FirstIndent="0.00" LeftIndent="2.50" RightIndent="6.00"
SpaceBefore="12" Spacing="1" StartsNewPage="No"/><Behavior PaginateAs="Dialogue"/></ElementSettings>
<PageLayout BottomMargin="72" TopMargin="72" BreakDialogueAndActionAtSentences="Yes">
<PageSize Height="11.00" Width="8.50"/></PageLayout>
<MoresAndContinueds><DialogueBreaks AutomaticCharacterContinueds="Yes" BottomOfPage="Yes"
DialogueBottom="(MORE)" DialogueTop="(CONT'D)" TopOfNext="Yes"/>
<SceneBreaks ContinuedNumber="No" SceneBottom="(CONTINUED)" SceneBottomOfPage="Yes"
SceneTop="CONTINUED:" SceneTopOfNext="Yes"/></MoresAndContinueds>
<TagData><TagCategories><TagCategory Color="#000" Id="c" Name="Props" Number="5"/></TagCategories>
<TagDefinitions><TagDefinition CatId="c" Id="d" Label="Snow" Number="1"/></TagDefinitions>
<Tags><Tag Number="1"><DefId>d</DefId></Tag></Tags></TagData>
<TitlePage><Content><Paragraph Alignment="Center"><Text>The Ferry</Text></Paragraph></Content>
</TitlePage>
</FinalDraft>
"""

if __name__ == "__main__":
    main()
