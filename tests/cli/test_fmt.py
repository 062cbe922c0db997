"""`rubric fmt`, as somebody types it."""

from textwrap import dedent

import pytest
from click.testing import CliRunner

from mkdocs_rubric.cli import main
from sites import a_repository, write

MESSY = "levels: {}\nquestion: What?\n# the name\ntitle: Clarity\n"
NEAT = "# the name\ntitle: Clarity\nquestion: What?\nlevels: {}\n"


def fmt(*arguments):
    done = CliRunner().invoke(main, ["fmt", *map(str, arguments)])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def project(tmp_path):
    write(tmp_path, a_repository())
    assert fmt(tmp_path)[0] == 0
    assert fmt(tmp_path) == (0, "6 files in canonical form.\n", "")
    return tmp_path


@pytest.fixture
def clarity(project):
    path = project / "rubric/criteria/clarity.yaml"
    path.write_bytes(MESSY.encode())
    return path


def test_it_writes_what_needs_it_and_lists_it(project, clarity):
    said = "rubric/criteria/clarity.yaml\nFormatted 1 file, of 6.\n"
    assert fmt(project) == (0, said, "")
    assert clarity.read_bytes() == NEAT.encode()
    assert fmt(project) == (0, "6 files in canonical form.\n", "")


def test_check_writes_nothing_and_exits_with_1(project, clarity):
    said = "rubric/criteria/clarity.yaml would change\nWould format 1 file, of 6.\n"
    assert fmt("--check", project) == (1, said, "")
    assert clarity.read_bytes() == MESSY.encode()


def test_diff_writes_nothing_and_shows_what_would_change(project, clarity):
    code, shown, said = fmt("--dry-run", project)
    assert (code, said) == (0, "Would format 1 file, of 6.\n")
    assert shown == dedent("""\
        --- rubric/criteria/clarity.yaml
        +++ rubric/criteria/clarity.yaml
        @@ -1,4 +1,4 @@
        -levels: {}
        -question: What?
         # the name
         title: Clarity
        +question: What?
        +levels: {}
        """)
    assert clarity.read_bytes() == MESSY.encode()


def test_a_file_with_mistakes_is_left_and_the_others_are_formatted(project, clarity):
    rubric = project / "rubric/rubric.yaml"
    broken = rubric.read_bytes() + b"title: Again\n"
    rubric.write_bytes(broken)
    code, said, wrong = fmt(project)
    assert code == 1
    assert said == (
        "rubric/criteria/clarity.yaml\n"
        "Formatted 1 file and left 1 file with mistakes as it is, of 6.\n"
    )
    assert wrong == (
        'rubric/rubric.yaml:12:1: the key "title" stands twice here\n'
        "  help: keep one of the two; only the first is used now\n"
    )
    assert rubric.read_bytes() == broken
    assert clarity.read_bytes() == NEAT.encode()


def test_single_files(project, clarity):
    decision = project / "decisions/2026-02-01-new.md"
    decision.write_bytes(b"---\ndate: 2026-02-01\ntitle: T\n---\nText  \n")
    code, said, _ = fmt(decision)
    assert (code, said) == (0, f"{decision.as_posix()}\nFormatted 1 file, of 1.\n")
    assert decision.read_bytes() == b"---\ntitle: T\ndate: 2026-02-01\n---\nText  \n"
    assert clarity.read_bytes() == MESSY.encode()


def test_a_file_of_another_kind_is_refused(project):
    path = write(project, {"mkdocs.yml": "site_name: S\n"}) / "mkdocs.yml"
    code, said, wrong = fmt(path)
    assert (code, said) == (2, "")
    assert wrong == (
        f"rubric: {path} is neither rubric, criterion, decision nor session.yaml\n"
        "  help: name a folder, or one of these files\n"
    )


def test_a_folder_without_a_rubric_is_refused(tmp_path):
    code, said, wrong = fmt(tmp_path)
    assert (code, said) == (2, "")
    assert wrong.startswith("rubric: there is no rubric/rubric.yaml here\n  help: ")


def test_what_cannot_be_written_is_left_and_said(project, clarity, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    code, _, wrong = fmt(project)
    assert code == 2
    assert "cannot be written: no space left on device" in wrong
    monkeypatch.undo()
    assert clarity.read_bytes() == MESSY.encode()
    assert sorted(one.name for one in clarity.parent.iterdir()) == ["clarity.yaml", "empathy.yaml"]


def test_other_folders(tmp_path):
    write(tmp_path, {f"qa-{path}": text for path, text in a_repository().items()})
    folders = ("--rubric", "qa-rubric", "--decisions", "qa-decisions", "--scores", "qa-scores")
    assert "of 6." in fmt("--check", *folders, tmp_path)[1]


def test_a_link_out_of_the_project_is_not_followed(project, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_bytes(MESSY.encode())
    (project / "rubric/criteria/other.yaml").symlink_to(outside)
    code, _, wrong = fmt(project)
    assert code == 1
    assert "rubric/criteria/other.yaml: this is a link that leads out of the project" in wrong
    assert outside.read_bytes() == MESSY.encode()
