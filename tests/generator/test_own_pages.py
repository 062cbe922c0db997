"""What the reading path says of a team's own pages."""

import pytest
from mkdocs.utils.meta import get_data

from mkdocs_rubric.generator.own_pages import OwnPages
from sites import write

PAGE = "# Your first week {: #week }\n\nRead.\n"


def titled(root, text):
    return OwnPages(write(root, {"a.md": text}))("a.md").title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (PAGE, "Your first week"),
        (f"---\ntitle: Week one\n---\n{PAGE}", "Week one"),
        (f"\ufeff---\ntags: [x]\n...\n\n{PAGE}", "Your first week"),
        (f"---\ntitle: [\n---\n{PAGE}", "Your first week"),
        ("No heading\n", ""),
    ],
)
def test_a_page_is_called_as_it_calls_itself(tmp_path, text, title):
    assert titled(tmp_path, text) == title


@pytest.mark.parametrize(
    "text", [PAGE, f"---\ntitle: x\n---\n\n\n{PAGE}", f"---\n- x\n---\n{PAGE}", "---\nno end\n"]
)
def test_its_text_is_what_mkdocs_takes_for_its_text(tmp_path, text):
    alone = OwnPages(write(tmp_path, {"a.md": text, "b.md": get_data(text)[0]}))
    assert alone("a.md").sections == alone("b.md").sections


def test_what_is_not_there_or_outside_is_no_page(tmp_path):
    pages = OwnPages(write(tmp_path, {"docs/a.md": PAGE, "b.md": PAGE}) / "docs")
    assert pages("gone.md") is None
    assert pages("../b.md") is None
