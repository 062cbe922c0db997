"""The standard a new repository begins with."""

import datetime as dt
import posixpath
import re
from collections import defaultdict
from itertools import pairwise

import pytest

from mkdocs_rubric import DictTree, Layout, load_and_check, result
from mkdocs_rubric.edit import formatted, kind_of
from mkdocs_rubric.scaffold import SCALES
from sites import rebuild, write

TODAY = dt.date(2026, 11, 23)
DAYS = [TODAY, *map(dt.date.fromisoformat, ("2027-01-01", "2028-02-29", "2028-03-31"))]


def checked(files, today=TODAY):
    return load_and_check(DictTree(files), today=today)


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("scale", SCALES)
def test_nothing_is_wrong_with_it_on_any_day(made, scale, today):
    found = checked(made(scale=scale, today=today), today).found
    assert [f"{one.where} {one.message}" for one in found] == []


@pytest.mark.parametrize("scale", SCALES)
def test_its_site_builds_without_a_warning(made, tmp_path, scale):
    site = rebuild(write(tmp_path, made(scale=scale)))
    page = (site / "criteria/acknowledgement/index.html").read_text(encoding="utf-8")
    assert "Calm is not an acknowledgement" in page
    assert "% of the time (last 6 conversations)." in (site / "agreement/index.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("scale", SCALES)
def test_every_criterion_is_complete(made, scale):
    project = checked(made(scale=scale)).project
    chosen = SCALES[scale]
    assert len(project.rubric.groups) == 3
    assert len(project.rubric.active) == 5
    for one in project.rubric.active:
        assert one.question.endswith("?")
        assert one.not_applicable
        assert one.tags
        assert one.edge_cases
        assert one.use_when
        assert all(level.examples and level.examples[0].why for level in one.levels.values())
    on_it = [one for one in project.rubric.active if one.scale == chosen.id]
    assert len(on_it) == (5 if scale == "met" else 4)
    assert all(set(one.levels) == set(chosen.levels) for one in on_it)


@pytest.mark.parametrize("scale", SCALES)
def test_a_review_that_meets_the_standard_passes(made, scale):
    rubric = checked(made(scale=scale)).project.rubric
    meets = {"1-5": 3, "1-3": 2, "met": 1}[scale]
    scores = {one.id: 1 if one.scale == "met" else meets for one in rubric.active}
    review = result(rubric, scores)
    assert review.passed
    assert review.percent == (100 if scale == "met" else 57.5)


def test_who_is_stricter_is_stricter_on_every_scale(made):
    by_cell = defaultdict(lambda: defaultdict(list))
    for scale in SCALES:
        for held in checked(made(scale=scale)).project.sessions.values():
            for sheet in (*held.sheets, held.consensus):
                rows = zip(sheet.conversations, sheet.criteria, sheet.cells, strict=True)
                for conversation, criterion, cell in rows:
                    by_cell[conversation, criterion][sheet.path].append(cell)
    assert len(by_cell) == 30
    for sheets in by_cell.values():
        scores = list(sheets.values())
        applies = [one for one in scores if isinstance(one[0], int)]
        assert all(len(set(one)) == 1 for one in scores if one not in applies)
        for lower, higher in pairwise(sorted(applies)):
            assert all(low <= high for low, high in zip(lower, higher, strict=True))


def test_it_shows_gaps_settled_in_both_ways(made):
    sessions = checked(made()).project.sessions.values()
    settled = [one for held in sessions for one in held.session.settled]
    assert {bool(one.decision) for one in settled} == {True, False}
    assert len(settled) == 5


def test_every_yaml_file_names_its_schema_and_it_is_there(made):
    files = made()
    named = [name for name in files if re.match(r"(rubric|scores)/.*\.yaml", name)]
    assert len(named) == 8
    for name in named:
        first = files[name].decode().split("\n", 1)[0]
        target = first.removeprefix("# yaml-language-server: $schema=")
        assert target != first, name
        assert posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) in files


def test_every_file_is_laid_out_as_rubric_fmt_does(made):
    files = made()
    kinds = {name: kind_of(name, Layout()) for name in files}
    ours = [name for name, kind in kinds.items() if kind]
    assert len(ours) == 11
    for name in ours:
        assert formatted(files[name], name, kinds[name]) == files[name]


def test_the_same_answers_make_the_same_bytes(made):
    assert made() == made()


def test_nobody_in_it_is_real_and_it_says_so(made):
    sessions = checked(made()).project.sessions.values()
    assert all("do not exist" in held.session.notes for held in sessions)


def test_the_examples_can_be_taken_out_as_the_readme_says(made):
    files = made()
    readme = files["README.md"].decode()
    folders = re.findall(r"`(scores/\d{4}-\d{2})`", readme)
    lines = re.search(r"the lines that name them: (.*)\.", readme)[1]
    keys = re.findall(r"`(\w+)`", lines)
    assert (len(folders), keys) == (2, ["session", "conversations", "deciders"])
    left = {
        name: re.sub(rf"^({'|'.join(keys)}):.*\n", "", text.decode(), flags=re.MULTILINE)
        if name.startswith("decisions/")
        else text
        for name, text in files.items()
        if not name.startswith(tuple(folders))
    }
    assert len(left) == len(files) - 16
    assert checked(left).found == []
