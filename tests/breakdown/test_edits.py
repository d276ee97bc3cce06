"""Decisions written into breakdown.toml: what is meant, and not a byte more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.breakdown.decided import decided, entries, snapshot

from lastlook.breakdown import DecidedElement, Rejected, edits, element_edits, parse_decisions
from lastlook.breakdown.edits import Taken
from lastlook.breakdown.register import derived, find
from lastlook.errors import LastlookError, ProblemsError

FILE = """\
# What people decided.
[scenes.s001]  # 1
minutes = 85
elements = [
    { category = "Props", label = "Revolver" },  # the real one
    { category = "props", label = "the gun", count = 2 },
    { category = "Animals", label = "Dog" },
]

[scenes.s002]
elements = [{ category = "Props", label = "Ring" }]
dismissed = ["BANG"]

# all of them
[elements.ring]
category = "Props"
label = "Ring"
number = "7"
"""


def labels(text: bytes, scene: str = "s001") -> list[str]:
    return [one.label for one in decided(text).scenes[scene].elements]


def prop(label: str, **more: object) -> DecidedElement:
    return DecidedElement(category="Props", label=label, **more)  # type: ignore[arg-type]


def test_what_is_confirmed_comes_last_on_a_line_of_its_own() -> None:
    new = edits.confirm(
        snapshot(FILE), {"s001": [prop("Tag", quote='He says: "Tag."', words="Tag")]}
    )
    added = (
        '    { category = "Props", label = "Tag", quote = "He says: \\"Tag.\\"", words = "Tag" },\n'
    )
    assert new.decode() == FILE.replace('"Dog" },\n', f'"Dog" }},\n{added}')


def test_what_is_there_gets_its_sentence_and_keeps_the_rest() -> None:
    new = edits.confirm(snapshot(FILE), {"s001": [prop("The Gun", quote="A gun.", count=3)]})
    line = '    { category = "props", label = "the gun", count = 3, quote = "A gun." },'
    assert line in new.decode()
    assert edits.confirm(snapshot(new), {"s001": [prop("the gun")]}) == new


def test_confirming_takes_back_a_rejection_and_a_dismissal() -> None:
    new = edits.reject(snapshot(FILE), "s002", Rejected(label="bang", category="Props"))
    new = edits.confirm(snapshot(new), {"s002": [prop("Bang")]})
    scene = decided(new).scenes["s002"]
    assert (scene.rejected, scene.dismissed) == ((), ())
    assert labels(new, "s002") == ["Ring", "Bang"]


def test_rejecting_takes_it_off_the_sheet_with_its_remark_kept() -> None:
    new = edits.reject(
        snapshot(FILE), "s001", Rejected(label="revolver", category="Props", quote="A revolver.")
    )
    assert labels(new) == ["the gun", "Dog"]
    assert '{ category = "Props", label = "revolver", quote = "A revolver." },  # the real one' in (
        new.decode()
    )
    again = edits.reject(
        snapshot(new), "s001", Rejected(label="revolver", category="Props", quote="One more.")
    )
    assert [one.quote for one in decided(again).scenes["s001"].rejected] == ["One more."]


def test_merged_elements_are_one_on_every_sheet() -> None:
    decisions = decided(FILE)
    keep, other = (find(entries(decisions), name) for name in ("Revolver", "the gun"))
    new = element_edits.merge(snapshot(FILE), keep, other)
    assert labels(new) == ["Revolver", "Revolver", "Dog"]
    assert new.decode() == FILE + (
        '\n[elements.revolver]\ncategory = "Props"\nlabel = "Revolver"\nalso = ["the gun"]\n'
    )


def test_a_merged_record_gives_its_number_links_and_note() -> None:
    text = FILE + (
        '\n[elements.band]\ncategory = "Props"\nlabel = "Band"\nnote = "Gold."\n'
        'linked = ["ring", "box"]\n[elements.box]\ncategory = "Props"\nlabel = "Box"\n'
        'linked = ["ring"]\n[scenes.s003]\nelements = [{ element = "ring" }]\n'
    )
    known = entries(decided(text))
    new = element_edits.merge(snapshot(text), find(known, "band"), find(known, "ring"))
    decisions = decided(new)
    band = decisions.elements["band"]
    assert (band.also, band.number, band.note, band.linked) == (("Ring",), "7", "Gold.", ("box",))
    assert decisions.elements["box"].linked == ("band",)
    assert labels(new, "s002") == labels(new, "s003") == ["Band"]
    assert "# all of them" in new.decode()


def test_two_categories_are_not_merged() -> None:
    known = entries(decided(FILE))
    with pytest.raises(LastlookError, match="lastlook breakdown rename"):
        element_edits.merge(snapshot(FILE), find(known, "Dog"), find(known, "Ring"))


def test_a_renamed_element_goes_on_meaning_its_old_name() -> None:
    known = entries(decided(FILE))
    new = element_edits.rename(snapshot(FILE), find(known, "Dog"), "Greyhound")
    assert labels(new) == ["Revolver", "the gun", "Greyhound"]
    back = element_edits.rename(snapshot(new), find(entries(decided(new)), "dog"), "Dog")
    assert labels(back) == ["Revolver", "the gun", "Dog"]
    assert decided(back).elements["dog"].also == ("Greyhound",)


def test_an_element_can_change_its_category() -> None:
    known = entries(decided(FILE))
    new = element_edits.rename(snapshot(FILE), find(known, "Dog"), "Dog", "Special Effects")
    assert [(e.category, e.element) for e in decided(new).scenes["s001"].elements][-1] == (
        "Special Effects",
        "dog",
    )


def test_split_in_one_scene_only() -> None:
    text = FILE.replace('"Dog"', '"Ring"').replace('"Animals"', '"Props"')
    known = entries(decided(text))
    new = element_edits.split(snapshot(text), find(known, "ring"), "s001", "Wedding ring")
    assert labels(new) == ["Revolver", "the gun", "Wedding ring"]
    assert labels(new, "s002") == ["Ring"]


def test_what_was_merged_can_be_split_again() -> None:
    known = entries(decided(FILE))
    new = element_edits.merge(snapshot(FILE), find(known, "Revolver"), find(known, "the gun"))
    known = entries(decided(new))
    new = element_edits.split(snapshot(new), find(known, "revolver"), "s001", "the gun")
    assert labels(new) == ["Revolver", "the gun", "Dog"]
    assert decided(new).scenes["s001"].elements[1].count == 2


def test_what_a_tag_put_on_the_sheet_is_split_by_dismissing_it() -> None:
    new = element_edits.split(snapshot(FILE), derived("Props", "Teeth"), "s002", "Dentures")
    scene = decided(new).scenes["s002"]
    assert scene.dismissed == ("BANG", "Teeth")
    assert labels(new, "s002") == ["Ring", "Dentures"]


def test_links_make_records_for_both() -> None:
    known = entries(decided(FILE))
    handler = derived("Animal Handler", "Handler")
    new = element_edits.link(snapshot(FILE), find(known, "Dog"), [handler, find(known, "Ring")])
    assert decided(new).elements["dog"].linked == ("handler", "ring")
    with pytest.raises(LastlookError, match="itself"):
        element_edits.link(snapshot(FILE), find(known, "Dog"), [find(known, "Dog")])


def test_presence_is_stated_one_way_or_the_other() -> None:
    new = edits.set_presence(snapshot(FILE), "s002", 4, present=True)
    assert decided(new).scenes["s002"].cast == (4,)
    new = edits.set_presence(snapshot(new), "s002", 4, present=False)
    scene = decided(new).scenes["s002"]
    assert (scene.cast, scene.not_cast) == ((), (4,))
    assert edits.set_presence(snapshot(new), "s002", 4, present=False) == new


def test_elements_go_to_another_scene_as_they_are_written() -> None:
    taken = [Taken(scene="s001", index=0, to="s002"), Taken(scene="s001", index=1, to="s009")]
    new = edits.carry(snapshot(FILE), taken)
    assert (labels(new), labels(new, "s002"), labels(new, "s009")) == (
        ["Dog"],
        ["Ring", "Revolver"],
        ["the gun"],
    )
    assert '    { category = "Props", label = "Revolver" },  # the real one\n' in new.decode()


def test_a_file_with_errors_is_not_touched() -> None:
    with pytest.raises(ProblemsError, match="minits"):
        edits.confirm(snapshot("[scenes.s001]\nminits = 3\n"), {"s001": [prop("Tag")]})


LABELS = st.sampled_from(["Ring", "Revolver", "the gun", "Dog", "Sled", "Key"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["confirm", "reject", "merge", "rename", "split", "link", "number"]),
        LABELS,
        LABELS,
        st.sampled_from(["s001", "s002", "s003"]),
    ),
    max_size=8,
)
LAYOUTS = st.sampled_from(
    [
        FILE,
        FILE.replace("[{ category", "[\n  { category").replace('"Ring" }]', '"Ring" }  # last\n]'),
        FILE + '\n[[scenes.s003.elements]]  # a header\ncategory = "Props"\nlabel = "Sled"\n',
        FILE.removesuffix("\n"),
        "",
    ]
)


def step(data: bytes, name: str, one: str, other: str, scene: str) -> bytes:
    """Carry a step out; what is refused is left out, and must say why."""
    file = snapshot(data)
    known = entries(decided(data))
    if name == "confirm":
        return edits.confirm(file, {scene: [prop(one, quote=f"A {one}.", words=one)]})
    if name == "reject":
        return edits.reject(file, scene, Rejected(label=one, quote=f"A {one}."))
    try:
        entry = find(known, one)
        if name == "merge":
            return element_edits.merge(file, entry, find(known, other))
        if name == "rename":
            free = all(other not in e.names for e in known if e.id != entry.id)
            return element_edits.rename(file, entry, other) if free else data
        if name == "link":
            return element_edits.link(file, entry, [find(known, other)])
        if name == "number":
            return element_edits.give_numbers(file, [(entry, f"{one}-1")])
        return element_edits.split(file, entry, scene, other)
    except LastlookError as error:
        assert "cannot be changed" not in str(error)
        return data


@settings(max_examples=40)
@given(LAYOUTS, STEPS, st.sampled_from(["\n", "\r\n"]))
def test_any_decisions_keep_the_file_readable_and_touch_nothing_else(
    text: str, steps: list[tuple[str, str, str, str]], newline: str
) -> None:
    data = text.replace("\n", newline).encode()
    for one in steps:
        data = step(data, *one)
        assert parse_decisions(data)[1] == []
    after = data.decode()
    lines = text.split("\n")
    for remark in (line[line.index("#") :] for line in lines if "#" in line):
        assert remark in after, "a remark was lost"
    rest = iter(after.split(newline))
    for line in lines:
        if line.startswith(("[scenes", "minutes", "# What", "# all")):
            assert line in rest, "a line was lost or moved"
    if newline == "\r\n" and newline in text.replace("\n", newline):
        assert "\n" not in after.replace("\r\n", "")


@settings(max_examples=15)
@given(LAYOUTS, STEPS, LABELS, st.sampled_from(["s001", "s002", "s003"]))
def test_what_is_confirmed_stays_whatever_else_is_decided_of_others(
    text: str, steps: list[tuple[str, str, str, str]], label: str, scene: str
) -> None:
    data = edits.confirm(snapshot(text), {scene: [prop("Unlike", quote="It.", words="It")]})
    for one in steps:
        data = step(data, *one)
    assert ("Unlike", "It.") in {(e.label, e.quote) for e in decided(data).scenes[scene].elements}
