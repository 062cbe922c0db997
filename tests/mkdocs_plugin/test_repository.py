"""Addresses of the host's pages, from what mkdocs.yml says."""

import pytest
from mkdocs.config import load_config

from mkdocs_rubric.mkdocs_plugin.repository import repository


@pytest.mark.parametrize(
    ("config", "filled", "empty"),
    [
        (
            "repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n",
            "https://github.com/o/r/new/main/scores/s%201?filename={name}&value={text}",
            "https://github.com/o/r/new/main/scores/s%201?filename={name}",
        ),
        (
            "repo_url: https://gitlab.com/g/p\nedit_uri: -/edit/dev/qa/docs/\n",
            "",
            "https://gitlab.com/g/p/-/new/dev/qa/scores/s%201?file_name={name}",
        ),
        ("repo_url: https://git.example/o/r\nedit_uri: edit/main/docs/\n", "", ""),
        ("", "", ""),
    ],
)
def test_forms_for_a_new_file_in_a_folder(tmp_path, config, filled, empty):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Test\n{config}", encoding="utf-8")
    found = repository(load_config(config_file=str(tmp_path / "mkdocs.yml")), tmp_path)
    assert found.forms_in("scores/s 1") == (filled, empty)
