"""What a script may use: every name is there, documented, and so is every type it can reach."""

import dataclasses
import datetime as dt
import enum
import inspect
import typing
from pathlib import Path

import pytest
from pydantic import BaseModel

import mkdocs_rubric
from mkdocs_rubric import (
    RubricError,
    agreement_of,
    build_site,
    difference,
    load_folder,
    load_revision,
    reviews,
    wording_on,
)
from repositories import Repository
from sites import a_repository, write

NAMES = sorted(mkdocs_rubric.__all__)
# What only the program itself puts together: a script gets it, and need not take it apart.
_WITHIN = {"FilesAsRead", "FinderIndex", "GitTree", "NoHistoryError"}


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_documented(name):
    found = getattr(mkdocs_rubric, name)
    assert inspect.getdoc(found) or name == "Cell"


def test_every_type_that_can_be_reached_is_public():
    waiting = [getattr(mkdocs_rubric, name) for name in NAMES]
    seen = set()
    while waiting:
        found = waiting.pop()
        for kind in named_in(found):
            if kind not in seen:
                seen.add(kind)
                waiting += [kind] if kind.__name__ not in _WITHIN else []
    missing = {kind.__name__ for kind in seen} - set(NAMES) - _WITHIN
    assert missing == set(), "add these to __all__, or say why not in _WITHIN"


def named_in(found):
    """The classes of the package in the fields, properties and signatures of something."""
    hints = []
    if inspect.isclass(found):
        if issubclass(found, BaseModel):
            hints += [field.annotation for field in found.model_fields.values()]
        elif dataclasses.is_dataclass(found) or issubclass(found, tuple):
            hints += list(typing.get_type_hints(found).values())
        if not issubclass(found, enum.Enum):
            for name, member in inspect.getmembers(found):
                get = getattr(member, "fget", None) or getattr(member, "func", None)
                if get and not name.startswith("_"):
                    hints.append(typing.get_type_hints(get).get("return"))
    elif inspect.isfunction(found):
        hints += list(typing.get_type_hints(found).values())
    for hint in hints:
        yield from classes_in(hint)


def classes_in(hint):
    ours = inspect.isclass(hint) and hint.__module__.startswith("mkdocs_rubric")
    if ours and not hint.__name__.startswith("_"):
        yield hint
    for part in typing.get_args(hint):
        yield from classes_in(part)


@pytest.fixture
def team(tmp_path):
    return write(tmp_path / "team", a_repository())


def test_the_result_of_each_review(team):
    found = list(reviews(load_folder(team).project))
    assert found
    assert {review.session for review in found} == set(load_folder(team).project.sessions)
    for review in found:
        assert review.result is None or 0 <= review.result.percent <= 100


def test_agreement_with_its_interval(team):
    found = agreement_of(load_folder(team).project)
    assert found.overall is not None
    assert 0 <= found.overall.value <= 1
    assert set(found.criteria) <= set(load_folder(team).project.rubric.criteria)


def test_the_difference_of_two_states_and_a_days_wording(tmp_path):
    repository = Repository(tmp_path / "team")
    write(repository.root, a_repository())
    repository.commit("2026-01-02", "The standard")
    path = repository.root / "rubric/criteria/clarity.yaml"
    path.write_text(path.read_text().replace("Could the customer", "Can the customer"))
    repository.commit("2026-03-02", "Reword clarity")
    before = load_revision(repository.root, "HEAD~1").project
    changes = difference(before, load_folder(repository.root).project).changes
    assert [change.criterion for change in changes] == ["clarity"]
    then = wording_on(repository.root, "clarity", dt.date(2026, 2, 1))
    assert then.criterion.question.startswith("Could the customer")
    with pytest.raises(RubricError, match="nothing is on record of clarity on 2025-01-01"):
        wording_on(repository.root, "clarity", dt.date(2025, 1, 1))


def test_the_pages_of_a_site(team):
    assert "criteria/empathy.md" in build_site(team).text


def test_the_reference_names_everything_that_is_public():
    page = Path(__file__).parents[1] / "site_src" / "for-scripts.md"
    named = set()
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("::: mkdocs_rubric."):
            named.add(line.rpartition(".")[2])
    assert named == set(NAMES) - {"Cell"}
