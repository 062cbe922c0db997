"""What looks like personal data, and what must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import findings

SESSION = "date: 2026-03-10\nconversations: [{id: C-1, transcript: C-1.md}]\n"


def found_in(text):
    transcript = {"scores/2026-03/C-1.md": f"{text}\n"}
    return [one.split(" ", 2)[1] for one in findings(transcript, session=SESSION)]


@pytest.mark.parametrize(
    "text",
    [
        "write to jo.doe@mail.example.org please",
        "Jo <jo+tag@example.com>",
        "jö@exämple.de",
    ],
)
def test_an_email_address(text):
    assert found_in(text) == ["R501"]


@pytest.mark.parametrize(
    "text",
    [
        "Call me on +44 20 7946 0958.",
        "+442079460958",
        "+49 (0)30 901820",
        "0049 30 901820",
        "+1-212-555-0123",
        "(212) 555-0123",
        "212-555-0123 after six",
        "212.555.0123",
        "020 7946 0958",
        "0171/2345678",
        "06 12 34 56 78",
        "phone: 030 901820-12",
    ],
)
def test_a_phone_number(text):
    assert found_in(text) == ["R502"]


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "it was 4111111111111111, I think",
        "5500 0000 0000 0004",
        "3782 822463 10005",
        "6011000990139424",
    ],
)
def test_a_card_number(text):
    """Test numbers that payment providers publish; each has a valid checksum (ISO/IEC 7812-1)."""
    assert found_in(text) == ["R503"]


@pytest.mark.parametrize(
    "text",
    [
        "on 2026-09-16 and 2026-09-17",
        "am 16.09.2026 um 10:30",
        "16.09.2026 12.05",
        "05/06/2026, 07/06/2026",
        "09/16/2026 08:15",
        "2026-09-16T10:30:00Z",
        "from 09:30 to 17:45, 08.00-16.30",
        "order [order 12345678] and #2026-03-10-4471",
        "order 8830412 of 12 items",
        "ORD-100-200-3000",
        "C-2201, C-2202 and C-2203",
        "ticket 00482913",
        "EUR 1,234,567.89 or 1 234 567,00",
        "1.234.567,00",
        "12.5% of 100 000 000",
        "version 10.4.22.118 and 2.10.3",
        "192.168.100.101",
        "tracking 00340434161094042557",
        "tracking 1Z 999 AA1 01 2345 6784",
        "JJD 0002 8030 1234 5678 9012 3456",
        "4111 1111 1111 1112",
        "ISBN 978-3-16-148410-0",
        "EAN 4006381333931",
        "IMEI 490154203237518",
        "sizes 36 38 40 42 44",
        "score 2-3, later 4-5",
        "lines 10 20 30 40",
        "@agent, see #12",
        "user@host",
        "the years 2019 2020 2021",
        "https://example.org/a/020-7946-0958",
    ],
)
def test_what_is_no_personal_data(text):
    assert found_in(text) == []


def test_it_is_found_in_examples_notes_and_transcripts_at_its_place_and_never_repeated():
    found = findings(
        {"scores/2026-03/C-1.md": "Hi.\n\nI am jo@example.com, thanks.\n"},
        session="date: 2026-03-10\nreviewers: [ana]\n"
        "conversations: [{id: C-1, transcript: C-1.md}]\n",
        ana="conversation,criterion,score,note\nC-1,empathy,2,from jo@example.com\n",
        empathy="""
            title: Empathy
            question: Did they?
            scale: quality
            levels:
              1: {description: a, examples: [{text: Hello jo@example.com, why: b}]}
              2: {description: b, examples: [{text: a, why: "jo@example.com"}]}
              3: {description: c, examples: [{text: a}]}
            """,
    )
    assert [one.split(" ")[0] for one in found] == [
        "rubric/criteria/empathy.yaml:5:41",
        "rubric/criteria/empathy.yaml:6:49",
        "scores/2026-03/C-1.md:3:6",
        "scores/2026-03/ana.csv:2:15",
    ]
    assert all("jo@" not in one for one in found)


@pytest.mark.parametrize("allowed", ["jo@example.com", "example.com"])
def test_an_address_or_a_domain_may_be_allowed(allowed):
    rubric = f"""
        title: Quality
        version: "1"
        scales: {{quality: {{levels: {{1: a, 2: b, 3: c}}}}}}
        groups: [{{id: all, title: All, criteria: [empathy]}}]
        checks: {{allow: [{{text: {allowed}, reason: ours}}]}}
        """
    files = {"scores/2026-03/C-1.md": "jo@example.com\n"}
    assert findings(files, session=SESSION, rubric=rubric) == []


@given(st.text("0123456789 .-/()+@a", max_size=200))
def test_no_text_takes_long_or_is_a_traceback(text):
    found_in(text)
