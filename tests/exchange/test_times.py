"""Moments as tools, browsers, spreadsheets and people write them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from mkdocs_rubric.exchange.times import day_first_in, moment

BERLIN = ZoneInfo("Europe/Berlin")
AFTERNOON = dt.datetime(2026, 11, 3, 13, 5, tzinfo=dt.UTC)
"""Five past two in Berlin, on 3 November."""


@pytest.mark.parametrize(
    "text",
    [
        "1793711100",
        "1793711100000",
        "1793711100.0",
        "2026-11-03T13:05:00Z",
        "2026-11-03T13:05:00.000000000Z",
        "2026-11-03T14:05:00+0100",
        "2026-11-03T14:05+01:00",
        "2026-11-03 14:05",
        "2026-11-03 14:05:00 CET",
        "2026-11-03 13:05:00 UTC",
        "20261103T130500Z",
        "2026/11/03 2:05:00 PM GMT+1",
        "2026-11-03 2:05 p.m.",
        "03.11.2026 14:05",
        "03.11.2026, 14:05:00",
        "3.11.26 14:05",
        "3 Nov 2026 14:05",
        "3. November 2026 um 14:05",
        "03-Nov-2026 14:05",
        "3 de noviembre de 2026 14:05",
        "Nov 3, 2026, 2:05 PM",
        "Tue, 03 Nov 2026 13:05:00 +0000",
        "Tue Nov 03 2026 14:05:00 GMT+0100 (Central European Standard Time)",
        "2026\u5e7411\u67083\u65e5 14:05",
        "2026. 11. 3. \uc624\ud6c4 2:05",
        "46329.586805556",
    ],
)
def test_a_moment_is_read_however_it_is_written(text):
    assert moment(text, BERLIN) == AFTERNOON


@pytest.mark.parametrize("text", ["25/11/2026", "11/25/2026", "25.11.2026", "2026-11-25", "46351"])
def test_a_date_alone_is_the_beginning_of_its_day(text):
    assert moment(text) == dt.datetime(2026, 11, 25, tzinfo=dt.UTC)


def test_a_date_that_can_be_two_is_none_until_somebody_says_which():
    assert moment("03/11/2026 14:05", BERLIN) is None
    assert moment("03/11/2026 14:05", BERLIN, day_first=True) == AFTERNOON
    assert moment("11/03/2026 14:05", BERLIN, day_first=False) == AFTERNOON
    assert day_first_in(["03/11/2026", "25/11/2026"]) is True
    assert day_first_in(["03/11/2026", "11/25/2026"]) is False
    assert day_first_in(["03/11/2026"]) is None


@pytest.mark.parametrize(
    "text",
    ["", "0", "14:05", "2026-02-30", "2026-13-45", "5 Foo 2026", "12345", "2026-11-03T14:05 Mars"],
)
def test_what_is_no_moment_is_none(text):
    assert moment(text, BERLIN) is None
