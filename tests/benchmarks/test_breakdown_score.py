"""The score of the breakdown: what counts as found, the arithmetic, and the gold files."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.script import Kind, read_file, scenes_of
from lastlook.script.model import SILENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from lastlook.script import Screenplay

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
GOLD = sorted((BENCHMARKS / "gold").glob("*.toml"))
NAMES = {"Cast Members", "Minors"}


def load(name: str) -> ModuleType:
    """Import it as the other benchmarks do, from their own folder."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(BENCHMARKS))


labels = load("breakdown_labels")
golds = load("breakdown_gold")
score = load("breakdown_score")
command = load("breakdown")
Verdict = score.Verdict


def gold_of(
    wanted: Mapping[str, list[str]],
    maybe: Mapping[str, list[str]] | None = None,
    also: Mapping[str, tuple[str, ...]] | None = None,
) -> Any:
    """Return a gold of one scene, `1`."""
    scene = golds.GoldScene(
        number="1",
        wanted={key: tuple(map(golds.label, texts)) for key, texts in wanted.items()},
        maybe={key: tuple(map(golds.label, texts)) for key, texts in (maybe or {}).items()},
    )
    return golds.Gold(name="g", script=Path("g.fountain"), scenes=(scene,), also=also or {})


def said(category: str, label: str, words: str = "", **more: Any) -> Any:
    """Return a suggestion for scene `1`."""
    return score.Suggested(
        **{"scene": "1", "confidence": 1.0, "line": 7, **more},
        category=category,
        label=label,
        words=words,
    )


def verdicts(findings: tuple[Any, ...]) -> list[tuple[str, str, str]]:
    return [(one.verdict.name, one.category, one.label) for one in findings]


# ------------------------------------------------------------------------------------ labels


@pytest.mark.parametrize(
    ("label", "name", "expected"),
    [
        ("the PRICE TAGS", "price tag", "SAME"),
        ("motor car", "motorcar", "SAME"),
        ("P.A. microphone", "PA microphone", "SAME"),
        ("a suit of armor", "armor", "HELD"),
        ("tag", "price tag", "HELD"),
        ("dark coat", "new coat", "HEAD"),
        ("pot of phosphorus paint", "phosphorus paint", "HELD"),
        ("candle in a bottle", "candles", "HELD"),
        ("sliding", "slides", "SAME"),
        ("goes", "goes out", "HELD"),
        ("blown out", "goes out", "NONE"),
        ("coat sleeve", "coat", "NONE"),
        ("dog", "dog string", "NONE"),
        ("gun", "pistol", "NONE"),
        ("", "pistol", "NONE"),
        ("the", "the", "NONE"),
    ],
)
def test_labels_that_mean_one_thing(label: str, name: str, expected: str) -> None:
    assert labels.likeness(label, name).name == expected


def test_quoted_words_find_a_label_unless_they_are_a_sentence() -> None:
    assert labels.likeness("fall", "drops", "She drops").name == "QUOTED"
    assert labels.likeness("fall", "hangs on", "She hangs on").name == "QUOTED"
    sentence = "she drops and drops and drops and drops and drops"
    assert labels.likeness("fall", "drops", sentence).name == "NONE"
    assert labels.likeness("fall", "drops", "She slips").name == "NONE"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("glasses", "glass"), ("boxes", "box"), ("puppies", "puppy"), ("teeth", "tooth"),
        ("canoes", "canoe"), ("houses", "house"), ("drops", "dropped"), ("goes", "go"),
        ("women", "woman"), ("buses", "bus"), ("knives", "knife"), ("kisses", "kissing"),
        ("lenses", "lens"), ("shoes", "shoe"), ("sliding", "slides"), ("dances", "dancing"),
        ("fired", "fires"), ("explodes", "exploding"), ("rolls", "rolling"),
    ],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert labels.stem(one) == labels.stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ring", "r"),
        ("string", "str"),
        ("bus", "bu"),
        ("bed", "b"),
        ("cape", "cap"),
        ("tape", "tap"),
    ],
)
def test_a_stem_keeps_what_is_no_ending(one: str, other: str) -> None:
    assert labels.stem(one) != labels.stem(other)


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_symmetric_and_a_label_is_like_itself(one: str, other: str) -> None:
    assert labels.likeness(one, other) == labels.likeness(other, one)
    if labels.words(one):
        assert labels.likeness(one, one).name == "SAME"


# --------------------------------------------------------------------------------- comparing


def test_a_scene_by_hand() -> None:
    gold = gold_of(
        {"Props": ["rubber stamp", "ring", "key"], "Wardrobe": ["red coat"]},
        {"Set Dressing": ["shelves"]},
    )
    found = score.compare(
        gold,
        [
            said("Props", "stamp"),
            said("Props", "RING"),
            said("Props", "red coat"),
            said("Set Dressing", "shelf"),
            said("Set Dressing", "shelves"),
            said("Vehicles", "boat"),
        ],
    )
    assert sorted(verdicts(found)) == [
        ("FALSE", "Props", "red coat"),
        ("FALSE", "Set Dressing", "shelf"),
        ("FALSE", "Vehicles", "boat"),
        ("HIT", "Props", "RING"),
        ("HIT", "Props", "stamp"),
        ("MAYBE", "Set Dressing", "shelves"),
        ("MISS", "Props", "key"),
        ("MISS", "Wardrobe", "red coat"),
    ]
    tally = score.tallies(found)["Props"]
    assert (tally.hits, tally.misses, tally.false) == (2, 1, 1)
    assert tally.precision == pytest.approx(2 / 3)
    assert tally.recall == pytest.approx(2 / 3)
    assert tally.f1 == pytest.approx(2 / 3)
    every = score.total(score.tallies(found), score.tallies(found))
    assert (every.precision, every.recall) == (pytest.approx(2 / 5), pytest.approx(2 / 4))
    assert every.f1 == pytest.approx(2 * (2 / 5) * (2 / 4) / (2 / 5 + 2 / 4))


def test_a_ratio_of_nothing_is_not_zero() -> None:
    assert score.Tally().precision is None
    assert score.Tally().recall is None
    assert score.Tally().f1 is None
    assert score.Tally(misses=2).recall == 0.0
    assert score.Tally(misses=2).precision is None


def test_each_label_is_found_once() -> None:
    gold = gold_of({"Props": ["price tag", "dog tag"]})
    found = score.compare(gold, [said("Props", text) for text in ("tag", "dog tags", "tag")])
    assert [one.verdict.name for one in found] == ["HIT", "HIT", "FALSE"]


def test_another_name_of_a_found_thing_is_no_false_alarm() -> None:
    gold = gold_of({"Animals": ["German shepherd / dog"]})
    found = score.compare(gold, [said("Animals", text) for text in ("dog", "shepherd", "dogs")])
    assert [one.verdict.name for one in found] == ["HIT", "MAYBE", "FALSE"]


def test_the_likest_are_paired_first() -> None:
    gold = gold_of({"Wardrobe": ["coat"]}, {"Wardrobe": ["torn coat"]})
    found = score.compare(gold, [said("Wardrobe", "torn coat"), said("Wardrobe", "old coat")])
    assert [one.verdict.name for one in found] == ["MAYBE", "HIT"]


def test_a_label_found_where_it_is_maybe_is_left_out_of_the_ratios() -> None:
    gold = gold_of({"Set Dressing": ["banner", "clock"]}, {"Props": ["banner"]})
    found = score.compare(gold, [said("Props", "banner")])
    assert sorted(verdicts(found)) == [
        ("ELSEWHERE", "Set Dressing", "banner"),
        ("MAYBE", "Props", "banner"),
        ("MISS", "Set Dressing", "clock"),
    ]
    assert score.tallies(found)["Set Dressing"] == score.Tally(misses=1, elsewhere=1)


def test_cast_is_compared_by_name() -> None:
    gold = gold_of({"Cast Members": ["FIN", "ZOË"]}, also={"FIN": ("YOUNG WOMAN",)})
    found = score.compare(
        gold,
        [said("Cast Members", name) for name in ("Young  Woman", "Zoë", "OLD WOMAN", "FIN")],
    )
    assert [one.verdict.name for one in found] == ["HIT", "HIT", "FALSE", "MAYBE"]


def test_effects_are_one_category_when_folded() -> None:
    gold = gold_of({"Mechanical Effects": ["wipers"], "Special Effects": ["smoke"]})
    ours = [said("Special Effects", "wipers"), said("Visual Effects", "smoke")]
    assert {one.verdict.name for one in score.compare(gold, ours)} == {"FALSE", "MISS"}
    folded = score.tallies(score.compare(gold, ours, score.FOLDED))
    assert folded == {"Effects": score.Tally(hits=2)}


def test_scenes_are_not_mixed() -> None:
    gold = gold_of({"Props": ["ring"]})
    assert verdicts(score.compare(gold, [said("Props", "ring", scene="2")])) == [
        ("MISS", "Props", "ring")
    ]


_LABEL = st.sampled_from(["ring", "gold ring", "rings", "coat", "torn coat", "key", "tag"])
_CATEGORY = st.sampled_from(["Props", "Wardrobe", "Special Effects", "Visual Effects"])
_TABLE = st.dictionaries(_CATEGORY, st.lists(_LABEL, max_size=4), max_size=3)


@given(_TABLE, _TABLE, st.lists(st.tuples(_CATEGORY, _LABEL), max_size=8))
def test_nothing_is_counted_twice_or_lost(
    wanted: dict[str, list[str]], maybe: dict[str, list[str]], ours: list[tuple[str, str]]
) -> None:
    found = score.compare(gold_of(wanted, maybe), [said(*one) for one in ours])
    of_ours = {Verdict.HIT, Verdict.FALSE, Verdict.MAYBE}
    assert sum(one.verdict in of_ours for one in found) == len(ours)
    of_gold = {Verdict.HIT, Verdict.MISS, Verdict.ELSEWHERE}
    assert sum(one.verdict in of_gold for one in found) == sum(map(len, wanted.values()))


@given(_TABLE)
def test_the_gold_itself_has_no_miss_and_no_false_alarm(wanted: dict[str, list[str]]) -> None:
    ours = [said(category, label) for category, texts in wanted.items() for label in texts]
    assert {one.verdict for one in score.compare(gold_of(wanted), ours)} <= {Verdict.HIT}


# -------------------------------------------------------------------------------- gold files


@pytest.fixture(scope="module", params=GOLD, ids=[path.stem for path in GOLD])
def path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="module")
def gold(path: Path) -> Any:
    return golds.read_gold(path)


@pytest.fixture(scope="module")
def screenplay(gold: Any) -> Screenplay:
    return read_file(gold.script)


def test_every_scene_of_a_gold_is_in_its_script_and_none_is_left_out(
    gold: Any, screenplay: Screenplay
) -> None:
    assert [one.number for one in gold.scenes] == [one.number for one in scenes_of(screenplay)]


def test_every_label_stands_on_the_page(gold: Any, screenplay: Screenplay) -> None:
    strange = []
    for tagged, scene in zip(gold.scenes, scenes_of(screenplay), strict=True):
        paragraphs = screenplay.paragraphs[scene.first : scene.last]
        text = " ".join(p.text for p in paragraphs if p.kind not in SILENT_KINDS)
        there = set(labels.words(text))
        for table, firm in ((tagged.wanted, True), (tagged.maybe, False)):
            for category, several in table.items():
                if category in NAMES and not firm:
                    continue  # whoever is only meant by a pronoun
                for one in several:
                    names = [*one.names, *gold.also.get(one.names[0], ())]
                    heads = [labels.heads(name) & there for name in names]
                    fits = any(heads) if category in NAMES else all(heads)
                    if not fits:
                        strange.append((tagged.number, category, one.names))
    assert strange == []


def test_no_label_is_wanted_twice_or_also_maybe(gold: Any) -> None:
    for scene in gold.scenes:
        for category, several in scene.wanted.items():
            names = [
                name for one in (*several, *scene.maybe.get(category, ())) for name in one.names
            ]
            assert len(names) == len(set(names)), (scene.number, category)


def test_whoever_is_a_minor_is_cast(gold: Any) -> None:
    for scene in gold.scenes:
        minors = {one.names for one in scene.wanted.get("Minors", ())}
        assert minors <= {one.names for one in scene.wanted.get("Cast Members", ())}


def test_the_golds_are_of_the_size_they_should_be() -> None:
    assert [path.stem for path in GOLD] == ["dead-weight", "grey-lady", "last-ride"]
    sizes = [len(golds.read_gold(path).scenes) for path in GOLD]
    assert sizes == [11, 10, 25]


def test_an_unknown_category_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('script = "a.fountain"\n[[scene]]\nnumber = "1"\nHats = ["hat"]\n')
    with pytest.raises(ValueError, match="Hats"):
        golds.read_gold(path)
    path.write_text('script = "a.fountain"\nscenes = []\n')
    with pytest.raises(ValueError, match="scenes"):
        golds.read_gold(path)


# ------------------------------------------------------------------------------- the command


def perfect(gold: Any) -> Any:
    """Return an engine that says what the gold wants, with an extra false alarm at 0.4."""

    def engine(screenplay: Screenplay, threshold: float) -> list[Any]:
        wanted = [
            said(category, one.names[0], scene=scene.number, count=one.count)
            for scene in gold.scenes
            for category, several in scene.wanted.items()
            for one in several
        ]
        number = gold.scenes[0].number
        return [*wanted, said("Greenery", "triffid", scene=number, confidence=0.4)]

    return engine


def test_a_perfect_engine_is_measured_as_such(path: Path, gold: Any) -> None:
    result = command.measure(path, perfect(gold), 0.5)
    assert (result.cast.f1, result.group.f1, result.alarms_a_page) == (1.0, 1.0, 0.0)
    right, stated = result.counts
    assert right == stated > 0
    lower = command.measure(path, perfect(gold), 0.4)
    assert lower.alarms_a_page == pytest.approx(1 / lower.pages)
    assert command.misses(lower).split() == [
        gold.scenes[0].number, "Greenery", "false", "alarm", "triffid", "(line", "7,", "0.40)",
    ]  # fmt: skip
    both = command.together([result, lower])
    assert both.pages == 2 * result.pages
    assert both.alarms_a_page == pytest.approx(1 / both.pages)


def test_every_miss_is_shown_with_a_line_that_has_it(path: Path, screenplay: Screenplay) -> None:
    result = command.measure(path, lambda *_: [], 0.5)
    shown = command.misses(result).splitlines()
    assert len(shown) == sum(one.verdict is Verdict.MISS for one in result.findings) > 100
    lines = screenplay.source.decode().splitlines()
    for one in result.findings:
        if one.category not in NAMES:
            first, _, _ = one.label.partition(" / ")
            assert labels.heads(first) & set(labels.words(lines[one.line - 1]))


def test_the_table_and_the_json_say_the_same(path: Path, gold: Any) -> None:
    result = command.measure(path, perfect(gold), 0.4)
    plain = json.loads(json.dumps(command.as_json(result)))
    row = next(line.split() for line in command.table(result).splitlines() if "Props" in line)
    props = plain["categories"]["Props"]
    assert row[1:6] == [str(props["hits"]), str(props["hits"]), "0", "0", "0"]
    assert list(plain["categories"]) == [
        category for category in golds.CATEGORIES if category in plain["categories"]
    ]


def test_every_scene_heading_of_the_scripts_is_read_without_doubt(screenplay: Screenplay) -> None:
    assert screenplay.problems == ()
    assert any(p.kind is Kind.SCENE_HEADING for p in screenplay.paragraphs)
