"""A page's front matter and its text, as MkDocs tells them apart."""

import pytest
from mkdocs.utils.meta import get_data

from mkdocs_rubric.generator.front_matter import front, read

PAGES = [
    "# A\n",
    "---\ntitle: A\n---\n# A\n",
    "---  \ntitle: A\n...\n\n# A\n",
    "---\na rule, and no end\n",
    "---\n\n# Between two rules\n\n---\n\nmore\n",
    "---\ntitle: [\n---\n# Broken\n",
    "---\n- a list\n---\n# A\n",
]


@pytest.mark.parametrize("page", PAGES)
def test_what_is_text_and_what_is_said_about_it_is_what_mkdocs_takes_it_for(page):
    head, body, about = read(page)
    text, data = get_data(page)
    assert head + body == page
    assert (body.lstrip("\n"), about) == (text.lstrip("\n"), data)


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_lost_where_only_the_marks_count(page):
    assert "".join(front(page)) == page
