"""The manual says what the program says: its reference is made of the program itself."""

import re
from pathlib import Path

import pytest

from manual import commands, options, pages
from mkdocs_rubric.cli import main
from mkdocs_rubric.mkdocs_plugin.config import RubricConfig

MANUAL = Path(__file__).parents[1] / "site_src/manual"


@pytest.mark.parametrize("name", pages())
def test_a_page_of_the_reference_is_up_to_date(name, request):
    if request.config.getoption("--update-snapshots"):
        (MANUAL / name).write_text(pages()[name], encoding="utf-8")
    assert (MANUAL / name).read_text(encoding="utf-8") == pages()[name], (
        "run: pytest --update-snapshots tests/test_manual.py"
    )


def test_every_command_and_every_option_is_in_it():
    for name in main.commands:
        assert f"\n## rubric {name}\n" in commands()
    for name, _ in RubricConfig._schema:
        assert f"{{#{name}}}" in options()


def test_commands_that_are_named_exist():
    for path in MANUAL.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"^rubric ([a-z]+)|`rubric ([a-z]+)", text, re.MULTILINE):
            assert (name[0] or name[1]) in main.commands, (path.name, name)
