"""A criterion's new name, everywhere and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_rubric import load_and_check
from mkdocs_rubric.edit import rename_criterion
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.load import DictTree, Layout
from mkdocs_rubric.patch.overlay import Overlay
from sites import CLARITY, EMPATHY, RUBRIC, a_decision, a_repository

SHEET = "conversation,criterion,score,note\n"


def renamed(files, old="empathy", new="care"):
    """The files afterwards, and only those that are different."""
    tree = DictTree(files)
    renaming = rename_criterion(tree, old, new)
    return {path: text and text.decode() for path, text in renaming.patch.files.items()}


def refusal(files, old="empathy", new="care"):
    with pytest.raises(RubricError) as caught:
        rename_criterion(DictTree(files), old, new)
    return str(caught.value)


def test_everything_that_names_it_follows_and_nothing_else_changes():
    files = a_repository(
        clarity=CLARITY.replace("scale: quality\n", "scale: quality\nsee_also: [empathy]\n")
    )
    after = renamed(files)
    assert after.pop("rubric/criteria/empathy.yaml") is None
    assert after == {
        "rubric/criteria/care.yaml": EMPATHY.replace("[compassion]", "[compassion, empathy]"),
        "rubric/criteria/clarity.yaml": CLARITY.replace(
            "scale: quality\n", "scale: quality\nsee_also: [care]\n"
        ),
        "rubric/rubric.yaml": RUBRIC.replace("[empathy, clarity]", "[care, clarity]"),
        "decisions/2026-01-15-old.md": files["decisions/2026-01-15-old.md"].replace(
            "[empathy]", "[care]"
        ),
        "decisions/2026-02-01-new.md": files["decisions/2026-02-01-new.md"].replace(
            "[empathy]", "[care]"
        ),
        "scores/s1/session.yaml": files["scores/s1/session.yaml"].replace(
            "criterion: empathy", "criterion: care"
        ),
        "scores/s1/anouk.csv": files["scores/s1/anouk.csv"].replace("empathy", "care"),
        "scores/s1/bram.csv": files["scores/s1/bram.csv"].replace("empathy", "care"),
    }


def test_the_result_has_the_same_findings_and_the_old_name_still_works():
    tree = DictTree(a_repository(anouk=SHEET + "C-1,empathy,9,\n"))
    before = load_and_check(tree)
    after = load_and_check(Overlay(tree, rename_criterion(tree, "empathy", "care").patch.files))
    assert [one.code for one in before.found]
    assert [one.code for one in after.found] == [one.code for one in before.found]
    assert after.project.rubric.by_name["empathy"].id == "care"


def test_a_sheet_keeps_every_other_byte():
    before = (
        b'\xef\xbb\xbfnote,"criterion",score,conversation\r\n'
        b'"empathy, ""said""\r\nempathy",empathy,2,C-1\r\n'
        b', "empathy",NA,C-1\r\n'
        b"empathy,clarity,2,C-1\r\n"
        b",,,\r\n\r\n"
        b"a; b, empathy ,3,C-1"
    )
    tree = DictTree(a_repository(anouk=None, bram=None) | {"scores/s1/anouk.csv": before})
    after = rename_criterion(tree, "empathy", "care").patch.files["scores/s1/anouk.csv"]
    assert after == (
        b'\xef\xbb\xbfnote,"criterion",score,conversation\r\n'
        b'"empathy, ""said""\r\nempathy",care,2,C-1\r\n'
        b', "care",NA,C-1\r\n'
        b"empathy,clarity,2,C-1\r\n"
        b",,,\r\n\r\n"
        b"a; b, care ,3,C-1"
    )


def test_yaml_keeps_every_other_byte():
    criterion = EMPATHY.replace("[compassion]", "[compassion]   # empathy since May")
    rubric = RUBRIC.replace(
        "[empathy, clarity]", "[\n    'empathy',   # empathy first\n    clarity]"
    )
    files = a_repository(empathy=criterion, rubric=rubric)
    crlf = {path: text.replace("\n", "\r\n") for path, text in files.items()}
    after = renamed(crlf)
    assert after["rubric/criteria/care.yaml"] == criterion.replace(
        "[compassion]", "[compassion, empathy]"
    ).replace("\n", "\r\n")
    assert after["rubric/rubric.yaml"] == rubric.replace("'empathy'", "'care'").replace(
        "\n", "\r\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("aliases: [compassion]\n", "aliases: [compassion, empathy]\n"),
        ('aliases: ["compassion" , ] # c\n', 'aliases: ["compassion", empathy , ] # c\n'),
        ("aliases: [ ]\n", "aliases: [empathy ]\n"),
        ("aliases:\n- compassion  # c\n", "aliases:\n- compassion  # c\n- empathy\n"),
        ("aliases:\n    -   a\n    -   b\n", "aliases:\n    -   a\n    -   b\n    -   empathy\n"),
        ("", "aliases: [empathy]\n"),
        ("# the tags\n# are few\n", "aliases: [empathy]\n# the tags\n# are few\n"),
    ],
)
def test_the_alias_is_added_in_the_style_of_the_file(before, after):
    files = a_repository(empathy=EMPATHY.replace("aliases: [compassion]\n", before))
    assert renamed(files)["rubric/criteria/care.yaml"] == EMPATHY.replace(
        "aliases: [compassion]\n", after
    )


def test_the_alias_stands_below_the_line_for_editors():
    text = EMPATHY.replace("aliases: [compassion]\n", "")
    first = text[text.index("tags:") : text.index("levels:")]
    text = "# yaml-language-server: $schema=x\n" + first + text.replace(first, "")
    after = renamed(a_repository(empathy=text))["rubric/criteria/care.yaml"]
    assert after == text.replace("tags:", "aliases: [empathy]\ntags:")


def test_a_criterion_in_braces_gets_its_alias_too():
    level = '{"description": "d", "examples": [{"text": "t"}]}'
    text = (
        '{"title": "Clarity", "question": "Clear?", "scale": "quality", '
        f'"levels": {{1: {level}, 2: {level}, 3: {level}}}}}\n'
    )
    after = renamed(a_repository(clarity=text), "clarity", "plainness")
    assert after["rubric/criteria/plainness.yaml"] == text.replace(
        '"levels"', 'aliases: [clarity], "levels"'
    )


def test_back_to_a_former_name_the_two_change_places():
    files = a_repository()
    there = {path: text for path, text in (files | renamed(files)).items() if text is not None}
    back = renamed(there, "care", "empathy")
    assert back["rubric/criteria/empathy.yaml"] == EMPATHY.replace(
        "[compassion]", "[compassion, care]"
    )
    assert back["rubric/rubric.yaml"] == RUBRIC


def test_rows_with_an_earlier_name_stay_as_they_are():
    sheet = SHEET + "C-1,compassion,3,\n"
    after = renamed(a_repository(anouk=sheet))
    assert "scores/s1/anouk.csv" not in after


def test_a_replaced_criterion_points_to_the_new_name():
    clarity = CLARITY + "retired: 2026-05-01\nreplaced_by: empathy\n"
    rubric = RUBRIC.replace("[empathy, clarity]", "[empathy]")
    after = renamed(a_repository(clarity=clarity, rubric=rubric))
    assert after["rubric/criteria/clarity.yaml"].endswith("replaced_by: care\n")


def test_links_to_the_file_follow():
    links = (
        "See [it](../rubric/criteria/empathy.yaml#hostile), `rubric/criteria/empathy.yaml`, "
        "[two](../rubric/criteria/./empathy.yaml).\n\n"
        "Not [that](../rubric/criteria/no-empathy.yaml), empathy.yaml, the word empathy,\n"
        "https://x.example/rubric/criteria/empathy.yaml or rubric/criteria/empathy.yaml.bak.\n"
    )
    files = a_repository(clarity=CLARITY.replace("title:", "# like empathy.yaml\ntitle:"))
    files["decisions/2026-01-15-old.md"] += links
    after = renamed(files)
    assert after["decisions/2026-01-15-old.md"].endswith(
        "See [it](../rubric/criteria/care.yaml#hostile), `rubric/criteria/care.yaml`, "
        "[two](../rubric/criteria/./care.yaml).\n\n" + links.split("\n\n")[1]
    )
    assert after["rubric/criteria/clarity.yaml"].startswith("# like care.yaml\n")


def test_a_silenced_finding_stays_silenced():
    empathy = EMPATHY.replace(", examples: [{text: As stated.}]", "")
    silence = (
        "checks:\n  silence:\n"
        "    - {code: R208, path: rubric/criteria/empathy.yaml, reason: Nobody gets it.}\n"
    )
    files = a_repository(empathy=empathy, rubric=RUBRIC + silence)
    assert not load_and_check(DictTree(files)).found
    assert "path: rubric/criteria/care.yaml" in renamed(files)["rubric/rubric.yaml"]


def test_it_stops_where_a_finding_would_appear():
    empathy = EMPATHY.replace(", examples: [{text: As stated.}]", "")
    silence = (
        "checks:\n  silence:\n"
        '    - {code: R208, path: "rubric/criteria/emp*", reason: Nobody gets it.}\n'
    )
    files = a_repository(empathy=empathy, rubric=RUBRIC + silence)
    assert refusal(files) == (
        "afterwards `rubric check` would find: rubric/criteria/care.yaml:11:3: "
        "level 1 has no example\n"
        "  help: nothing was changed; correct what leads to this, and rename again"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("empaty", "care", 'there is no criterion "empaty"\n  help: did you mean "empathy"?'),
        ("x", "care", 'there is no criterion "x"\n  help: there are: clarity, empathy'),
        ("compassion", "care", '"compassion" is an earlier id: the criterion is called "empathy"'),
        ("empathy", "empathy", 'the criterion is called "empathy" already\n'),
        ("empathy", "clarity", 'there is a criterion "clarity" already\n'),
        ("clarity", "compassion",
         '"compassion" is an earlier id of "empathy", and its links lead there\n'),
        ("empathy", "Care", '"Care" is not an id: lower-case letters'),
        ("empathy", "nul", '"nul" is a device name on Windows'),
        ("empathy", "../care", '"../care" is not an id'),
    ],
)  # fmt: skip
def test_names_that_cannot_be_are_refused(old, new, message):
    assert refusal(a_repository(), old, new).startswith(message)


@pytest.mark.parametrize("path", ["care.yml", "care.yaml", "Care.yaml", "care.txt"])
def test_no_file_is_overwritten(path):
    files = a_repository() | {f"rubric/criteria/{path}": "not: a criterion\n"}
    assert refusal(files).startswith(f"rubric/criteria/{path} is there already")


@pytest.mark.parametrize("text", ["title: [\n", f"{EMPATHY}own: 1\n"])
def test_a_criterion_with_mistakes_is_refused(text):
    assert refusal(a_repository(empathy=text)) == (
        'the file of "empathy" has mistakes that keep it from being read to its end\n'
        "  help: correct them first: `rubric check` shows them"
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("scores/s1/bram.csv", "conversation;criterion;score\nC-1;empathy;2;1\n"),
        ("scores/s1/bram.csv", SHEET + "C-1,empathy,two,\n"),
        ("decisions/2026-01-15-old.md", "---\ncriteria: [empathy]\n"),
        ("scores/s1/session.yaml", "date: soon\nsettled: [{criterion: empathy}]\n"),
    ],
)
def test_a_file_that_names_it_and_cannot_be_read_to_its_end_is_refused(path, text):
    assert refusal(a_repository() | {path: text}) == (
        f'{path} names "empathy", and has mistakes that keep it from being read to its end\n'
        "  help: correct them first: `rubric check` shows them"
    )


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("conversation;criterion;score\r\nC-1;empathy;2\r\n", "care;2"),
        ("sep=;\nconversation;criterion;score;note\nC-1;empathy;2;spät\n", "care;2;spät"),
        ("conversation\tcriterion\tscore\nC-1\tempathy\t2\n", "care\t2"),
        ("conversation,empathy,note\nC-1,2,empathy is a note\n", "conversation,care,note"),
        ("conversation,criterion,bram\nC-1,empathy,2\n", "C-1,care,2"),
        ("conversation,criterion,score\nC-1,Empathy,2\n", "C-1,Empathy,2"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_sheet_stays_as_the_spreadsheet_program_has_saved_it(text, after, encoding):
    files = a_repository() | {"scores/s1/bram.csv": text.encode(encoding)}
    files = rename_criterion(DictTree(files), "empathy", "care").patch.files
    content = files.get("scores/s1/bram.csv", text.encode(encoding))
    wanted = text.replace("empathy,2", "care,2").replace("empathy;2", "care;2")
    wanted = wanted.replace("empathy\t2", "care\t2").replace("conversation,empathy", after[:17])
    assert content == wanted.encode(encoding)
    assert after in wanted


def test_mistakes_elsewhere_do_not_matter():
    files = a_repository() | {"decisions/2026-01-15-old.md": "---\ncriteria: [empathy-2]\n"}
    assert "rubric/criteria/care.yaml" in renamed(files)


def test_a_file_that_is_no_text_at_all_does_not_matter_either():
    files = a_repository() | {"rubric/rubric.yaml": b"title: caf\xe9\n"}
    assert "rubric/rubric.yaml" not in renamed(files)


STRAY = st.sampled_from(
    [b"#", b"\n", b"  ", b"- ", b'"', b"[", b"}", b"\t", b"&a ", b"\r", b"\xc2\x85", b"\x00",
     b"\xff", b"empathy", b"empathy.yaml", b"aliases: []\n", b"aliases: &x [b]\n"]
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(sorted(a_repository())), st.integers(0, 500), STRAY)))
def test_whatever_is_in_the_files_only_names_change_or_nothing(strays):
    files = {path: text.encode() for path, text in a_repository().items()}
    for path, place, stray in strays:
        files[path] = files[path][:place] + stray + files[path][place:]
    try:
        renaming = rename_criterion(DictTree(files), "empathy", "care")
    except RubricError as error:
        said = str(error)
    else:
        said = ""
        for path, before in renaming.patch.before.items():
            after = renaming.patch.after.get(path)
            assert after is None or without_names(after) == without_names(before)
    assert "please report" not in said


def without_names(content):
    return content.replace(b"empathy", b"").replace(b"care", b"")


def test_a_name_that_is_not_written_plainly_is_refused():
    rubric = RUBRIC.replace("[empathy, clarity]", '["emp\\x61thy", clarity]')
    assert refusal(a_repository(rubric=rubric)).startswith(
        'rubric/rubric.yaml:10:58: "empathy" is not written here as a plain word'
    )


def test_the_ending_of_the_file_and_other_folders_are_kept():
    files = {
        f"qa-{path}".replace("empathy.yaml", "empathy.yml"): text
        for path, text in a_repository().items()
    }
    layout = Layout("qa-rubric", "qa-decisions", "qa-scores")
    renaming = rename_criterion(DictTree(files), "empathy", "care", layout)
    assert renaming.moved == ("qa-rubric/criteria/empathy.yml", "qa-rubric/criteria/care.yml")


def test_a_decision_lists_names_in_any_style():
    decision = a_decision().replace("criteria: [empathy]\n", 'criteria:\n  - "empathy"  # c\n')
    after = renamed(a_repository(**{"2026-02-01-new": decision}))
    assert '  - "care"  # c\n' in after["decisions/2026-02-01-new.md"]


def test_a_row_that_stands_twice_is_renamed_twice():
    twice = SHEET + "C-1,empathy,3,\nC-1,empathy,2,\n"
    assert renamed(a_repository(anouk=twice))["scores/s1/anouk.csv"] == twice.replace(
        "empathy", "care"
    )
