"""Locked pages: what was printed keeps its number and its beginning."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.script import paginate, read
from lastlook.script.model import Column, Continueds, Kind, Paragraph, Run, Screenplay
from lastlook.script.revisions.locked import lock
from lastlook.script.revisions.locked_text import locked_fountain, with_locks
from lastlook.script.revisions.numbering import number_key

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.script.pages.paginate import Pages

HEADING, ACTION, CUE, DIALOGUE = Kind.SCENE_HEADING, Kind.ACTION, Kind.CHARACTER, Kind.DIALOGUE


def p(kind: Kind, text: str, **more: Any) -> Paragraph:
    return Paragraph(kind=kind, runs=(Run(text),) if text else (), line=1, **more)


def play(paragraphs: list[Paragraph], **more: Any) -> Screenplay:
    return Screenplay(name="a.fountain", format="fountain", paragraphs=tuple(paragraphs), **more)


def fill(name: str, lines: int) -> list[Paragraph]:
    """Paragraphs of one line each, without space above."""
    return [p(Kind.GENERAL, f"{name} {n}") for n in range(lines)]


def sentences(count: int) -> str:
    return " ".join(f"On day {n} the snow fell on glass." for n in range(count))


def shown(pages: Pages) -> list[tuple[str, list[tuple[str, float]]]]:
    return [(page.label, [(line.text, line.y) for line in page.lines]) for page in pages.pages]


def labels(pages: Pages) -> list[str]:
    return [page.label for page in pages.pages]


def again(old: Screenplay, new: list[Paragraph]) -> Pages:
    return paginate(replace(old, paragraphs=tuple(new)), lock(old, paginate(old)))


THREE = [*fill("one", 54), *fill("two", 54), *fill("three", 54)]


def test_an_unchanged_draft_keeps_its_pages() -> None:
    assert shown(again(play(THREE), THREE)) == shown(paginate(play(THREE)))


def test_what_overflows_goes_to_a_page_with_a_letter() -> None:
    pages = again(play(THREE), [*THREE[:60], *fill("new", 60), *THREE[60:]])
    assert labels(pages) == ["1", "2", "2A", "2B", "3"]
    assert pages.pages[1].lines[0].text == "two 0"
    assert pages.pages[3].lines[-1].text == "two 53"
    assert pages.pages[4] == replace(paginate(play(THREE)).pages[2], lines=pages.pages[4].lines)
    assert [line.text for line in pages.pages[4].lines] == [f"three {n}" for n in range(54)]


def test_a_page_that_lost_words_stays_short() -> None:
    pages = again(play(THREE), [*THREE[:60], *THREE[100:]])
    assert labels(pages) == ["1", "2", "3"]
    assert [len(page.lines) for page in pages.pages] == [54, 14, 54]


def test_pages_that_are_gone_join_the_one_before() -> None:
    more = [*THREE, *fill("four", 54), *fill("five", 20)]
    assert labels(again(play(more), [*more[:54], *more[162:]])) == ["1-3", "4", "5"]
    assert labels(again(play(more), more[108:])) == ["1-3", "4", "5"]
    assert labels(again(play(more), more[:54])) == ["1-5"]


def test_a_new_page_between_10_and_10a_is_a10a() -> None:
    first = play(THREE)
    second = [*THREE[:60], *fill("new", 40), *THREE[60:]]
    pages = again(first, second)
    assert labels(pages) == ["1", "2", "2A", "3"]
    draft = play(second)
    third = [*second[:56], *fill("newer", 30), *second[56:]]
    assert labels(paginate(play(third), lock(draft, pages))) == ["1", "2", "A2A", "2A", "3"]


def test_the_last_page_goes_on_with_whole_numbers() -> None:
    assert labels(again(play(THREE), [*THREE, *fill("new", 60)])) == ["1", "2", "3", "4", "5"]


def test_a_page_that_starts_inside_a_paragraph_does_so_again() -> None:
    old = [*fill("one", 50), p(ACTION, sentences(20)), p(ACTION, "The end.")]
    before = paginate(play(old))
    assert before.pages[1].lines[0].start > 0
    new = [*fill("one", 40), p(ACTION, f"Look. {sentences(20)}"), p(ACTION, "The end.")]
    after = again(play(old), new)
    assert [line.text for line in after.pages[1].lines] == [
        line.text for line in before.pages[1].lines
    ]


def test_a_page_starts_with_its_paragraph_though_the_first_words_changed() -> None:
    new = [*THREE[:54], p(Kind.GENERAL, "a fresh two 0"), *THREE[55:]]
    pages = again(play(THREE), new)
    assert labels(pages) == ["1", "2", "3"]
    assert pages.pages[1].lines[0].text == "a fresh two 0"


def test_a_new_heading_or_cue_stays_with_what_follows_it() -> None:
    speech = [p(CUE, "ANN"), p(DIALOGUE, sentences(3))]
    old = [*fill("one", 53), p(ACTION, sentences(8)), *speech]
    new = [*old[:53], p(HEADING, "INT. CAR - DAY"), *old[53:]]
    pages = again(play(old), new)
    assert pages.pages[1].lines[0].text == "INT. CAR - DAY"
    assert labels(pages) == ["1", "2"]


def test_a_broken_speech_keeps_more_and_contd() -> None:
    speech = [p(CUE, "ANN"), p(DIALOGUE, sentences(12))]
    old = [*fill("one", 46), *speech, *fill("two", 10)]
    before = paginate(play(old))
    assert before.pages[0].lines[-1].text == "(MORE)"
    assert shown(again(play(old), old)) == shown(before)
    shorter = again(play(old), old[10:])
    assert shorter.pages[0].lines[-1].text == "(MORE)"
    assert shown(shorter)[1] == shown(before)[1]


def test_a_locked_page_inside_a_scene_is_continued_and_an_act_is_not() -> None:
    continueds = Continueds(scene_bottom=True, scene_top=True)
    old = [p(HEADING, "INT. CAR - DAY"), *fill("one", 80), p(Kind.NEW_ACT, "ACT TWO")]
    draft = play(old, continueds=continueds)
    before = paginate(draft)
    assert before.pages[1].lines[0].text == "CONTINUED:"
    assert shown(paginate(draft, lock(draft, before))) == shown(before)


def test_a_page_may_start_with_a_dual_dialogue() -> None:
    left = [p(CUE, "ANN", dual=Column.LEFT), p(DIALOGUE, sentences(3), dual=Column.LEFT)]
    right = [p(CUE, "BEN", dual=Column.RIGHT), p(DIALOGUE, sentences(3), dual=Column.RIGHT)]
    old = [*fill("one", 52), *left, *right, *fill("two", 5)]
    before = paginate(play(old))
    assert before.pages[1].lines[0].text == "ANN"
    assert shown(again(play(old), old)) == shown(before)
    assert shown(again(play(old), old[9:]))[1] == shown(before)[1]


def test_blank_paragraphs_on_top_of_a_page_stay_there() -> None:
    blank = p(ACTION, "")
    old = [*fill("one", 54), p(HEADING, "INT. CAR - DAY", layout=None), *fill("two", 3)]
    forced = [*fill("one", 10), Paragraph(kind=Kind.PAGE_BREAK, runs=(), line=1), blank, *old[54:]]
    before = paginate(play(forced))
    assert before.pages[1].lines[0].y > 0
    assert shown(again(play(forced), forced)) == shown(before)


def scenes(count: int, dice: random.Random) -> list[list[Paragraph]]:
    """Blocks of an ordinary script, no two alike."""
    blocks: list[list[Paragraph]] = []
    for scene in range(count):
        blocks.append([p(HEADING, f"INT. ROOM {scene} - DAY", number=str(scene + 1))])
        for part in range(dice.randrange(3, 12)):
            name = f"Scene {scene} part {part}."
            if dice.random() < 0.5:
                blocks.append([p(ACTION, f"{name} {sentences(dice.randrange(1, 12))}")])
            else:
                who = dice.choice(["ANN", "BEN", "CAROL"])
                spoken = f"{name} {sentences(dice.randrange(1, 9))}"
                blocks.append([p(CUE, who), p(DIALOGUE, spoken)])
    return blocks


def edited(blocks: list[list[Paragraph]], dice: random.Random, nth: int) -> list[list[Paragraph]]:
    blocks = list(blocks)
    for edit in range(dice.randrange(1, 8)):
        at = dice.randrange(len(blocks))
        kind = dice.random()
        if kind < 0.4:
            text = f"Added {nth} {edit}. {sentences(dice.randrange(1, 40))}"
            blocks.insert(at, [p(ACTION, text)])
        elif kind < 0.6:
            del blocks[at : at + dice.randrange(1, 5)]
        elif kind < 0.7:
            del blocks[at : at + dice.randrange(20, 60)]
        else:
            last = blocks[at][-1]
            kept = " ".join(word for word in last.text.split() if dice.random() < 0.8)
            blocks[at] = [*blocks[at][:-1], replace(last, runs=(Run(kept or "Gone."),))]
    return blocks


@pytest.mark.parametrize("seed", range(4))
def test_through_many_drafts_nothing_is_lost_and_no_label_comes_twice(seed: int) -> None:
    dice = random.Random(seed)
    blocks = scenes(25, dice)
    draft = play([one for block in blocks for one in block])
    pages = paginate(draft)
    for nth in range(5):
        blocks = edited(blocks, dice, nth)
        new = play([one for block in blocks for one in block])
        after = paginate(new, lock(draft, pages))
        words: defaultdict[int, str] = defaultdict(str)
        for page in after.pages:
            for line in page.lines:
                if line.paragraph >= 0:
                    words[line.paragraph] += line.text[: line.end - line.start]
        assert [words[n].replace(" ", "") for n in range(len(new.paragraphs))] == [
            one.text.replace(" ", "") for one in new.paragraphs
        ]
        found = labels(after)
        assert len(set(found)) == len(found)
        assert found == sorted(found, key=number_key)
        # Of every earlier page the label is still there, alone or within a range.
        ends = {end for label in found for end in label.split("-")}
        spans = [tuple(map(number_key, (one.split("-")[0], one.split("-")[-1]))) for one in found]
        for label in labels(pages):
            last = number_key(label.split("-")[-1])
            assert label in ends or any(low <= last <= high for low, high in spans)
        text = locked_fountain(new, after)
        assert shown(paginate(read(text.data, "a.fountain"))) == shown(after)
        draft, pages = new, after


def test_fountain_holds_locked_pages_as_lines_and_notes() -> None:
    source = "INT. CAR - DAY\n\n" + sentences(120) + "\n\nThe *end*.\n"
    screenplay = read(source.encode(), "a.fountain")
    pages = paginate(screenplay)
    assert labels(pages) == ["1", "2"]
    text = locked_fountain(screenplay, pages).data.decode()
    assert text.split("\n")[0] == "=== 1 ==="
    assert "[[=== 2 ===]]" in text
    plain = text.replace("=== 1 ===\n", "").replace("[[=== 2 ===]]", "")
    assert " ".join(plain.split()) == " ".join(source.split())
    assert shown(paginate(read(text.encode(), "a.fountain"))) == shown(pages)


def test_locking_again_replaces_the_labels_of_before() -> None:
    screenplay = read(b"=== 7 ===\n\nINT. CAR - DAY\n\nSnow[[=== 8 ===]] falls.\n", "a.fountain")
    pages = paginate(screenplay)
    assert labels(pages) == ["7", "8"]
    assert [line.text for line in pages.pages[1].lines] == ["falls."]
    again = with_locks(screenplay, pages)
    assert [one.page_label for one in again.paragraphs if one.page_label] == ["7"]
    assert [note.text for one in again.paragraphs for note in one.notes] == ["=== 8 ==="]


def test_a_plain_page_break_stays_one_beside_a_label() -> None:
    screenplay = read(b"Snow.\n\n===\n\n=== 7A ===\n\nRain.\n\n===\n\nIce.\n", "a.fountain")
    assert labels(paginate(screenplay)) == ["1", "7A", "8"]


def test_the_example_keeps_its_pages_in_fountain(last_ride: Path) -> None:
    path = last_ride / "script.fountain"
    screenplay = read(path.read_bytes(), path.name)
    pages = paginate(screenplay)
    text = locked_fountain(screenplay, pages)
    assert not text.losses
    assert shown(paginate(read(text.data, path.name))) == shown(pages)


def test_every_final_draft_document_keeps_its_pages_unchanged(shared_data: Path) -> None:
    found = sorted((shared_data / "fd-pages").glob("*.fdx"))
    assert found
    for path in found:
        screenplay = read(path.read_bytes(), path.name)
        pages = paginate(screenplay)
        assert shown(paginate(screenplay, lock(screenplay, pages))) == shown(pages), path.name
