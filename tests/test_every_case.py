"""Whatever is wrong with the files, everything that reads them says so and none of it breaks."""

import csv
import shutil
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner

from factories import TODAY
from mkdocs_rubric.calibration.scores import score_tables
from mkdocs_rubric.cli import main
from mkdocs_rubric.load import FolderTree, load_project
from mkdocs_rubric.site import Options, ProjectHistory, Renderer, build
from repositories import Repository

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
NAMES = sorted(path.name for path in CASES.iterdir())
DONE, FOUND, COULD_NOT = 0, 1, 2
"""What a command may exit with."""


def choices(command, option):
    """Everything that an option takes."""
    (found,) = [one for one in main.commands[command].params if one.name == option]
    return [(found.opts[0], one) for one in found.type.choices]


def forms(folder):
    """Every command in each of its forms; those that change files come last."""
    here, project = str(folder), ("--project", str(folder))
    for shape in choices("check", "shape"):
        yield "check", here, *shape
    of_which = [
        (),
        *choices("agreement", "by"),
        ("--session", "2026-03"),
        ("--criterion", "clarity"),
    ]
    for which, shape in product(of_which, choices("agreement", "shape")):
        yield "agreement", here, *which, *shape
    yield "agreement", here, "--session", "2026-03", "--criterion", "clarity", "--by", "pair"
    for what in ((), ("clarity",), ("clarity", "--history"), ("clarity", "--as-of", "2026-06-01")):
        yield "show", *what, *project
    for shape in choices("diff", "shape"):
        yield "diff", "HEAD", "--check", *shape, *project
    for mode in ("--check", "--dry-run"):
        yield "fmt", here, mode
    yield "explain", "R403"
    for what in (("status",), ("plan",), ("summary", "2026-03")):
        yield "session", *what, *project
    yield "practice", "status", *project
    for mode in (("--dry-run",), ("--check",)):
        yield "practice", "seed", "1", "--to", f"{here}/daily.csv", *project, *mode
    for mode in (("--print", "session"), ("--check",), ()):
        yield "schema", here, *mode
    yield from exchanges(here, project)
    yield "render", "--config-file", here, "--with", "zensical", "--out", f"{here}-rendered"
    yield from meetings(project)
    for mode in (("--dry-run",), ()):
        yield "rename", "criterion", "clarity", "plainness", here, *mode
    yield "fmt", here
    yield "check", here


def exchanges(here, project):
    """What goes to other tools, and comes from them."""
    yield "agreement", here, "--machines"
    for shape in ("text", "json", "promptfoo", "tests"):
        yield "export", "judge", "clarity", "--format", shape, *project
    for what in (("table",), ("zendesk-qa",), ("label-studio", "2026-03")):
        yield "export", *what, *project
    yield "live", "reduce", "--dry-run", *project
    yield "import", "table", f"{here}/rubric/rubric.yaml", "--into", "2026-03", *project


def meetings(project):
    """What changes sessions, with everything given that it would ask for."""
    gap = ("2026-03", "C-1", "empathy")
    decided = ("--title", "It is clear", "--decision", "Score 2.", "--why", "So.", "--score", "2")
    for mode in (("--dry-run",), ()):
        for what in (("new", "2031-01", "--date", "2031-01-15"), ("reveal", "2026-03")):
            yield "session", *what, *project, *mode
        yield "score", "2026-03", "--as", "ben", *project, *mode
        yield "decide", *gap, "--no-change", "It says so.", *project, *mode
        yield "decide", *gap, *decided, *project, *mode
        yield "session", "close", "2026-03", *project, *mode


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A git repository with the valid project that cases are laid over."""
    root = tmp_path_factory.mktemp("base") / "repository"
    shutil.copytree(BASE, root)
    Repository(root).commit("2026-05-01", "Start")
    return root


@pytest.fixture(params=NAMES)
def case(request, repository, tmp_path):
    """The folder of a case, laid over the valid project and not committed."""
    root = tmp_path / "case"
    shutil.copytree(repository, root)
    no_part_of_it = shutil.ignore_patterns("expected.txt")
    shutil.copytree(CASES / request.param, root, dirs_exist_ok=True, ignore=no_part_of_it)
    if not (root / "mkdocs.yml").exists():
        (root / "mkdocs.yml").write_text("site_name: Test\nplugins: [rubric]\n", "utf-8")
    return root


def run(*command):
    return CliRunner().invoke(main, command, env={"SOURCE_DATE_EPOCH": "1780272000"})


def test_no_command_is_forgotten():
    with_a_generator = {"build", "serve"}  # which is run after what `render` does
    tried = {command for command, *_ in forms(BASE)}
    assert tried == main.commands.keys() - {"init", *with_a_generator}


def test_no_command_breaks(case):
    for command in forms(case):
        done = run(*command)
        assert done.exception is None or isinstance(done.exception, SystemExit), command
        assert done.exit_code in {DONE, FOUND, COULD_NOT}, command
        assert done.exit_code == DONE or done.output.strip(), f"{command} fails without a word"
        assert (done.exit_code == COULD_NOT) <= done.stderr.startswith("rubric: "), command


def test_no_page_breaks(case):
    site = build(FolderTree(case), Options(), Renderer(), today=TODAY, past=ProjectHistory(case))
    assert "index.md" in site.text
    assert site.no_history is None


def test_no_row_is_left_out_in_silence(case):
    project = load_project(FolderTree(case)).project
    to_come = project.upcoming
    counted = sum(len(table.level) for table in score_tables(project).tables)
    written = 0
    for sheet in case.glob("scores/*/*.csv"):
        if sheet.stem in project.rubric.machines:
            continue  # is in nobody's figures, and not left out
        if sheet.stem != "consensus" and sheet.parent.name not in to_come:
            with sheet.open(encoding="utf-8", errors="replace") as file:
                written += sum(map(bool, csv.reader(file))) - 1
    done = run("agreement", str(case))
    assert counted <= written
    assert counted == written or done.stderr.startswith("rubric: ")
