"""Files made by accident, by another program, or on purpose: a clear message, soon, and no more.

They are made here because git, or somebody's system, could not hold them.
"""

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import FILES, a_tree, findings
from mkdocs_rubric.diagnostics import formats
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.load import FolderTree, Layout
from mkdocs_rubric.site import load_and_check

CLARITY = "rubric/criteria/clarity.yaml"
SOON = 5  # seconds, on a slow machine; unbounded work takes minutes


@pytest.fixture(autouse=True)
def soon():
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < SOON


@pytest.fixture
def folder(tmp_path):
    for path, content in a_tree().files.items():
        file = tmp_path / "project" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return tmp_path / "project"


def on_disk(folder, layout=None):
    found = load_and_check(FolderTree(folder), layout).found
    return [f"{one.where} {one.code} {one.message}" for one in found]


def test_a_file_name_that_is_not_utf_8_is_told_and_not_read(folder):
    name = os.fsencode(folder / "rubric/criteria") + b"/warm\xff.yaml"
    try:
        with open(name, "wb") as file:  # noqa: PTH123 - a path cannot hold it
            file.write(b"title: Warmth")
    except OSError:
        pytest.skip("this system has no such names")
    (found,) = on_disk(folder)
    assert found.startswith("rubric/criteria/warm\N{REPLACEMENT CHARACTER}.yaml:1:1 R012")


def test_a_link_out_of_the_project_is_not_followed(folder, tmp_path):
    (tmp_path / "secret.yaml").write_text("title: secret")
    (folder / CLARITY).symlink_to(tmp_path / "secret.yaml")
    assert on_disk(folder) == [f"{CLARITY}:1:1 R001 this is a link that leads out of the project"]


def test_a_folder_that_is_a_link_out_of_the_project_is_not_followed(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/2026-01-01-x.md").write_text("secret")
    (folder / "decisions").symlink_to(tmp_path / "elsewhere")
    assert on_disk(folder) == ["decisions:1:1 R001 this is a link that leads out of the project"]


@pytest.mark.parametrize("target", ["../shared/empathy.yaml", "../../decisions/e.yaml"])
def test_a_link_to_another_file_of_the_data_is_fine(folder, target):
    link = folder / "rubric/criteria/empathy.yaml"
    there = link.parent / target
    there.parent.mkdir(exist_ok=True)
    link.rename(there)
    link.symlink_to(target)
    assert [one for one in on_disk(folder) if " R017 " not in one] == []


@pytest.mark.parametrize(
    ("secret", "link"),
    [
        (".env", "../../.env"),
        (".git/config", "../../.git/config"),
        ("notes/private.md", "../../notes/private.md"),
        ("scores/.secret/key.md", "../.secret/key.md"),
    ],
)
def test_a_link_to_what_else_the_repository_holds_is_not_followed(folder, secret, link):
    (folder / secret).parent.mkdir(parents=True, exist_ok=True)
    (folder / secret).write_text("password: 1")
    (folder / "scores/s1").mkdir(parents=True)
    (folder / "scores/s1/session.yaml").write_text(
        "date: 2026-01-31\nconversations: [{id: C-1, transcript: t.md}]\n"
    )
    (folder / "scores/s1/t.md").symlink_to(link)
    checked = load_and_check(FolderTree(folder))
    (said,) = [one for one in checked.found if one.code == "R001"]
    assert f"{said.where} {said.message}" == (
        f"scores/s1/t.md:1:1 this is a link to {secret}, which is not the rubric's"
    )
    assert checked.project.sessions["s1"].transcripts == {}
    assert checked.source_line("scores/s1/t.md", 1) is None


def test_a_folder_inside_a_folder_of_data_may_not_lead_elsewhere_either(folder):
    (folder / "private").mkdir()
    (folder / "private/session.yaml").write_text("date: 2026-01-31")
    (folder / "scores").mkdir(exist_ok=True)
    (folder / "scores/s9").symlink_to("../private")
    assert on_disk(folder)[0].startswith("scores/s9:1:1 R001 this is a link to private, which")


def test_a_folder_of_data_may_be_a_link_within_the_project(folder):
    (folder / "standards").mkdir()
    (folder / "rubric").rename(folder / "standards/rubric")
    (folder / "rubric").symlink_to("standards/rubric")
    assert on_disk(folder) == []


def test_a_rubric_that_is_a_link_out_of_the_project_is_named_as_such(folder, tmp_path):
    (folder / "rubric").rename(tmp_path / "elsewhere")
    (folder / "rubric").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RubricError, match="rubric cannot be read: this is a link that leads out"):
        on_disk(folder)


def test_a_link_to_nothing_and_a_link_to_itself(folder):
    (folder / CLARITY).symlink_to("gone.yaml")
    (folder / "rubric/criteria/loop.yaml").symlink_to("loop.yaml")
    assert [one.split(" ", 2)[2] for one in on_disk(folder)] == [
        "the link leads nowhere",
        "it cannot be read: the path cannot be followed",
    ]


def test_a_folder_instead_of_a_file(folder):
    (folder / CLARITY).mkdir()
    (folder / "rubric/criteria/more").mkdir()
    assert on_disk(folder) == [
        f"{CLARITY}:1:1 R001 a file was expected here, and this is a folder",
        "rubric/criteria/more:1:1 R017 folders in here are not read",
    ]


def test_a_file_instead_of_a_folder(folder):
    (folder / "decisions").write_text("none yet")
    assert on_disk(folder) == ["decisions:1:1 R001 a folder was expected here, and this is a file"]


def test_a_pipe_instead_of_a_file_is_not_waited_for(folder):
    os.mkfifo(folder / CLARITY)
    assert on_disk(folder) == [
        f"{CLARITY}:1:1 R001 a file was expected here, and this is not a regular file"
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_nobody_may_read(folder):
    (folder / CLARITY).touch(mode=0)
    assert on_disk(folder) == [f"{CLARITY}:1:1 R001 it cannot be read: permission denied"]


@pytest.mark.parametrize("outside", ["..", "../other", "/etc", "rubric/../..", ""])
def test_a_folder_outside_the_project_is_refused(folder, outside):
    with pytest.raises(RubricError, match="is not inside the project"):
        on_disk(folder, Layout(decisions=outside))


def test_folders_may_be_written_in_other_ways(folder):
    assert on_disk(folder, Layout("./rubric/", "decisions\\2026", "scores")) == []


def test_a_folder_without_a_rubric_cannot_be_used(tmp_path):
    with pytest.raises(RubricError, match=r"there is no rubric/rubric\.yaml here"):
        on_disk(tmp_path)


def test_nothing_but_a_rubric_is_fine():
    (only,) = findings({"rubric/criteria/empathy.yaml": None})
    assert only.startswith('rubric/rubric.yaml:7:58 R203 there is no criterion "empathy"')


def test_ten_megabytes_in_one_value():
    (one,) = findings({CLARITY: b"title: " + b"x" * 10_000_000})
    assert one == f"{CLARITY}:1:1 R001 the file is larger than 2 MB and was not read"


def test_a_value_just_below_the_limit_is_cut_where_it_is_shown():
    checked = load_and_check(a_tree({CLARITY: "title: " + "x" * 2_000_000}))
    text = formats.as_text(checked.found, checked.source_line, files=3)
    assert '"title" is longer than 400 characters' in text
    assert max(map(len, text.split("\n"))) < 300


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a: " + "{b: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "\n".join(" " * depth + "a:" for depth in range(1200)),
    ],
    ids=["lists", "mappings", "dashes", "keys", "indented"],
)
def test_a_hundred_thousand_levels_of_nesting(text):
    (one,) = findings({CLARITY: text})
    assert one.split(" ", 1)[1] == "R007 the YAML is nested more than 40 levels deep"


def test_aliases_that_multiply():
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))
    (one,) = findings({CLARITY: f"a0: &a0 [x, x, x, x, x, x, x, x, x]\n{levels}\n"})
    assert one == f"{CLARITY}:6:10 R007 the file unfolds to more than 100,000 values"


def test_aliases_that_nest():
    levels = "\n".join(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 5000))
    (one,) = findings({CLARITY: f"a0: &a0 [x]\n{levels}\n"})
    assert one == f"{CLARITY}:40:12 R007 the YAML is nested more than 40 levels deep"


def test_a_hundred_thousand_values():
    (one,) = findings({CLARITY: "tags: [" + "a, " * 100_001 + "a]"})
    assert one.endswith("R007 the file unfolds to more than 100,000 values")


def test_ten_thousand_wrong_keys_are_not_ten_thousand_findings():
    text = a_tree().files["rubric/criteria/empathy.yaml"].decode()
    assert len(findings(empathy=text + "".join(f"x{number}: 1\n" for number in range(9999)))) == 100


def test_latin_1_and_utf_16():
    assert findings({CLARITY: "title: A\r\nquestion: Très ?".encode("latin-1")}) == [
        f"{CLARITY}:2:13 R003 the byte E8 is not UTF-8 text"
    ]
    assert findings({CLARITY: "title: A".encode("utf-16")}) == [
        f"{CLARITY}:1:1 R003 the file is UTF-16"
    ]


def test_invisible_characters_are_said_and_left_out():
    text = "\ufefftags:\n  - Cla\x00rity\u2028\n  - b\x85c\n  - d\ufeff\n"
    assert [one for one in findings({CLARITY: text}) if " R004 " in one] == [
        f"{CLARITY}:2:8 R004 there is an invisible control character (U+0000) here",
        f"{CLARITY}:3:6 R004 there is an invisible control character (U+0085) here",
        f"{CLARITY}:4:6 R004 there is an invisible control character (U+FEFF) here",
    ]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing():
    text = a_tree().files["rubric/criteria/empathy.yaml"].decode()
    strange = "\ufeff" + (text + "weigth: 3\n").replace("\n", "\r\n")
    (one,) = findings({"rubric/criteria/empathy.yaml": strange.encode()})
    assert one == 'rubric/criteria/empathy.yaml:8:1 R104 unknown key "weigth"'
    assert findings({"rubric/criteria/empathy.yaml": text.replace("\n", "\r").encode()}) == []


def test_names_equal_but_for_case():
    files = {"rubric/criteria/Empathy.yaml": FILES["rubric/criteria/empathy.yaml"]}
    files |= {"scores/2026-03/session.yaml": "date: 2026-03-10\nreviewers: [ana]\n"}
    files |= {
        f"scores/2026-03/{name}.csv": "conversation,criterion,score\n" for name in ("ana", "Ana")
    }
    assert [one.split(" R")[0] for one in findings(files) if " R013 " in one] == [
        "rubric/criteria/empathy.yaml:1:1",
        "scores/2026-03/ana.csv:1:1",
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("con.yaml", '"con" is a device name on Windows, where no file can be called that'),
        ("COM1.yaml", '"COM1" is a device name on Windows, where no file can be called that'),
        (
            "Active Listening.yaml",
            '"Active Listening" is not an id: lower-case letters, digits and',
        ),
        ("a--b.yaml", '"a--b" is not an id'),
        ("übung.yaml", '"übung" is not an id'),
        (f"{'a' * 81}.yaml", f'"{"a" * 80}" is not an id'),
        ("clarity.yaml.txt", "files here end in .yaml; this one is not read"),
    ],
)
def test_a_name_that_cannot_be_an_id(name, message):
    (one,) = findings({f"rubric/criteria/{name}": FILES["rubric/criteria/empathy.yaml"]})
    assert one.split(" ", 2 + name.count(" "))[-1].startswith(message)


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd.md", "..\\secret.md", "/etc/passwd", "ana.csv"]
)
def test_a_transcript_is_a_file_beside_its_session(name):
    session = f"date: 2026-03-10\nconversations:\n  - id: C-1\n    transcript: '{name}'\n"
    found = findings({"scores/2026-03/ana.csv": "conversation,criterion,score\n"}, session=session)
    assert found[0].startswith("scores/2026-03/session.yaml:4:17 R001 the transcript")


def test_two_conversations_may_share_a_transcript_and_its_mistakes_are_said_once():
    session = """\
        date: 2026-03-10
        conversations:
          - {id: C-1, transcript: both.md}
          - {id: C-2, transcript: both.md}
        """
    assert findings({"scores/2026-03/both.md": b"\xff"}, session=session) == [
        "scores/2026-03/both.md:1:1 R003 the byte FF is not UTF-8 text"
    ]


def test_reviewers_with_names_a_spreadsheet_would_run():
    session = 'date: 2026-03-10\nreviewers: ["=cmd()", "张伟", "42"]\nconversations: [{id: C-1}]\n'
    sheet = "conversation,criterion,score\nC-1,empathy,2\n"
    files = {f"scores/2026-03/{name}.csv": sheet for name in ("=cmd()", "张伟", "42")}
    assert findings(files, session=session) == []


PIECES = [
    *("- ", ": ", "\n", "  ", "[", "]", "{", "}", "'", '"', "*a", "&a ", "!x ", "null", "true"),
    *("2026-02-30", "3.10", "1", "-1", ",", "|\n", ">-\n", "#", "---\n", "\t", "\x00", "\u2028"),
    *("\r\n", "levels:", "id: x\n", "? ", "%", "@", "<<: ", "NA", "9" * 40, "\ud7ff", "👩‍💻"),
]
SESSION = """\
date: 2026-03-10
reviewers: [ana]
conversations: [{id: C-1, transcript: C-1.md}]
settled: [{conversation: C-1, criterion: empathy, decision: 2026-03-10-tone}]
"""
DECISION = """\
---
title: Tone
status: accepted
date: 2026-03-10
criteria: [empathy]
supersedes: [2026-01-01-old]
---
Text.
"""
WHOLE = {
    **a_tree(session=SESSION, decision=DECISION).files,
    "scores/2026-03/ana.csv": b"conversation,criterion,score,note\nC-1,empathy,2,late\n",
    "scores/2026-03/C-1.md": b"Call me.\n",
}
EDIT = st.tuples(
    st.sampled_from(sorted(WHOLE)),
    st.floats(0, 1),
    st.integers(0, 12),
    st.one_of(st.sampled_from(PIECES).map(str.encode), st.binary(max_size=4)),
)


@settings(max_examples=400)
@given(st.lists(EDIT, min_size=1, max_size=6))
def test_no_malformed_file_is_a_traceback_and_every_finding_is_in_its_file(edits):
    files = dict(WHOLE)
    for path, where, removed, added in edits:
        at = int(where * len(files[path]))
        files[path] = files[path][:at] + added + files[path][at + removed :]
    checked = load_and_check(a_tree(files))
    formats.as_text(checked.found, checked.source_line, files=len(checked.project.files))
    formats.as_json(checked.found)
    for one in checked.found:
        assert one.message
        text = files.get(one.where.path, b"").decode(errors="replace")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= one.where.line <= len(lines)
        assert 1 <= one.where.column <= len(lines[one.where.line - 1]) + 1
