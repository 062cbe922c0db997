"""Which generator builds a site."""

import pytest

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.publish.site_file import site_file
from mkdocs_rubric.publish.which import chosen, not_run_by_zensical
from sites import write

PLAIN = {"mkdocs.yml": "plugins: [rubric]\n"}
SAID = {"mkdocs.yml": "plugins: [rubric: {generator: zensical}]\n"}
MOVED = {"zensical.toml": '[project]\nsite_name = "Q"\n'}
ALL = {"mkdocs", "properdocs", "zensical"}


@pytest.mark.parametrize(
    ("files", "asked", "there", "found"),
    [
        (PLAIN, None, ALL, "mkdocs"),
        (PLAIN, None, {"properdocs", "zensical"}, "properdocs"),
        (PLAIN, None, {"zensical"}, "zensical"),
        (PLAIN, "zensical", ALL, "zensical"),
        (SAID, None, ALL, "zensical"),
        (SAID, "mkdocs", ALL, "mkdocs"),
        (MOVED, None, ALL, "zensical"),
    ],
)
def test_what_is_asked_for_then_what_is_written_then_mkdocs(tmp_path, files, asked, there, found):
    file = site_file(write(tmp_path, files))
    assert chosen(file, asked, there.__contains__) == found


@pytest.mark.parametrize(
    ("files", "asked", "said"),
    [
        (PLAIN, "zensical", "Zensical is not installed"),
        (SAID, None, "Zensical is not installed"),
        (PLAIN, None, "MkDocs or ProperDocs or Zensical is not installed"),
    ],
)
def test_one_that_is_not_there_is_told_of(tmp_path, files, asked, said):
    with pytest.raises(RubricError, match=said):
        chosen(site_file(write(tmp_path, files)), asked, lambda _: False)


@pytest.mark.parametrize("asked", ["mkdocs", "properdocs"])
def test_a_file_that_a_generator_does_not_read_is_told_of(tmp_path, asked):
    file = site_file(write(tmp_path, MOVED))
    with pytest.raises(RubricError, match=r"does not read zensical\.toml"):
        chosen(file, asked, lambda _: True)


def test_plugins_that_zensical_leaves_out_are_named():
    pytest.importorskip("zensical", reason="ZENSICAL IS NOT INSTALLED: pip install zensical")
    plugins = ["search", "material/tags", "rubric", "git-authors", "macros"]
    assert not_run_by_zensical(plugins) == ["git-authors"]
