"""Every kind of change: what is edited, and the sentences it makes.

`!` marks what changes scoring.
"""

import pytest

from mkdocs_rubric.changes import ChangeKind, compare
from mkdocs_rubric.load import DictTree, load_project
from sites import a_repository

RUBRIC, EMPATHY = "rubric/rubric.yaml", "rubric/criteria/empathy.yaml"
CLARITY, NEW = "rubric/criteria/clarity.yaml", "decisions/2026-02-01-new.md"
CASE = """  - id: late
    situation: The reply came late.
    guidance: Score it all the same.
    score: 1
"""
LAST = "    decision: 2026-02-01-new\n"
BRIEF = """title: Brevity
question: Was it short?
scale: quality
levels:
  3: {description: Yes.}
  2: {description: Nearly.}
  1: {description: No.}
"""
THIRD = """---
title: Silence is no answer
status: accepted
date: 2026-03-01
criteria: [clarity]
---
## Decision

It is not.
"""

TABLE = [
    ("version", RUBRIC, '"1.0"', '"1.1"', ['  version "1.0" → "1.1"']),
    ("effective", RUBRIC, "2026-01-01", "2026-05-01", ["  effective 2026-01-01 → 2026-05-01"]),
    ("about", RUBRIC, "title: Conversation", "title: Call", ['  called "Call quality"']),
    ("about", RUBRIC, "How we score.", "How we do it.", ["  the rubric's description reworded"]),
    ("passing", RUBRIC, "passing: 80", "passing: 85.5", ["! pass mark 80% → 85.5%"]),
    ("passing", RUBRIC, "passing: 80\n", "", ["! pass mark 80% → none"]),
    (
        "calibration",
        RUBRIC,
        "passing: 80",
        "passing: 80\ncalibration: {bands: {strong: 90}}",
        ["  how the team calibrates: bands or cadence changed"],
    ),
    (
        "group",
        RUBRIC,
        "title: Communication",
        "title: Writing",
        ['  group "Communication" is called "Writing"'],
    ),
    (
        "scale-label",
        RUBRIC,
        "3: Good",
        "3: Fine",
        ['  scale "quality": level 3 is called "Fine", was "Good"'],
    ),
    ("scale-levels", RUBRIC, "3: Good", "3: Good, 4: Best", [
        '! scale "quality": level 4 (Best) added',
    ]),
    ("tolerance", RUBRIC, "tolerance: 0", "tolerance: 1", ['  scale "quality": tolerance 0 → 1']),
    (
        "criterion-added",
        RUBRIC,
        "[empathy, clarity]",
        "[empathy, clarity, brevity]",
        ['! added to "Communication", weight 1: Was it short?'],
    ),
    (
        "criterion-removed",
        CLARITY,
        None,
        None,
        ["! removed, with its page and its history; `retired:` would keep both"],
    ),
    (
        "criterion-retired",
        CLARITY,
        "title: Clarity",
        "title: Clarity\nretired: 2026-05-01\nreplaced_by: empathy",
        ['! retired on 2026-05-01, replaced by "empathy"'],
    ),
    (
        "criterion-renamed",
        CLARITY,
        "rubric/criteria/plain.yaml",
        "aliases: [clarity]\n",
        ['  renamed, id "clarity" → "plain"', "  earlier ids: +clarity"],
    ),
    (
        "criterion-renamed",
        CLARITY,
        "rubric/criteria/plain.yaml",
        "",
        [
            '  renamed, id "clarity" → "plain", not listed under aliases: links to the old id break'
        ],
    ),
    ("title", CLARITY, "title: Clarity", "title: Plain", ['  called "Plain", was "Clarity"']),
    ("question", CLARITY, "act on it", "follow it", ["  the question reworded"]),
    ("description", CLARITY, "scale:", "description: More.\nscale:", ["  the description added"]),
    ("weight", EMPATHY, "weight: 3", "weight: 2.5", ["! weight 3 → 2.5"]),
    ("critical", EMPATHY, "weight: 3", "weight: 3\ncritical: true", [
        "! critical now: its lowest level fails the whole review",
    ]),
    ("not-applicable", EMPATHY, "is upset.", "is sad.", ["  when to score N/A reworded"]),
    ("not-applicable-allowed", EMPATHY, "not_applicable: Nobody is upset.\n", "", [
        "! N/A is not allowed any more",
    ]),
    ("when-to-use", EMPATHY, "tags: [tone]", "tags: [tone]\nuse_when: [They wait.]", [
        '  "when to score it here" added',
    ]),
    ("level", EMPATHY, "Names a feeling.", "Names some feeling.", ["  level 2 (Fair) reworded"]),
    ("example", EMPATHY, "Three weeks", "Four weeks", ["  level 3 (Good): example reworded"]),
    ("example", EMPATHY, ", examples: [{text: As stated.}]", "", [
        "  level 1 (Poor): example removed",
    ]),
    ("edge-case-added", EMPATHY, LAST, LAST + CASE, ['! edge case "late" added: score 1']),
    ("edge-case-score", EMPATHY, "    score: 2\n", "    score: 2-3\n", [
        '! edge case "hostile" re-scored 2 → 2\N{EN DASH}3',
    ]),
    ("edge-case", EMPATHY, "insult", "hurt", ['  edge case "hostile": situation reworded']),
    ("edge-case", EMPATHY, "id: hostile", "id: insults", ['  edge case id "hostile" → "insults"']),
    ("edge-case-decision", EMPATHY, LAST, "    decision: 2026-01-15-old\n", [
        '  edge case "hostile" settled by 2026-01-15-old now, was by 2026-02-01-new',
    ]),
    ("confirmed", EMPATHY, LAST, LAST + "    confirmed: 2026-04-01\n", [
        '  edge case "hostile" confirmed on 2026-04-01',
    ]),
    ("labels", EMPATHY, "tags: [tone]", "tags: [voice]", ["  tags: +voice, -tone"]),
    ("labels", EMPATHY, "tags:", "earlier_scales: [{before: 2026-01-05, scale: quality}]\ntags:", [
        '  earlier scales: +"quality" before 2026-01-05',
    ]),
    ("decision-added", "decisions/2026-03-01-silence.md", "", THIRD, [
        '  decision accepted: "Silence is no answer" (2026-03-01)',
    ]),
    ("decision-removed", NEW, None, None, [
        '  decision "Score what is written" removed; `status: retired` would keep it',
    ]),
    ("decision-status", NEW, "status: accepted", "status: retired", [
        '  decision "Score what is written": accepted → retired',
    ]),
    ("decision", NEW, "Two readings.", "Three readings.", [
        '  decision "Score what is written" reworded',
    ]),
    ("decision", NEW, "session: s1\n", "", ['  decision "Score what is written": session changed']),
]  # fmt: skip


def edited(files, path, old, new):
    files = dict(files)
    if old is None:
        del files[path]
    elif old.endswith(".yaml"):  # renamed
        files[old] = new + files.pop(path)
        files[RUBRIC] = files[RUBRIC].replace("clarity", "plain")
    elif path not in files:
        files[path] = new
    else:
        assert old in files[path], f"{old!r} is not in {path}"
        files[path] = files[path].replace(old, new, 1)
    if "brevity" in (new or ""):
        files["rubric/criteria/brevity.yaml"] = BRIEF
    return files


def project(files):
    return load_project(DictTree(files)).project


def told(before, after):
    changes = compare(project(before), project(after)).changes
    return [f"{'!' if one.changes_scoring else ' '} {one.sentence}" for one in changes]


@pytest.mark.parametrize(("kind", "path", "old", "new", "sentences"), TABLE)
def test_an_edit_is_told_in_these_sentences(kind, path, old, new, sentences):
    before, after = a_repository(), edited(a_repository(), path, old, new)
    assert told(before, after) == sentences
    kinds = {one.kind.code for one in compare(project(before), project(after)).changes}
    assert kind in kinds


def test_the_table_has_every_kind():
    others = {
        "levels": "follows from scale-levels in a valid rubric",
        "scale": "below",
        "criterion-moved": "below",
        "criterion-restored": "below",
        "edge-case-removed": "below",
    }
    assert {row[0] for row in TABLE} | others.keys() == {kind.code for kind in ChangeKind}


def test_going_back_is_told_too():
    retired = edited(
        a_repository(), CLARITY, "title: Clarity", "title: Clarity\nretired: 2026-05-01"
    )
    assert told(retired, a_repository()) == ["! no longer retired"]
    with_case = edited(a_repository(), EMPATHY, LAST, LAST + CASE)
    assert told(with_case, a_repository()) == ['! edge case "late" removed, which was scored 1']


def test_a_criterion_that_moves_to_another_group():
    groups = (
        "groups:\n  - {id: communication, title: Communication, criteria: [empathy]}\n"
        "  - {id: facts, title: Facts, criteria: [clarity]}\n"
    )
    files = a_repository()
    before = files[RUBRIC].index("groups:")
    files[RUBRIC] = files[RUBRIC][:before] + groups + "passing: 80\n"
    assert told(a_repository(), files) == [
        '  group "Facts" added',
        '  moved from "Communication" to "Facts"',
    ]


def test_a_criterion_on_another_scale():
    files = edited(
        a_repository(), RUBRIC, "  quality:", "  met: {levels: {0: No, 1: Yes}}\n  quality:"
    )
    files[CLARITY] = (
        "title: Clarity\nquestion: Could the customer act on it?\nscale: met\n"
        "levels:\n  1: {description: At once.}\n  0: {description: No.}\n"
    )
    assert told(a_repository(), files)[0] == '! scale "quality" → "met"'
    assert "! level 3 removed" in told(a_repository(), files)


def test_nothing_is_told_where_only_the_form_of_a_file_changed():
    files = a_repository()
    files[EMPATHY] = "# how we listen\n" + files[EMPATHY].replace(
        "scale: quality", 'scale: "quality"'
    )
    assert told(a_repository(), files) == []


def test_two_criteria_that_changed_names_are_told_apart_by_their_aliases():
    files = a_repository()
    files["rubric/criteria/feeling.yaml"] = files.pop(EMPATHY).replace("[compassion]", "[empathy]")
    files["rubric/criteria/plain.yaml"] = "aliases: [clarity]\n" + files.pop(CLARITY)
    files[RUBRIC] = files[RUBRIC].replace("[empathy, clarity]", "[feeling, plain]")
    comparison = compare(project(a_repository()), project(files))
    assert comparison.renamed == {"empathy": "feeling", "clarity": "plain"}
