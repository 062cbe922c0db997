"""Whether calibration is fine, above everything else on the first page."""

import re

import meetings
from mkdocs_rubric.site import Privacy
from sites import as_read


def pulse(files, **options):
    text = as_read(meetings.pages(files, **options).text["index.md"])
    found = re.search(r"(?s)Are we fine\?.*?(?=\nCommunication)", text)
    return found[0] if found else ""


def many(apart=0):
    """Six conversations, of which some were scored far apart, all of them settled."""
    ids = [f"C-{n}" for n in range(1, 7)]
    held = (
        "date: 2026-01-31\nreviewers: [anouk, bram]\n"
        f"conversations: [{', '.join(f'{{id: {one}}}' for one in ids)}]\n"
    )
    if apart:
        held += "settled:\n" + "".join(
            f"  - {{conversation: {one}, criterion: clarity, no_change: It is clear.}}\n"
            for one in ids[:apart]
        )
    files = meetings.files(held=held)
    del files["scores/s1/C-1.md"]
    del files["scores/s1/cleo.csv"]
    for name in ("anouk", "bram"):
        cells = [1 if name == "bram" and n < apart else 3 for n in range(6)]
        rows = "".join(f"{one},clarity,{cell},\n" for one, cell in zip(ids, cells, strict=True))
        files[f"scores/s1/{name}.csv"] = meetings.HEAD + rows
    return files


def test_what_is_wrong_is_said_in_one_sentence():
    assert pulse(meetings.files()) == (
        "Are we fine? Not quite: too few conversations were scored together to say whether you "
        "agree and 2 gaps are not settled.\n"
        "Agreement 78% Too few conversations to sayNext session 20 February 2026 Scores are due 18 "
        "February 2026; none of 3 have scored.Left to settle 2 open gaps from 1 session"
    )


def test_low_agreement_is_no_good_sign():
    assert pulse(many(apart=5)).startswith(
        "Are we fine? Not quite: agreement is under your line of 70%."
    )


def test_when_all_is_well_it_says_so():
    files = {path: text.replace("session: s1\n", "") for path, text in many().items()}
    assert pulse(files).startswith(
        "Are we fine? Yes: agreement is strong, every gap is settled and the next session is "
        "planned.\n"
    )


def test_a_site_without_sessions_asks_no_such_question():
    files = {path: text for path, text in meetings.files().items() if "scores/" not in path}
    files = {path: text.replace("session: s1\n", "") for path, text in files.items()}
    assert pulse(files) == ""
    kinds = frozenset({"home", "decisions"})
    assert pulse(meetings.files(), kinds=kinds, privacy=Privacy.NAMES) == ""
