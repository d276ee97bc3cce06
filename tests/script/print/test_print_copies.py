"""Sides, highlights, revisions, watermarks, and scenes that are withheld."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.errors import ProblemsError
from lastlook.script import paginate, read, scenes_of
from lastlook.script.model import Deletion, RevisionSet, Run
from lastlook.script.print import Paper, PrintOptions, Watermark, print_pdf, safe_names
from lastlook.script.print.marks import HIGHLIGHTS
from lastlook.script.print.scene_choice import choose_scenes

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.script import Screenplay


def film(extra: str = "") -> Screenplay:
    """Five scenes over several pages; the last word of scene 3 is a secret."""
    scenes = []
    for number in ("1", "2", "2A", "3", "4"):
        body = f"Scene {number} opens. " * 30
        speech = f"Only {number} says so much. " * 40
        scenes.append(
            f"INT. PLACE {number} - DAY #{number}#\n\n{body}\n\nMARA\n{speech}\n\nJON\nIndeed.\n"
        )
    secret = "The quincunx is a *vexillum*, xylophagous. " * 60
    scenes[3] += f"\nWALRUSKEEPER\n(zugzwang)\n{secret}\n"
    return read(("Title: T\n\n" + "\n".join(scenes) + extra).encode(), "film.fountain")


def test_scenes_are_chosen_by_number_and_range() -> None:
    scenes = scenes_of(film())
    assert choose_scenes("2A", scenes, "f") == (frozenset({2}), ())
    assert choose_scenes(" 1, 2-3 ", scenes, "f") == (frozenset({0, 1, 2, 3}), ())
    assert choose_scenes("2a–4", scenes, "f") == (frozenset({2, 3, 4}), ())
    assert choose_scenes("", scenes, "f") == (frozenset(), ())
    found, problems = choose_scenes("9,3-1", scenes, "f")
    assert not found
    assert [p.what for p in problems] == [
        "The script has no scene 9.",
        "The script has no scene 3-1.",
    ]
    assert problems[0].why == "It has scenes 1 to 4."


def test_sides_hold_only_the_pages_of_their_scenes(read_pdf: Callable[[bytes], Any]) -> None:
    script = film()
    whole = paginate(script).pages
    sides = read_pdf(print_pdf(script, PrintOptions(scenes="2")).data)
    first = next(at for at, p in enumerate(whole) if any("PLACE 2 " in o.text for o in p.lines))
    last = next(at for at, p in enumerate(whole) if any("PLACE 2A" in o.text for o in p.lines))
    assert len(sides.pages) == last - first + 1
    labels = [page.at(540 - 2 * 7.2, 45, 2) for page in sides.pages]
    wanted = [f"{p.label}." if p is not whole[0] else "  " for p in whole[first : last + 1]]
    assert labels == wanted
    # The scene before it on the first page, and the one after it on the last, are crossed out.
    y = sides.pages[0].find("INT. PLACE 2 ")[1]
    crosses = [r for r in sides.pages[0].rectangles if r[2] > 300]
    assert len(crosses) == 2
    assert all(top + height <= y - 8 for _, top, _, height in crosses)
    y = sides.pages[-1].find("INT. PLACE 2A")[1]
    assert all(r[1] >= y - 10 for r in sides.pages[-1].rectangles if r[2] > 300)


def test_unknown_scenes_and_characters_are_all_named() -> None:
    with pytest.raises(ProblemsError) as caught:
        print_pdf(film(), PrintOptions(scenes="77", withhold="88", highlight=("MARY",)))
    assert [p.what for p in caught.value.problems] == [
        "The script has no scene 77.",
        "The script has no scene 88.",
        "Nobody called MARY speaks in the script.",
    ]
    assert "MARA" in caught.value.problems[2].why


SECRET = ("walruskeeper", "zugzwang", "quincunx", "vexillum", "xylophagous", "place 3")


def encodings(word: str) -> list[bytes]:
    """List the ways in which a word may stand in the bytes of a PDF."""
    return [
        word.encode(),
        word.encode("utf-16-be"),
        word.encode("utf-16-le"),
        word.encode().hex().encode(),
        word.encode("utf-16-be").hex().encode(),
    ]


@pytest.mark.parametrize("cyrillic", [False, True], ids=["written", "typeset"])
def test_nothing_of_a_withheld_scene_is_in_the_file(
    read_pdf: Callable[[bytes], Any], *, cyrillic: bool
) -> None:
    script = film("\nINT. LAST #5#\n\nСнег.\n" if cyrillic else "\nINT. LAST #5#\n\nSnow.\n")
    options = PrintOptions(withhold="3", recipient="Ada")
    open_copy = read_pdf(print_pdf(script, replace(options, withhold="")).data)
    assert all(word in "".join(p.text for p in open_copy.pages).casefold() for word in SECRET)
    closed = read_pdf(print_pdf(script, options).data)
    content = closed.all_bytes.lower()
    text = "".join(page.text for page in closed.pages).casefold()
    about = " ".join([*closed.bookmarks, *closed.metadata.values()]).casefold()
    glyphs = "".join(o.char for page in closed.pages for o in page.letters).casefold()
    for word in SECRET:
        assert word not in text
        assert word not in about
        assert word not in glyphs
        assert not any(form.lower() in content for form in encodings(word))
    # Letters that only the withheld scene has are in no font's map either.
    assert b"<0078>" not in content
    assert "Scene 3 withheld" in closed.bookmarks


def test_withholding_keeps_pages_and_every_other_line(read_pdf: Callable[[bytes], Any]) -> None:
    script = film()
    whole = read_pdf(print_pdf(script).data)
    closed = read_pdf(print_pdf(script, PrintOptions(withhold="3")).data)
    assert len(closed.pages) == len(whole.pages)
    boxes = 0
    for before, after in zip(whole.pages, closed.pages, strict=True):
        grey = [r for r in after.rectangles if r not in before.rectangles]
        boxes += len(grey)
        kept = {(o.char, round(o.x, 1), round(o.y, 1)) for o in after.letters}
        for letter in before.letters:
            hidden = any(top <= letter.y <= top + height for _, top, _, height in grey)
            assert hidden != ((letter.char, round(letter.x, 1), round(letter.y, 1)) in kept)
    assert boxes == sum("Scene 3 withheld" in page.text for page in closed.pages) >= 2


def test_withheld_scenes_are_silent_about_their_letters() -> None:
    script = film("\nINT. LAST #5#\n\n\U00012000 falls.\n")
    assert print_pdf(script).problems
    assert not print_pdf(script, PrintOptions(withhold="5")).problems


def test_a_characters_lines_are_coloured(read_pdf: Callable[[bytes], Any]) -> None:
    text = b"MARA\n(low)\nSnow.\n\nJON\nIce.\n\nMARA\n" + b"More of it falls. " * 200
    script = read(text, "a.fountain")
    options = PrintOptions(highlight=("mara", "JON"), paper=Paper.LETTER)
    pdf = read_pdf(print_pdf(script, options).data)
    for page in pdf.pages:
        bands = [(r[1], r[1] + r[3]) for r in page.rectangles]
        assert all(
            any(top <= o.y <= bottom for top, bottom in bands)
            for o in page.letters
            if o.y > 60 and o.char.strip()
        )
    y = pdf.pages[0].find("Ice")[1]
    box = next(r for r in pdf.pages[0].rectangles if r[1] <= y <= r[1] + r[3])
    assert box[2] == pytest.approx(4 * 7.2 + 4, abs=0.1)
    assert len(set(HIGHLIGHTS)) == len(HIGHLIGHTS)
    content = pdf.all_bytes
    assert all(color in content for color in (b"1 0.9529 0.6392 rg", b"0.749 0.9098 1 rg"))


def test_revised_lines_carry_their_mark_and_pages_their_colour(
    read_pdf: Callable[[bytes], Any],
) -> None:
    script = read(b"INT. X\n\nSnow falls.\n\nIt stays.\n\nIt goes.\n", "a.fountain")
    head, first, second, third = script.paragraphs
    script = replace(
        script,
        paragraphs=(
            head,
            replace(first, runs=(Run("Snow "), Run("falls.", revision=1))),
            replace(second, deletions=(Deletion(offset=3, revision=2),)),
            third,
        ),
        revisions=(
            RevisionSet(id=1, name="Blue Rev.", page_color="C6EDFE"),
            RevisionSet(id=2, name="Rosa", page_color="FDCCD4", mark="+"),
        ),
    )
    page = read_pdf(print_pdf(script).data).pages[0]
    marks = [(o.char, round(o.x / 72, 2), o.y) for o in page.letters if o.char in "*+"]
    assert marks == [
        ("*", 7.75, page.find("Snow")[1]),
        ("+", 7.75, page.find("It stays")[1]),
    ]
    assert not page.rectangles
    page = read_pdf(print_pdf(script, PrintOptions(revision_colors=True)).data).pages[0]
    assert page.rectangles == [pytest.approx((0, 0, 612, 792), abs=1)]
    assert "Rosa" in page.text
    bare = PrintOptions(revision_marks=False)
    assert "*" not in read_pdf(print_pdf(script, bare).data).pages[0].text


def test_final_drafts_own_revisions_are_printed(read_pdf: Callable[[bytes], Any]) -> None:
    text = """<FinalDraft DocumentType="Script" Version="5"><Content>
    <Paragraph Type="Action"><Text>Snow </Text><Text RevisionID="3">falls.</Text></Paragraph>
    </Content><Revisions ActiveSet="3" Location="7.50">
    <Revision Color="#0000" ID="3" Mark="#" Name="Green Rev." PageColor="#D1D1FEFED0D0"/>
    </Revisions></FinalDraft>"""
    options = PrintOptions(revision_colors=True)
    pdf = read_pdf(print_pdf(read(text.encode(), "a.fdx"), options).data)
    page = pdf.pages[0]
    assert [(o.x, o.y) for o in page.letters if o.char == "#"] == [
        pytest.approx((540, page.find("Snow")[1]), abs=0.01)
    ]
    assert "Green Rev." in page.text
    assert b"0.8196 0.9961 0.8157 rg" in pdf.all_bytes


@pytest.mark.parametrize("where", list(Watermark))
@pytest.mark.parametrize("name", ["Ada Example", "Ада", "A" * 70])
def test_every_page_bears_the_readers_name(
    where: Watermark, name: str, read_pdf: Callable[[bytes], Any]
) -> None:
    pdf = read_pdf(print_pdf(film(), PrintOptions(recipient=name, watermark=where)).data)
    wanted = sorted(name.replace(" ", ""))
    for page in pdf.pages:
        assert name in page.text.replace("\r\n", "") or not (
            set(wanted) - {o.char for o in page.letters}
        )
        assert all(0 < o.x < page.width and 0 < o.y < page.height for o in page.letters)
    assert {"H1", "P", "Document"} >= set(pdf.pages[1].tags)
    assert not any(name in mark for mark in pdf.bookmarks)


def test_the_scripts_own_watermark_is_kept(read_pdf: Callable[[bytes], Any]) -> None:
    script = read(b"Title: T\nWatermark: Draft copy\n\nSnow.\n", "a.fountain")
    pdf = read_pdf(print_pdf(script).data)
    assert all("Draft copy" in page.text for page in pdf.pages)


def test_file_names_are_safe_and_apart() -> None:
    names = ["Ada Example", "ada/example", "../../x", "", "Ада", "con", "n" * 300, "é" * 100]
    found = safe_names(names)
    assert list(found) == names
    assert found["Ada Example"] == "ada-example"
    assert found["ada/example"] == "ada-example-2"
    assert found["../../x"] == "x"
    assert found["Ада"] == "ада"
    assert len(set(found.values())) == len(names)
    for safe in found.values():
        assert re.fullmatch(r"[^\W_]+(?:-[^\W_]+)*", safe)
        assert len(safe.encode()) <= 90
