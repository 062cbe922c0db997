"""Words that stand on many pages."""

import pytest

from mkdocs_rubric.pages.base.phrases import first_sentence


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("They insult the agent. Often.", "They insult the agent", "Often."),
        ("One sentence only.", "One sentence only", ""),
        ("Late? \u201cYes.\u201d", "Late?", "\u201cYes.\u201d"),
        ("E.g. a late parcel. Rest.", "E.g. a late parcel", "Rest."),
        ("Zu spät. Über eine Woche.", "Zu spät", "Über eine Woche."),
        ("Sie fragt z. B. Kollegen. Dann nichts.", "Sie fragt z. B. Kollegen", "Dann nichts."),
        ("客户沉默。两天。", "客户沉默", "两天。"),
        ("هل رد؟ لا.", "هل رد؟", "لا."),
        ("הלקוח כועס. הוא צועק.", "הלקוח כועס", "הוא צועק."),
    ],
)
def test_the_first_sentence_in_many_languages(text, first, rest):
    assert first_sentence(text) == (first, rest)
