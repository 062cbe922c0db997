"""Folders to a project: what is read, what is told, what is read again."""

import datetime as dt

from factories import FILES, a_tree, findings, loaded
from mkdocs_rubric.load import DictTree, FilesAsRead, Layout, load_project

SESSION = """\
    date: 2026-03-10
    reviewers: [ana]
    conversations: [{id: C-1, transcript: C-1.md}]
    """
SHEET = "conversation,criterion,score\nC-1,empathy,2\n"
DECISION = """\
    ---
    title: Tone
    status: accepted
    date: {}
    criteria: [empathy]
    ---
    Text.
    """


class CountingTree(DictTree):
    """Remembers what was read."""

    def __init__(self, files):
        super().__init__(files)
        self.reads = []

    def read(self, path, limit=2**21):
        self.reads.append(path)
        return super().read(path, limit)


def test_everything_a_team_commits_becomes_one_project():
    project = loaded(
        {
            "decisions/2026-03-10-tone.md": DECISION.format("2026-03-10"),
            "decisions/2026-01-05-first.md": DECISION.format("2026-01-05"),
            "decisions/README.md": "About.",
            "scores/README.md": "About.",
            "scores/2026-03/README.md": "About.",
            "scores/2026-03/C-1.md": "Hello.",
            "scores/2026-03/consensus.csv": SHEET,
        },
        session=SESSION,
        ana=SHEET,
    ).project
    assert list(project.rubric.criteria) == ["empathy"]
    assert list(project.decisions) == ["2026-01-05-first", "2026-03-10-tone"], "oldest first"
    assert project.decisions["2026-03-10-tone"].body == "Text.\n"
    held = project.sessions["2026-03"]
    assert held.session.date == dt.date(2026, 3, 10)
    assert [sheet.path for sheet in held.sheets] == ["scores/2026-03/ana.csv"]
    assert held.consensus.cells == (2,)
    assert held.transcripts == {"C-1.md": "Hello."}
    assert not any("README" in path for path in project.files)


def test_what_nobody_reads_is_told():
    found = findings(
        {
            "rubric/criteria/notes.txt": "x",
            "rubric/tone.yaml": "x",
            "decisions/2026-03-10-tone.txt": "x",
            "decisions/2026/x.md": "x",
            "scores/ana.csv": SHEET,
            "scores/2026-02/ana.csv": SHEET,
            "scores/2026-03/C-1.md": "Hello.",
            "scores/2026-03/C-9.md": "Hello.",
            "scores/2026-03/ben.xlsx": "x",
        },
        session=SESSION,
        ana=SHEET,
    )
    assert [one for one in found if " R017 " not in one] == []
    assert [one.split(" R017 ")[0].removesuffix(":1:1") for one in found] == [
        "decisions/2026",
        "decisions/2026-03-10-tone.txt",
        "rubric/criteria/notes.txt",
        "rubric/tone.yaml",
        "scores/2026-02",
        "scores/2026-03/C-9.md",
        "scores/2026-03/ben.xlsx",
        "scores/ana.csv",
    ]


def test_hidden_files_are_nobodys_business():
    assert findings({"rubric/criteria/.swp.yaml": "x", "scores/.cache/x": "x"}) == []


def test_folders_may_have_other_names():
    files = {f"quality/standard/{p.removeprefix('rubric/')}": t for p, t in a_tree().files.items()}
    project = load_project(DictTree(files), Layout("quality/standard", "quality/adr")).project
    assert list(project.rubric.criteria) == ["empathy"]


def test_a_criterion_that_cannot_be_used_is_broken_and_not_unknown():
    result = loaded(empathy="title: [\n")
    assert [(one.kind, one.id) for one in result.project.broken] == [("criterion", "empathy")]
    assert len(findings(empathy="title: [\n")) == 1


def test_a_rubric_that_cannot_be_used_hides_no_mistake_of_the_criteria():
    found = findings(rubric="title: [\n", empathy="titel: Empathy\n")
    assert [one.split()[1] for one in found] == ["R101", "R101", "R101", "R104", "R006"]


def test_a_line_of_a_file_can_be_shown():
    result = loaded({"scores/2026-03/C-1.md": b"\xff"}, session=SESSION)
    assert result.source_line("rubric/rubric.yaml", 2) == 'version: "1.0"'
    for path, line in (("rubric/rubric.yaml", 99), ("nowhere.md", 1), ("scores/2026-03/C-1.md", 1)):
        assert result.source_line(path, line) is None


def test_only_what_changed_is_read_again():
    as_read, files = FilesAsRead(), a_tree(session=SESSION, ana=SHEET).files
    first = CountingTree(files)
    before = load_project(first, as_read=as_read)
    assert sorted(first.reads) == sorted(files)

    again = CountingTree(files | {"scores/2026-03/ana.csv": SHEET.replace("2", "3").encode()})
    after = load_project(again, as_read=as_read)
    assert again.reads == ["scores/2026-03/ana.csv"]
    assert after.project.sessions["2026-03"].sheets[0].cells == (3,)
    assert after.project.rubric == before.project.rubric
    assert [str(one.where) for one in after.found] == [str(one.where) for one in before.found]


def test_new_renamed_and_deleted_files_are_seen():
    as_read, files = FilesAsRead(), a_tree().files
    load_project(DictTree(files), as_read=as_read)
    text = files.pop("rubric/criteria/empathy.yaml")

    renamed = load_project(DictTree(files | {"rubric/criteria/care.yaml": text}), as_read=as_read)
    assert list(renamed.project.rubric.criteria) == ["care"]
    assert set(as_read.entries) == {"rubric/rubric.yaml", "rubric/criteria/care.yaml"}

    assert load_project(DictTree(files), as_read=as_read).project.rubric.criteria == {}


def test_a_broken_file_is_told_each_time_until_it_is_mended():
    as_read, files = FilesAsRead(), a_tree().files
    broken = files | {"rubric/criteria/empathy.yaml": b"title: [\n"}
    for _ in range(2):
        assert len(load_project(DictTree(broken), as_read=as_read).found) == 1
    mended = load_project(DictTree(files), as_read=as_read)
    assert (mended.found, mended.project.broken) == ([], ())


def test_places_are_found_again_from_the_cache():
    as_read, tree = FilesAsRead(), a_tree()
    for _ in range(2):
        project = load_project(tree, as_read=as_read).project
        assert project.locate("rubric/criteria/empathy.yaml", "levels", 2, key=True).line == 6
    assert project.locate("nowhere.yaml", "title").line == 1


def test_the_minimal_project_of_these_tests_is_valid():
    assert findings() == []
    assert set(FILES) == set(a_tree().files)
