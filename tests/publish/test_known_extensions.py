"""A site's own Markdown extensions, as far as what the finder lists can be read with them."""

import pytest
from markdown import Markdown

from mkdocs_rubric.publish.known_extensions import known
from mkdocs_rubric.publish.site_file import site_file
from sites import write


def named(root, text):
    return site_file(write(root, {"mkdocs.yml": f"markdown_extensions:\n{text}"})).extensions()


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("  - admonition\n", {"admonition": {}}),
        ("  - markdown.extensions.tables\n", {"markdown.extensions.tables": {}}),
        ("  admonition: {}\n  toc: {title: Here}\n", {"admonition": {}, "toc": {"title": "Here"}}),
        ("  - the_teams.own\n  - os\n", {}),
        ("  - pymdownx.snippets: {base_path: /etc}\n", {}),
        ("  - pymdownx.gone\n", {}),
        ("  - toc: {slugify: !!python/name:os.system , title: x}\n", {"toc": {"title": "x"}}),
        ("  - toc: {slugify: !!python/object/apply:os.system [x]}\n", {"toc": {}}),
        ("  - toc: {slugify: !!python/name:markdown.gone.x }\n", {"toc": {}}),
    ],
)  # fmt: skip
def test_known_are_those_that_every_generator_has(tmp_path, written, found):
    assert known(named(tmp_path, written)) == found


@pytest.mark.parametrize(
    ("slugify", "anchor"),
    [
        ("!!python/name:markdown.extensions.toc.slugify_unicode ", "über-uns"),
        ("!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}", "über-uns"),
    ],
)
def test_headings_have_the_places_that_a_team_gives_them(tmp_path, slugify, anchor):
    extensions = known(named(tmp_path, f"  - toc: {{slugify: {slugify}}}\n"))
    made = Markdown(extensions=list(extensions), extension_configs=extensions)
    assert f'id="{anchor}"' in made.convert("# Über uns")
