"""Lists and tables changed inside a TOML file: nothing but their own bytes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.errors import LastlookError
from lastlook.production import Snapshot
from lastlook.production.files import BOM
from lastlook.production.toml_splice import TomlSplicer, inline

TEXT = """\
# what people decided
[scenes.s001]  # 1
minutes = 85   # long
elements = [
    { category = "Props", label = "Ring" },  # the real one
    # a remark of its own
    { category = "Props", label = "Form", has = ["a", "b"] }
]
dismissed = ["BANG"]

[scenes.s002]
elements = [{ category = "Props", label = "Fan" }]

# elements

[elements.ring]
category = "Props"  # not wardrobe
label = "Ring"
"""


def splicer(text: str = TEXT, newline: str = "\n", bom: bytes = b"") -> TomlSplicer:
    data = bom + text.replace("\n", newline).encode()
    return TomlSplicer(Snapshot.of(Path("breakdown.toml"), data))


def changed(one: TomlSplicer) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came."""
    before, after = one.text.split("\n"), one.result().decode().split("\n")
    return [line for line in before if line not in after], [x for x in after if x not in before]


def test_an_item_is_added_on_a_line_of_its_own() -> None:
    one = splicer()
    one.append(("scenes", "s001", "elements"), ['{ label = "Tag" }'], ["# new"])
    assert changed(one) == (
        ['    { category = "Props", label = "Form", has = ["a", "b"] }'],
        [
            '    { category = "Props", label = "Form", has = ["a", "b"] },',
            '    { label = "Tag" },  # new',
        ],
    )


def test_a_list_on_one_line_is_opened_for_tables_and_stays_for_words() -> None:
    one = splicer()
    one.append(("scenes", "s002", "elements"), ['{ label = "Tag" }'])
    one.append(("scenes", "s001", "dismissed"), ['"CRASH"'])
    assert changed(one)[1] == [
        'dismissed = ["BANG", "CRASH"]',
        "elements = [",
        '    { category = "Props", label = "Fan" },',
        '    { label = "Tag" },',
    ] or changed(one)[1] == [
        'dismissed = ["BANG", "CRASH"]',
        '    { category = "Props", label = "Fan" },',
        '    { label = "Tag" },',
    ]


def test_new_keys_stand_below_their_table_and_above_the_next_one_s_remark() -> None:
    one = splicer()
    one.put(("scenes", "s002", "minutes"), 30)
    assert '"Fan" }]\nminutes = 30\n\n# elements\n' in one.result().decode()


def test_a_new_table_stands_below_its_like() -> None:
    one = splicer()
    one.append(("scenes", "s009", "elements"), ['{ label = "Tag" }'])
    one.put(("scenes", "s009", "minutes"), 5)
    text = one.result().decode()
    assert text.index("s002") < text.index("[scenes.s009]") < text.index("[elements.ring]")
    assert tomllib.loads(text)["scenes"]["s009"] == {"elements": [{"label": "Tag"}], "minutes": 5}


def test_an_item_goes_with_its_remark_and_leaves_others_alone() -> None:
    one = splicer()
    assert one.item_text(("scenes", "s001", "elements", 0))[1] == "# the real one"
    one.remove(("scenes", "s001", "elements", 0))
    gone, came = changed(one)
    assert gone == ['    { category = "Props", label = "Ring" },  # the real one']
    assert came == []


def test_items_on_one_line_are_taken_out_too() -> None:
    one = splicer("x = [1, 2, 3]\ny = [{ a = 1 }]\nz = [\n  1, 2,\n  3 ]\n")
    one.remove(("x", 1))
    one.remove(("y", 0))
    one.remove(("z", 2))
    assert tomllib.loads(one.result().decode()) == {"x": [1, 3], "y": [], "z": [1, 2]}


def test_keys_of_an_item_are_put_and_dropped_in_place() -> None:
    one = splicer()
    one.put(("scenes", "s001", "elements", 0, "quote"), 'He says "no".')
    one.drop(("scenes", "s001", "elements", 1, "has"))
    assert changed(one)[1] == [
        '    { category = "Props", label = "Ring", quote = "He says \\"no\\"." },  # the real one',
        '    { category = "Props", label = "Form" }',
    ]


def test_a_table_taken_out_leaves_its_remarks() -> None:
    one = splicer()
    one.remove_table(("elements", "ring"))
    assert one.result().decode().endswith("# elements\n\n# not wardrobe\n")


def test_tables_with_headers_of_their_own_are_items_like_others() -> None:
    text = '[[scenes.s1.elements]]\nlabel = "x"\n[[scenes.s1.elements]]\nlabel = "y"  # why\n'
    one = splicer(text)
    one.remove(("scenes", "s1", "elements", 0))
    one.put(("scenes", "s1", "elements", 1, "quote"), "So.")
    one.append(("scenes", "s1", "elements"), ['{ label = "z" }'])
    one.append(("scenes", "s1", "rejected"), ['{ label = "q" }'])
    said = tomllib.loads(one.result().decode())
    assert said["scenes"]["s1"] == {
        "elements": [{"label": "y", "quote": "So."}, {"label": "z"}],
        "rejected": [{"label": "q"}],
    }
    assert b"# why" in one.result()


def test_what_cannot_be_changed_by_itself_is_refused() -> None:
    one = splicer("scenes.s1.minutes = 5\n")
    one.put(("scenes", "s1", "notes"), "x")  # the header would define the table twice
    with pytest.raises(LastlookError, match="cannot be changed"):
        one.result()


LABELS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
RECORDS = st.fixed_dictionaries({"label": LABELS}, optional={"count": st.integers(0, 9)})


@st.composite
def files(draw: st.DrawFn) -> tuple[str, dict[str, list[dict[str, Any]]]]:
    """Write tables as people do, in any layout, with remarks everywhere."""
    lines: list[str] = []
    value: dict[str, list[dict[str, Any]]] = {}
    for number in range(draw(st.integers(1, 4))):
        items = draw(st.lists(RECORDS, max_size=4))
        value[f"s{number}"] = items
        lines += [f"# above {number}", f"[scenes.s{number}]  # beside {number}"]
        if draw(st.booleans()):
            lines.append(f"minutes = {number + 1}  # of {number}")
        written = [inline(item) for item in items]
        layout = draw(st.sampled_from(["row", "lines", "loose", "headers"]))
        if layout == "row":
            lines.append(f"elements = [{', '.join(written)}]")
        elif layout == "headers" and items:
            for count, item in enumerate(items):
                lines += [f"[[scenes.s{number}.elements]]  # header {number}.{count}"]
                lines += [f"{key} = {inline(item[key])}" for key in item]
        else:
            lines.append("elements = [")
            for count, row in enumerate(written):
                comma = "" if layout == "loose" and count == len(written) - 1 else ","
                lines.append(f"  {row}{comma}  # item {number}.{count}")
            lines.append("  # last\n]" if draw(st.booleans()) else "]")
        lines += [""] * draw(st.integers(0, 2))
    return "\n".join(lines) + draw(st.sampled_from(["", "\n"])), value


@given(files(), st.data(), st.sampled_from(["\n", "\r\n"]), st.sampled_from([b"", BOM]))
def test_whatever_the_layout_only_what_is_meant_is_changed(
    file: tuple[str, dict[str, list[dict[str, Any]]]],
    data: st.DataObject,
    newline: str,
    bom: bytes,
) -> None:
    text, value = file
    one = splicer(text, newline, bom)
    scene = data.draw(st.sampled_from(sorted(value)))
    items = value[scene]
    new = data.draw(st.lists(RECORDS, max_size=2))
    out = data.draw(st.sets(st.integers(0, len(items) - 1))) if items else set()
    for place in sorted(out):
        one.remove(("scenes", scene, "elements", place))
    one.append(("scenes", scene, "elements"), [inline(item) for item in new])
    result = one.result()
    assert result.startswith(bom)
    raw = result.removeprefix(bom).decode()
    said = tomllib.loads(raw.replace("\r\n", "\n"))
    left = [item for place, item in enumerate(items) if place not in out] + new
    assert said["scenes"][scene].get("elements", []) == left
    for other in value:
        if other != scene:
            assert said["scenes"][other].get("elements", []) == value[other]
    if newline == "\r\n":
        assert "\n" not in raw.replace("\r\n", "")
    if newline not in text.replace("\n", newline):
        return
    kept = [
        line for line in text.split("\n") if line.startswith(("# above", "[scenes.", "minutes"))
    ]
    lines = iter(raw.split(newline))
    assert all(line in lines for line in kept), "a line was lost or moved"
    assert text.endswith("\n") == raw.endswith("\n")
