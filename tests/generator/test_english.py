"""Which texts are ours."""

import pytest

from mkdocs_rubric.generator.english import Whose, by_letters, by_words

OURS, THEIRS, NOBODYS = Whose.OURS, Whose.THEIRS, Whose.NOBODYS


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Edge cases", OURS),
        ("16 September 2026", OURS),
        ("3 of 5 reviewers chose 2.", OURS),
        ("Score 2 in Klarheit", OURS),
        ("Klarheit", THEIRS),
        ("Level Klarheit", THEIRS),
        ("Die Kundin wird ausfallend.", THEIRS),
        ("Le client ne répond plus.", THEIRS),
        ("El cliente no contesta.", THEIRS),
        ("De klant is in de war.", THEIRS),
        ("Kunden svarer ikke på beskeder.", THEIRS),
        ("Klient nie odpowiada na wiadomość.", THEIRS),
        ("O cliente não responde.", THEIRS),
        ("3 \N{EN DASH} 5", NOBODYS),
    ],
)
def test_by_words(text, whose):
    assert by_words(text)[1] is whose


@pytest.mark.parametrize(
    ("text", "whose"),
    [("Edge cases", OURS), ("1\N{EN DASH}3", OURS), ("電話 call", THEIRS), ("\u2026", NOBODYS)],
)
def test_by_letters(text, whose):
    assert by_letters(text)[1] is whose
