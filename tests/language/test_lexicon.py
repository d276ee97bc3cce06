from __future__ import annotations

import pytest

from lastlook.language.grammar import describing, other_nouns, small_words, verb_forms
from lastlook.language.inflect import participles, plural, third_person
from lastlook.language.lexicon import entries, senses_of

CATEGORIES = {
    *("Props", "Vehicles", "Wardrobe", "Animals", "Makeup/Hair", "Special Effects"),
    *("Mechanical Effects", "Visual Effects", "Sound", "Music", "Set Dressing", "Greenery"),
    *("Special Equipment", "Stunts", "Security", "Weather", "Additional Labor"),
}


def test_lexicon_is_large_and_every_sense_sound() -> None:
    assert len({entry.label for found in entries().values() for entry in found}) > 5000
    for form, found in entries().items():
        assert form
        assert form == form.strip().lower()
        for entry in found:
            assert entry.senses
            for sense in entry.senses:
                assert sense.category in CATEGORIES, form
                assert 0 < sense.weight <= 1, form
                assert " " not in sense.kind, form


@pytest.mark.parametrize(
    ("phrase", "category", "kind"),
    [
        ("revolver", "Props", "gun"),
        ("guns", "Props", "gun"),
        ("cell phone", "Props", "phone"),
        ("second brake pedal", "Props", "tool"),
        ("wedding ring", "Props", "ring"),
        ("coffee cup", "Props", "tableware"),
        ("police cars", "Vehicles", "car"),
        ("Mustang", "Vehicles", "vehicle-make"),
        ("F-150", "Vehicles", "vehicle-make"),
        ("Corolla", "Vehicles", "vehicle-make"),
        ("Vespa", "Vehicles", "vehicle-make"),
        ("Cessna", "Vehicles", "vehicle-make"),
        ("German shepherds", "Animals", "dog"),
        ("wolves", "Animals", "wild"),
        ("leather jacket", "Wardrobe", "garment"),
        ("black eye", "Makeup/Hair", "wound"),
        ("hologram", "Visual Effects", "light"),
        ("gunshots", "Sound", "gunshot"),
        ("thunder", "Sound", "thunder"),
        ("jazz band", "Music", "band"),
        ("blizzard", "Special Effects", "snow"),
        ("potted plant", "Greenery", "plant"),
        ("camera crane", "Special Equipment", "camera"),
        ("fistfight", "Stunts", "stunt"),
        ("trapdoor", "Mechanical Effects", "rig"),
        ("Swiss Army knives", "Props", "blade"),
    ],
)
def test_first_sense(phrase: str, category: str, kind: str) -> None:
    first = senses_of(phrase)[0]
    assert (first.category, first.kind) == (category, kind)


@pytest.mark.parametrize("phrase", ["", "hand", "doorway", "idea", "---", "the", "42"])
def test_what_nobody_brings_has_no_sense(phrase: str) -> None:
    assert senses_of(phrase) == ()


def test_singular_and_plural_mean_the_same() -> None:
    for one, several in [("knife", "knives"), ("umbrella", "umbrellas"), ("shoe", "shoes")]:
        assert senses_of(one) == senses_of(several)


def test_a_set_has_its_furniture_already() -> None:
    assert senses_of("table")[0].weight < 0.3 < senses_of("knife")[0].weight


@pytest.mark.parametrize(
    ("noun", "several"),
    [("match", "matches"), ("body", "bodies"), ("key", "keys"), ("fireman", "firemen")],
)
def test_plural(noun: str, several: str) -> None:
    assert plural(noun) == several


def test_verbs() -> None:
    assert third_person("carry") == "carries"
    assert third_person("go") == "goes"
    assert "dying" in participles("die")
    forms = verb_forms()
    assert (forms["shot"].lemma, forms["shot"].form) == ("shoot", "ed")
    assert (forms["watches"].lemma, forms["watches"].noun_too) == ("watch", True)
    assert forms["putting"].lemma == "put"


def test_lists_are_read() -> None:
    assert "old" in describing()
    assert other_nouns()["doorways"]
    assert small_words()["the"] == "article"
