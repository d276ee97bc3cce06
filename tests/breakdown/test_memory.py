"""What is decided is not asked again, and what changed is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.breakdown.decided import SCRIPT, decided, film, paragraphs, snapshot, suggestion

from lastlook.breakdown import DecidedElement, Element, ElementRecord, Rejected, SceneDecisions
from lastlook.breakdown.edits import confirm, reject
from lastlook.breakdown.memory import still_open
from lastlook.breakdown.model import Quote
from lastlook.breakdown.suggest import suggest

REVOLVER = suggestion("revolver", "A REVOLVER lies on the bench.", words="REVOLVER")
WATCH = suggestion("watch", "She watches the road.", words="watches")
TAG = suggestion("tag", "Mara picks up the revolver and a tag.")
ALL = (REVOLVER, WATCH, TAG)


def on_sheet(*decisions: DecidedElement) -> tuple[Element, ...]:
    return tuple(
        Element(category=d.category, label=d.label, origin="person", id=d.element)
        for d in decisions
    )


def left(
    scene: SceneDecisions, *elements: Element, text: str = SCRIPT, **records: ElementRecord
) -> list[str]:
    there = (*on_sheet(*scene.elements), *elements)
    return [one.label for one in still_open(ALL, scene, there, paragraphs(text), records)]


def test_nothing_decided_leaves_everything_open() -> None:
    assert left(SceneDecisions()) == ["revolver", "watch", "tag"]


def test_what_is_on_the_sheet_is_not_asked() -> None:
    scene = SceneDecisions(elements=(DecidedElement(category="Props", label="Revolver"),))
    assert left(scene) == ["watch", "tag"]


def test_other_names_of_an_element_are_not_asked() -> None:
    gun = DecidedElement(category="Props", label="Gun", element="gun")
    record = ElementRecord(category="Props", label="Gun", also=("Revolver",))
    assert left(SceneDecisions(elements=(gun,)), gun=record) == ["watch", "tag"]


def test_what_was_confirmed_under_another_label_is_not_asked() -> None:
    scene = SceneDecisions(
        elements=(
            DecidedElement(
                category="Set Dressing",
                label="Mara's old gun",
                quote="A  revolver lies on the bench.",
                words="Revolver",
            ),
        )
    )
    assert left(scene) == ["watch", "tag"]


def test_what_a_tag_says_is_not_asked() -> None:
    quote = Quote(text="Mara picks up the revolver and a tag.", line=3)
    tag = Element(category="Art Department", label="Tag", origin="tag", quote=quote)
    assert left(SceneDecisions(), tag) == ["revolver", "watch"]


def test_a_confirmed_sentence_that_changed_is_asked_again() -> None:
    confirmed = DecidedElement(
        category="Props", label="revolver", quote=REVOLVER.quote.text, words="REVOLVER"
    )
    scene = SceneDecisions(elements=(confirmed,))
    assert left(scene) == ["watch", "tag"]
    changed = SCRIPT.replace("lies on the bench", "lies under the bench")
    again = suggestion("revolver", "A REVOLVER lies under the bench.", words="REVOLVER")
    there = on_sheet(*scene.elements)
    assert still_open([again], scene, there, paragraphs(changed)) == (again,)
    assert still_open([again], scene, there, paragraphs()) == ()


@pytest.mark.parametrize(
    ("quote", "labels"),
    [
        ("She watches the road.", ["revolver", "tag"]),
        ("she  WATCHES the road.", ["revolver", "tag"]),
        ("", ["revolver", "tag"]),
        ("She watches the river.", ["revolver", "watch", "tag"]),
    ],
)
def test_a_rejection_holds_as_long_as_its_sentence_stands(quote: str, labels: list[str]) -> None:
    rejected = Rejected(label="Watch", category="Props", quote=quote)
    assert left(SceneDecisions(rejected=(rejected,))) == labels


def test_a_rejection_in_one_category_is_none_in_another() -> None:
    rejected = Rejected(label="watch", category="Wardrobe", quote="She watches the road.")
    assert "watch" in left(SceneDecisions(rejected=(rejected,)))


def test_a_sentence_that_is_only_a_note_does_not_stand() -> None:
    rejected = Rejected(label="watch", quote="She watches the road.")
    cut = SCRIPT.replace("She watches the road.", "[[She watches the road.]]")
    assert "watch" in left(SceneDecisions(rejected=(rejected,)), text=cut)


def test_a_dismissed_label_is_never_asked() -> None:
    changed = SCRIPT.replace("She watches the road.", "She watches the river.")
    assert left(SceneDecisions(dismissed=("WATCH",)), text=changed) == ["revolver", "tag"]


WORDS = st.sampled_from(
    ["A gun lies on the bench.", "She ties the rope.", "The lamp burns.", "He takes a knife."]
)


@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_what_is_decided_is_not_suggested_again_whatever_happens_elsewhere(
    sentences: list[str], data: st.DataObject
) -> None:
    text = "INT. CAR - NIGHT\n\n" + " ".join(sentences) + "\n"
    screenplay, scenes = film(text)
    (found,) = suggest(screenplay, scenes, threshold=0.0)
    file = b""
    decisions = []
    for one in found:
        if one.category in {"Cast Members", "Background Actors"}:
            continue
        decisions.append(one)
        if data.draw(st.booleans()):
            element = DecidedElement(
                category=data.draw(st.sampled_from([one.category, "Set Dressing"])),
                label=data.draw(st.sampled_from([one.label, "something else"])),
                quote=one.quote.text,
                words=one.words or one.label,
            )
            file = confirm(snapshot(file), {"s001": [element]})
        else:
            no = Rejected(label=one.label, category=one.category, quote=one.quote.text)
            file = reject(snapshot(file), "s001", no)
    # Another draft: sentences around them come and go, and one is set in other type.
    more = data.draw(st.lists(st.sampled_from(["Rain.", "Nobody speaks.", "“No.”"]), max_size=3))
    later = "INT. CAR - NIGHT\n\n" + "  ".join([*more, *sentences]).replace("'", "’") + "\n"
    scene = decided(file).scenes.get("s001", SceneDecisions())
    screenplay, scenes = film(later)
    (again,) = suggest(screenplay, scenes, threshold=0.0)
    asked = still_open(again, scene, on_sheet(*scene.elements), screenplay.paragraphs)
    settled = {(one.category, one.label) for one in decisions}
    assert not settled & {(one.category, one.label) for one in asked}
