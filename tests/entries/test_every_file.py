"""What holds for every file and every change: only the lines change that have to."""

import datetime as dt
from collections import Counter
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path

import ruamel.yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from edit.yaml_texts import any_text, documents, safe_text
from mkdocs_rubric.edit import kind_of
from mkdocs_rubric.edit.comments import Comments
from mkdocs_rubric.entries import NotEditableError, YamlFile, same
from mkdocs_rubric.load import Layout
from mkdocs_rubric.model import Criterion
from sites import a_repository

ROOT = Path(__file__).parents[2]
SETTINGS = settings(max_examples=40, suppress_health_check=list(HealthCheck))

scalars = (
    st.sampled_from([1, 2.5, True, None, dt.date(2026, 1, 2), "", "no", "3.1", "2026-01-02", "- a"])
    | any_text
    | safe_text
    | st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029")
    )
    | st.lists(any_text, min_size=2, max_size=3).map("\n".join)
)
entries = (
    scalars
    | st.lists(scalars, max_size=3)
    | st.dictionaries(
        st.sampled_from(["id", "text", "why", "tags", 5]),
        scalars | st.lists(scalars, max_size=3) | st.dictionaries(st.just("a"), scalars),
        max_size=4,
    )
)


@st.composite
def files(draw):
    """A file with its comments: with any ends of lines, with or without front matter."""
    text, comments = draw(documents())
    path = draw(st.sampled_from(["x.yaml", "x.md"]))
    if path == "x.md":
        text = f"---\n{text.rstrip(chr(10))}\n---\n## Situation\n\nweight: 2 # no comment\n"
    content = text.encode()
    if draw(st.booleans()):
        content = content.replace(b"\n", b"\r\n")
    if draw(st.booleans()):
        content = b"\xef\xbb\xbf" + content
    return YamlFile(path, content, Criterion), comments


def paths(value, keys=()):
    """Every path in a value."""
    if keys:
        yield keys
    if isinstance(value, dict | tuple):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from paths(value[key], (*keys, key))


def a_path(data, file, kind=object):
    found = [keys for keys in paths(file.value) if isinstance(at(file.value, keys), kind)]
    assume(found)
    return data.draw(st.sampled_from(found))


def at(value, keys):
    for key in keys:
        value = value[key]
    return value


def lines_changed(before, after):
    """How many lines went and came, and whether it is all in one place."""
    old, new = (file.content.splitlines(keepends=True) for file in (before, after))
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    return sum(step[2] - step[1] for step in changed), sum(step[4] - step[3] for step in changed)


def yaml_of(file):
    text = file.content.removeprefix(b"\xef\xbb\xbf").decode().replace("\r\n", "\n")
    return text.split("\n---\n")[0].removeprefix("---\n") + "\n" if file.path == "x.md" else text


def plain(value):
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    return tuple(map(plain, value)) if isinstance(value, list | tuple) else value


def comments_of(file):
    return Counter(comment.text for comment in Comments(yaml_of(file)).found)


@SETTINGS
@given(files(), st.data(), entries)
def test_a_value_is_replaced_and_the_comments_around_it_stay(made, data, value):
    file, comments = made
    keys = a_path(data, file)
    after = file.set(*keys, to=value)
    assert same(at(after.value, keys), plain(value))
    if not isinstance(at(file.value, keys), dict | tuple):
        assert comments_of(after) == Counter(comments)


@SETTINGS
@given(files(), st.data(), entries)
def test_a_new_key_changes_no_line_but_its_own(made, data, value):
    file, comments = made
    keys = (*data.draw(st.sampled_from([(), a_path(data, file, dict)])), "guidance")
    assume("guidance" not in at(file.value, keys[:-1]))
    after = file.set(*keys, to=value)
    assert same(at(after.value, keys), plain(value))
    assert comments_of(after) == Counter(comments)
    gone, _ = lines_changed(file, after)
    assert gone <= 2  # the line of a brace; the header of a text at the very end


@SETTINGS
@given(files(), st.data(), entries)
def test_a_new_entry_of_a_list_changes_no_line_but_its_own(made, data, value):
    file, comments = made
    keys = a_path(data, file, tuple)
    after = file.append(*keys, entry=value)
    assert same(at(after.value, keys), (*at(file.value, keys), plain(value)))
    assert comments_of(after) == Counter(comments)
    gone, _ = lines_changed(file, after)
    assert gone <= 2


@SETTINGS
@given(files(), st.data())
def test_what_is_taken_out_is_gone_and_nothing_comes(made, data):
    file, comments = made
    keys = a_path(data, file)
    assume(len(keys) > 1 or len(file.value) > 1)
    before, parent = at(file.value, keys), at(file.value, keys[:-1])
    after = file.remove(*keys)
    rest = at(after.value, keys[:-1])
    assert len(rest) == len(parent) - 1
    assert all(same(entry, before) or entry in plain(list(parent)) for entry in rest)
    assert not comments_of(after) - Counter(comments)
    _, came = lines_changed(file, after)
    assert came <= 2


@SETTINGS
@given(files(), st.data(), scalars.filter(lambda value: isinstance(value, str) and value))
def test_a_key_gets_another_name_on_its_line(made, data, name):
    file, comments = made
    keys = a_path(data, file)
    assume(not isinstance(keys[-1], int) and name not in at(file.value, keys[:-1]))
    after = file.rename_key(*keys, to=name)
    assert same(at(after.value, (*keys[:-1], name)), at(file.value, keys))
    assert comments_of(after) == Counter(comments)
    assert lines_changed(file, after) in [(1, 1), (0, 0)]


@SETTINGS
@given(files(), st.data(), entries)
def test_another_reader_sees_the_same(made, data, value):
    file, _ = made
    keys = a_path(data, file, tuple)
    reader = ruamel.yaml.YAML(typ="safe", pure=True)
    before = reader.load(yaml_of(file))
    at(before, keys).append(value)
    after = reader.load(yaml_of(file.append(*keys, entry=value)))
    assert same(plain(after), plain(before))


@SETTINGS
@given(files(), st.data(), entries)
def test_one_change_and_its_opposite_give_the_file_back(made, data, value):
    file, _ = made
    keys = a_path(data, file, tuple)
    assume(at(file.value, keys))
    after = file.append(*keys, entry=value)
    back = after.remove(*keys, len(at(file.value, keys)))
    assert same(back.value, file.value)
    assert comments_of(back) == comments_of(file)


STRAY = st.sampled_from(
    [b"#", b"\n", b"  ", b"- ", b": ", b'"', b"[", b"}", b"|+\n", b"? ", b"\t", b"&a ", b"*a",
     b"!x ", b"---\n", b"\r", b"\xc2\x85", b"\xef\xbb\xbf", b"\x00", b"\xff", b"\n # c\n",
     b"<<: *a\n"]
)  # fmt: skip


@SETTINGS
@given(
    st.sampled_from([path for path in sorted(a_repository()) if not path.endswith(".csv")]),
    st.lists(st.tuples(st.integers(0, 999), STRAY)),
    st.data(),
    entries,
)
def test_whatever_is_in_a_file_it_is_changed_as_asked_or_refused(path, strays, data, value):
    content = a_repository()[path].encode()
    for place, stray in strays:
        content = content[:place] + stray + content[place:]
    file = YamlFile(path, content, kind_of(path, Layout()) or Criterion)
    try:
        keys = data.draw(st.sampled_from([("own",), *paths(file.value)]))
        for change in (
            lambda: file.set(*keys, to=value),
            lambda: file.append(*keys, entry=value),
            lambda: file.remove(*keys),
            lambda: file.rename_key(*keys, to="own-2"),
        ):
            with suppress(NotEditableError):
                assert change().content.endswith(content[-1:] if path.endswith(".md") else b"")
    except NotEditableError:
        pass
