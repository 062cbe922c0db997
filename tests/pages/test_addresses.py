"""Anchors from texts of any script, no two alike."""

import unicodedata

import pytest

from mkdocs_rubric.pages.base.addresses import slug, slugs


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("C-2201", "c-2201"),
        ("Refund / goodwill", "refund-goodwill"),
        ("Für Zahlung", "f-r-zahlung"),  # as it was: links to it stay good
        ("C++", "c"),
        ("\U0001f525", "x"),
        ("電話", "電話"),
        ("返金・返品", "返金-返品"),
        ("VIP 電話", "vip-電話"),
        ("Возврат Денег", "возврат-денег"),
        ("हिन्दी टैग", "हिन्दी-टैग"),
        ("דחוף!", "דחוף"),
        ("전화 문의", "전화-문의"),
    ],
)
def test_an_anchor(text, anchor):
    assert slug(text) == anchor


def test_both_ways_to_write_a_letter_are_one_anchor():
    for form in ("NFC", "NFD"):
        assert slug(unicodedata.normalize(form, "전화")) == "전화"


def test_no_two_texts_have_one_anchor_and_the_first_keeps_the_plain_one():
    texts = ["C", "C#", "C++", "電話", "c-2", "\U0001f525", "\U0001f9ca", "C#"]
    assert slugs(texts) == {
        "C": "c",
        "C#": "c-2",
        "C++": "c-3",
        "電話": "電話",
        "c-2": "c-2-2",
        "\U0001f525": "x",
        "\U0001f9ca": "x-2",
    }
