"""What is said of figures, situation by situation, as a person reads it.

Each situation is a few sessions of four conversations, scored on empathy alone. What the agreement
page, the decision or the page of reviewers says of it stands in `snapshots/in-words-*.txt`.
"""

import re

from mkdocs_rubric.site import Privacy
from scored import a_session, alike, apart, built, sessions
from sites import as_read

TITLE = "# Reviewers\n"
ENDS = ("Where a session", "The numbers")
SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)


def first_then(early, late, count):
    """The first `count` sessions one way, the others another."""
    return lambda n, c: early(n, c) if n < count else late(n, c)


def half(n, c):
    return alike(n, c) if (n + c) % 2 else apart(n, c)


def na(n, c):
    return {"ana": "NA", "ben": "NA" if c else 2, "cleo": 2 if n else "NA"}


def shown(text, first, last):
    """What stands on a page between two pieces of text."""
    return as_read(SVG.sub("", text)).partition(first)[2].partition(last)[0].strip()


AGREEMENT = {
    "no score": {},
    "one reviewer": sessions(2, lambda _, c: {"ana": 1 + c % 3}),
    "one conversation": a_session(0, {n: {("C-1", "empathy"): 2} for n in ("ana", "ben")}),
    "two conversations": a_session(
        0, {n: {(f"C-{c}", "empathy"): c for c in (1, 2)} for n in ("ana", "ben")}
    ),
    "one session": sessions(1, alike),
    "everybody agrees": sessions(3, alike),
    "nobody agrees": sessions(3, apart),
    "half and half": sessions(6, half),
    "a rise": sessions(9, first_then(apart, alike, 6)),
    "a fall": sessions(9, first_then(alike, apart, 6)),
    "a rise in the newest session": sessions(5, first_then(apart, alike, 4)),
    "does it apply": sessions(3, na),
}


def test_of_agreement(same):
    parts = []
    for name, files in AGREEMENT.items():
        text = built(files).text["agreement/index.md"]
        head = shown(text, "# Agreement\n", "Over time" if "Over time" in text else ENDS[not files])
        cards = shown(text, "or all there are.\n", "Which levels are given")
        parts.append(f"== {name} ==\n{head}\n--\n{cards}\n")
    same("in-words-agreement.txt", "\n".join(parts))


def decided(of, count, *, session="s003", day="2026-05-05", criteria="[empathy]", more=None):
    """What the page of a decision says that came of the fourth session."""
    files = sessions(count, of) | (more or {})
    files["decisions/2026-02-01-new.md"] = (
        f"---\ntitle: Now\nstatus: accepted\ndate: {day}\nsession: {session}\n"
        f"criteria: {criteria}\nsupersedes: [2026-01-15-old]\n---\nSo.\n"
    )
    return shown(built(files).text["decisions/2026-02-01-new.md"], "Did it work?\n", "What was")


def beside_clarity(number):
    """Sessions in which empathy went badly until the fourth one, and clarity as ever."""
    files = {}
    for n in range(number):
        of = half if n > 3 else apart
        sheets = {"ana": {}, "ben": {}, "cleo": {}}
        for c in range(4):
            for name, score in of(n, c).items():
                sheets[name][f"C-{n}{c}", "empathy"] = score
                sheets[name][f"C-{n}{c}", "clarity"] = 3 if (c + n) % 3 or name != "ana" else 1
        files |= a_session(n, sheets)
    return files


def two_criteria(number, empathy, clarity, each=4):
    """Sessions of two criteria; each way is asked with the session and the conversation."""
    files = {}
    for n in range(number):
        sheets = {"ana": {}, "ben": {}, "cleo": {}}
        for c in range(each):
            for criterion, of in (("empathy", empathy), ("clarity", clarity)):
                for name, score in of(n, c).items():
                    sheets[name][f"C-{n}{c:02}", criterion] = score
        files |= a_session(n, sheets)
    return files


def test_of_decisions(same):
    situations = {
        "agreement rose": decided(first_then(apart, alike, 4), 10),
        "agreement rose, 12 conversations so far": decided(first_then(apart, alike, 4), 7),
        "agreement fell": decided(first_then(alike, apart, 4), 10),
        "nothing since": decided(apart, 4),
        "too early": decided(first_then(apart, alike, 4), 5),
        "nothing before": decided(apart, 8, session="s000", day="2026-02-05"),
        "little before": decided(apart, 8, session="s001", day="2026-03-05"),
        "too little to tell": decided(half, 8),
        "all alike on both sides": decided(alike, 8),
        "after bad figures": decided(first_then(apart, half, 4), 8),
        "after bad figures, beside another criterion": decided(apart, 0, more=beside_clarity(8)),
        "one long session before, one after": decided(
            half, 0, session="s001", day="2026-03-05", more=two_criteria(3, half, half, 24)
        ),
        "the other criterion fell": decided(
            half, 0, more=two_criteria(10, half, first_then(alike, apart, 4))
        ),
        "the other criterion rose": decided(
            half, 0, more=two_criteria(10, half, first_then(apart, alike, 4))
        ),
        "both rose": decided(half, 0, more=two_criteria(10, *[first_then(apart, alike, 4)] * 2)),
        "a criterion that was not scored": decided(
            first_then(apart, alike, 4), 10, criteria="[empathy, clarity]"
        ),
        "only a criterion that was not scored": decided(apart, 8, criteria="[clarity]"),
    }
    same("in-words-decisions.txt", "".join(f"== {k} ==\n{v}\n\n" for k, v in situations.items()))


REVIEWERS = {
    "two": sessions(6, lambda _, c: {"ana": 1 + c % 2, "ben": 2 + c % 2}),
    "three, one of them stricter": sessions(
        8, lambda _, c: {"ana": 2 + c % 2, "ben": 2 + c % 2, "cleo": 1 + c % 2}
    ),
    "five, one of them more lenient": sessions(
        8,
        lambda n, c: {
            "ana": 1 + (c + n) % 2,
            "ben": 1 + (c + n) % 2,
            "cleo": 1 + (c + n) % 2,
            "dora": 1 + (c + n * (c == 1)) % 2,
            "eve": 3,
        },
    ),
    "somebody who has hardly begun": sessions(
        6, lambda n, c: alike(n, c) | ({"dora": 3} if n == 5 and c < 2 else {})
    ),
    "somebody who changes": sessions(
        12, lambda n, c: alike(n, c) | {"dora": 3 if n < 8 else 1, "eve": 1 + (c > 2)}
    ),
    "two circles": sessions(
        4, lambda _, c: {"ana": 2, "ben": 3} if c % 2 else {"cleo": 1, "dora": 1}
    ),
    "nobody beside another": sessions(3, lambda n, _: {f"r{n}": 2}),
    "many": sessions(14, lambda n, c: alike(n, c) | {f"guest{n}": 1 + c % 2, "zoe": 3}),
}


def test_of_reviewers(same):
    parts = []
    for name, files in REVIEWERS.items():
        text = built(files, privacy=Privacy.NAMES).text["agreement/reviewers.md"]
        last = "The stronger" if name in ("two circles", "many") else "Pairs of reviewers"
        parts.append(f"== {name} ==\n{shown(text, TITLE, last)}\n")
    same("in-words-reviewers.txt", "\n".join(parts))
