"""A sheet that was sealed opens to itself, for whom it was meant, and nothing else does."""

import json
from base64 import urlsafe_b64decode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jwcrypto import jwe as other_jwe
from jwcrypto import jwk as other_jwk

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.sealing import (
    SealedWrongError,
    derived_key,
    fits,
    new_key,
    opened,
    public_half,
    sealed,
)

KEY = new_key()
PUBLIC = public_half(KEY)
SECRET = "0123456789abcdef" * 2
ONE_SHEET = sealed(b"conversation,criterion,score\nC-1,empathy,3\n", PUBLIC, "2026-12/ana")


@given(st.binary(max_size=2000), st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=50)
def test_any_sheet_opens_to_itself(sheet, session, reviewer):
    about = f"{session}/{reviewer}"
    assert opened(sealed(sheet, PUBLIC, about), KEY, about) == sheet


def test_a_second_library_opens_what_is_sealed_here_and_the_other_way_round():
    private = other_jwk.JWK(**KEY.model_dump())
    token = other_jwe.JWE()
    token.deserialize(sealed("gesehen ✓\r\n".encode(), PUBLIC, "s/ana"), key=private)
    assert token.payload == "gesehen ✓\r\n".encode()

    header = {"alg": "ECDH-ES", "enc": "A256GCM", "apv": "cy9hbmE"}
    theirs = other_jwe.JWE(b"theirs", json.dumps(header))
    theirs.add_recipient(other_jwk.JWK(**PUBLIC.model_dump()))
    assert opened(theirs.serialize(compact=True), KEY, "s/ana") == b"theirs"


@given(st.data())
@settings(max_examples=300)
def test_a_changed_character_is_noticed(data):
    text = ONE_SHEET  # sealed once: no two sealings are alike
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("ABCabc019-_.=\n\u00e9").filter(lambda c: c != text[place]))
    with pytest.raises(SealedWrongError):
        opened(text[:place] + other + text[place + 1 :], KEY, "2026-12/ana")


@pytest.mark.parametrize("about", ["2026-12/ben", "2027-01/ana", "", "2026-12/ana "])
def test_a_sheet_does_not_pass_for_another_reviewers_or_another_sessions(about):
    with pytest.raises(SealedWrongError, match=r"sealed for 2026-12/ana, not for"):
        opened(sealed(b"", PUBLIC, "2026-12/ana"), KEY, about)


def test_another_key_does_not_open_it():
    with pytest.raises(SealedWrongError, match="does not open with the session's key"):
        opened(sealed(b"", PUBLIC, "s/a"), new_key(), "s/a")


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "dir", "enc": "A256GCM"},
        {"alg": "ECDH-ES", "enc": "A128GCM"},
        {"alg": "ECDH-ES", "enc": "A256GCM", "zip": "DEF"},
        {"alg": "ECDH-ES", "enc": "A256GCM", "crit": ["x"]},
        {"alg": "none"},
        [],
        7,
    ],
)
def test_only_one_algorithm_is_listened_to(header):
    text = sealed(b"", PUBLIC, "s/a")
    import base64

    head = base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
    with pytest.raises(SealedWrongError, match="not a sealed sheet"):
        opened(".".join([head, *text.split(".")[1:]]), KEY, "s/a")


@pytest.mark.parametrize("text", ["", "a.b", "....", "a" * 99, "e30....", "e30.x.y.z.w"])
def test_what_is_no_sealed_sheet_is_called_so(text):
    with pytest.raises(SealedWrongError, match="not a sealed sheet"):
        opened(text, KEY, "s/a")


def test_two_seals_of_one_sheet_are_different_texts():
    assert sealed(b"x", PUBLIC, "s/a") != sealed(b"x", PUBLIC, "s/a")


def test_a_session_has_the_same_key_whenever_it_is_derived_and_another_session_another():
    assert derived_key(SECRET, "2026-12") == derived_key(SECRET, "2026-12")
    assert derived_key(SECRET, "2026-12") != derived_key(SECRET, "2027-01")
    assert fits(derived_key(SECRET, "2026-12"), public_half(derived_key(SECRET, "2026-12")))
    assert len(urlsafe_b64decode(derived_key(SECRET, "x").d + "=")) == 32


def test_a_short_secret_is_refused():
    with pytest.raises(RubricError, match="too short"):
        derived_key("secret", "2026-12")


def test_a_private_key_fits_its_own_point_only():
    other = new_key()
    assert fits(KEY, PUBLIC)
    assert not fits(other, PUBLIC)
    assert not fits(other.model_copy(update={"x": KEY.x, "y": KEY.y}), PUBLIC)


def test_a_point_that_is_not_on_the_curve_is_refused():
    wrong = PUBLIC.model_copy(update={"y": PUBLIC.x})
    with pytest.raises(RubricError, match="the session's key cannot be used"):
        sealed(b"", wrong, "s/a")
