"""The living example: it passes its own checks, and it tells its story."""

import datetime as dt
import html
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_rubric import FolderTree, Severity, Status, load_and_check
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.cli import main
from mkdocs_rubric.edit import formatted, project_files
from mkdocs_rubric.load import Layout
from mkdocs_rubric.site import Options, Renderer, build

ROOT = Path(__file__).parents[1]
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def checked():
    return load_and_check(FolderTree(ROOT), today=TODAY)


@pytest.fixture(scope="module")
def project(checked):
    return checked.project


@pytest.fixture(scope="module")
def figures(project):
    return Figures(project)


def test_it_has_no_errors_and_the_warnings_it_is_meant_to_have(checked):
    assert [one for one in checked.found if one.severity is Severity.ERROR] == []
    assert sorted(one.code for one in checked.found) == ["R307"]


def test_its_files_are_in_canonical_form():
    tree = FolderTree(ROOT)
    files = project_files(tree, Layout())
    assert len(files) > 50
    for path, kind in files:
        content = tree.read(path)
        assert formatted(content, path, kind) == content, f"run `rubric fmt {path}`"


def test_its_rubric_is_a_believable_size(project):
    rubric = project.rubric
    assert len(rubric.active) >= 12
    assert len(rubric.groups) == 4
    assert len({one.scale for one in rubric.active}) >= 3
    assert sum(len(one.edge_cases) for one in rubric.active) >= 35
    assert sum(one.retired is not None for one in rubric.criteria.values()) == 1
    assert any(one.aliases for one in rubric.criteria.values())
    assert any(one.earlier_scales for one in rubric.criteria.values())


def test_its_decisions_have_every_fate(project):
    decisions = project.decisions.values()
    assert len(decisions) >= 28
    assert {project.status(one) for one in decisions} == set(Status)
    chain = project.superseded_by
    assert any(chain[old].id in chain for old in chain), "a chain of three"


def test_its_sessions_span_fourteen_months_with_people_who_join_and_leave(project):
    sessions = list(project.sessions.values())
    assert len(sessions) == 14
    assert (sessions[-1].session.date - sessions[0].session.date).days > 390
    crews = [set(held.session.reviewers) for held in sessions]
    assert all(5 <= len(crew) <= 8 for crew in crews)
    assert crews[0] - crews[-1]
    assert crews[-1] - crews[0]
    for held in sessions:
        assert 3 <= len(held.session.conversations) <= 4
        assert len(held.transcripts) == len(held.session.conversations)
        assert held.consensus is not None


def test_agreement_starts_poor_and_rises(figures):
    first, last = figures.overall.sessions[0], figures.overall.sessions[-1]
    assert first.value < 0.70
    assert last.value > 0.85
    assert figures.move().claimed


def test_one_decision_made_it_worse_until_it_was_superseded(project, figures):
    windows = {
        name: one.value
        for name, one in zip(figures.sessions, figures.criteria["empathy"].windows, strict=True)
    }
    assert windows["2026-09"] < windows["2026-03"] - 0.1
    assert windows["2026-11"] > windows["2026-09"] + 0.05
    newer = project.superseded_by["2026-03-12-tone-counts"]
    assert newer.id == "2026-09-16-tone-alone-is-not-empathy"


def test_its_scores_come_from_the_documented_model(tmp_path):
    script = ROOT / "benchmarks/example_scores.py"
    before = {p: p.read_bytes() for p in (ROOT / "scores").rglob("*.csv")}
    copy = tmp_path / "copy"
    for path in [script, *(p for p in (ROOT / "scores").rglob("*") if p.is_file())]:
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    for folder in ("rubric", "decisions"):
        for path in (p for p in (ROOT / folder).rglob("*") if p.is_file()):
            target = copy / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    subprocess.run([sys.executable, copy / "benchmarks/example_scores.py"], cwd=copy, check=True)
    after = {ROOT / p.relative_to(copy): p.read_bytes() for p in (copy / "scores").rglob("*.csv")}
    assert after == before


def test_its_daily_reviews_come_from_the_documented_model(tmp_path):
    pytest.importorskip("ibis", reason="the extra `live` is not installed")
    before = {p.relative_to(ROOT): p.read_bytes() for p in (ROOT / "live").rglob("*.csv")}
    for folder in ("rubric", "live"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.csv"))
    for name in ("example_scores.py", "example_live.py"):
        (tmp_path / "benchmarks").mkdir(exist_ok=True)
        shutil.copy(ROOT / "benchmarks" / name, tmp_path / "benchmarks")
    command = [sys.executable, tmp_path / "benchmarks/example_live.py"]
    subprocess.run(command, cwd=tmp_path, check=True)
    after = {p.relative_to(tmp_path): p.read_bytes() for p in (tmp_path / "live").rglob("*.csv")}
    assert after == before


def test_its_open_session_can_be_revealed_as_its_readme_says(monkeypatch):
    text = (ROOT / "scores/README.md").read_text(encoding="utf-8")
    secret, command = re.search(r'RUBRIC_SEAL_SECRET="(.*)" \\\n  rubric (.*)\n', text).groups()
    monkeypatch.setenv("RUBRIC_SEAL_SECRET", secret)
    done = CliRunner().invoke(main, [*shlex.split(command), "--project", str(ROOT)])
    assert done.exit_code == 0, done.output
    assert "+conversation,criterion,score,note" in done.output


STATISTICS = [
    "pooled", "interval", "noise", "indicative", "net", "chance", "q", "significant", "kappa",
    "coefficient", "variance", "confidence", "standard error", "distinguishable",
]  # fmt: skip


def figures_of(text):
    """What a page says of figures: without the method, formulas and the table of other measures."""
    parts = re.findall(
        r'<div class="rubric-(?:headline|effect)\b.*?</div>\n</div>'
        r'|<div class="rubric-effect">.*?</div>|<aside class="rubric-agreement".*?</aside>'
        r'|<p class="rubric-sum">.*?</p>|<dl class="rubric-facts".*?</dl>',
        text,
        re.DOTALL,
    )
    found = " ".join(parts)
    found = re.sub(r"<details.*?Other measures.*?</details>", "", found, flags=re.DOTALL)
    return html.unescape(
        re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", "", found, flags=re.DOTALL))
    )


def test_no_word_of_statistics_stands_outside_the_method():
    site = build(FolderTree(ROOT), Options(), Renderer(), today=TODAY)
    said = {uri: figures_of(text) for uri, text in site.text.items()}
    assert sum(map(bool, said.values())) > 40
    for uri, text in said.items():
        for word in STATISTICS:
            assert not re.search(rf"\b{word}\b", text, re.IGNORECASE), f"{word!r} on {uri}"


def test_its_reviewers_are_nowhere_on_its_site(project):
    """Neither in what is made of it, nor as an example in what the program says of itself."""
    site = build(FolderTree(ROOT), Options(), Renderer(), today=TODAY)
    manual = {path.name: path.read_text(encoding="utf-8") for path in ROOT.glob("site_src/**/*.md")}
    names = "|".join(sorted(reviewers_of(project)))
    for uri, text in {**site.text, **site.data, **manual}.items():
        assert not re.search(rf"\b(?:{names})\b", text, re.IGNORECASE), uri


def reviewers_of(project):
    machines = {name for name, one in project.rubric.reviewers.items() if one.kind == "machine"}
    sessions = [held.session for held in project.sessions.values()]
    return {name for session in sessions for name in session.reviewers} - machines
