"""A private value shows itself to nobody who does not ask for it by name."""

from __future__ import annotations

import copy
import dataclasses
import json
import logging
import pickle
import pprint
from string import Template

import pytest

from lastlook.consent.model import Character, Hold
from lastlook.consent.private import SHOWN_AS, Private

WORD = "ZQX-word"


def test_no_way_of_writing_it_shows_it() -> None:
    secret = Private(WORD)
    said = (
        str(secret),
        repr(secret),
        f"{secret}",
        f"{secret!r:>40}",
        f"{secret:x<50}",
        "%s %r" % (secret, secret),  # noqa: UP031
        "{}".format(secret),  # noqa: UP032
        Template("$a").substitute(a=secret),
        pprint.pformat({"a": [secret]}),
        repr(Hold(scene="s001", note=secret)),
        str(dataclasses.asdict(Hold(scene="s001", note=secret))),
        str(dataclasses.replace(Hold(scene="s001", note=secret), scene="s002")),
        json.dumps(secret, default=str),
        str(dir(secret)),
    )
    assert all(WORD not in text for text in said)
    assert SHOWN_AS in said[0]


def test_it_goes_into_no_json_and_no_pickle() -> None:
    with pytest.raises(TypeError) as caught:
        json.dumps({"a": Private(WORD)})
    assert WORD not in str(caught.value)
    with pytest.raises(TypeError) as caught:
        pickle.dumps(Private(WORD))
    assert WORD not in str(caught.value)


def test_its_hash_tells_nothing() -> None:
    assert hash(Private(WORD)) == hash(Private("another"))
    assert hash(Character(role=1, age=Private(41))) == hash(Character(role=1, age=Private(42)))


def test_two_are_equal_if_their_values_are() -> None:
    assert Private(WORD) == Private(WORD)
    assert Private(WORD) != Private("another")
    assert Private(WORD) != WORD


def test_it_is_not_changed_and_its_copies_are_itself() -> None:
    secret = Private(WORD)
    with pytest.raises(AttributeError):
        secret.value = 3
    assert copy.copy(secret) is secret
    assert copy.deepcopy([secret])[0] is secret
    assert secret.reveal() == WORD


def test_a_log_line_does_not_show_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("lastlook").debug("kept %s %r", Private(WORD), {"a": Private(WORD)})
    assert WORD not in caplog.text
    assert SHOWN_AS in caplog.text
