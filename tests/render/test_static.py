"""Each page has the scripts for what stands on it."""

import re
from importlib.resources import files

from mkdocs_rubric.render.static import ASSETS, STYLE, asset, scripts

SHIPPED = files("mkdocs_rubric.render").joinpath("assets")


def loaded(content):
    return re.findall(r'src="(.*?)"', scripts(content, lambda uri: uri.rpartition("/")[2]))


def test_a_page_without_anything_to_do_loads_nothing():
    assert scripts("# A title\n", str) == ""


def test_a_page_loads_what_its_parts_need_once_and_what_is_shared_first():
    content = '<p data-rubric-compare hidden></p><form data-rubric-as-of="x"></form>'
    assert loaded(content) == ["address.js", "levels.js", "day.js"]


def test_every_script_is_loaded_for_what_it_looks_for():
    for uri in ASSETS:
        signs = re.findall(r'querySelectorAll\("(?:a)?\[(data-rubric-[a-z-]+)\]"\)', asset(uri))
        for sign in signs:
            assert uri.rpartition("/")[2] in loaded(f"<p {sign}></p>"), f"{uri}: {sign}"


def test_all_that_is_shipped_is_served():
    scripts_ = {f"assets/rubric/{one.name}" for one in SHIPPED.iterdir() if one.is_file()}
    assert scripts_ == {uri for uri in ASSETS if uri.endswith(".js")}
    style = asset(STYLE)
    for one in SHIPPED.joinpath("style").iterdir():
        assert one.read_text(encoding="utf-8") in style


def test_a_page_loads_little_until_somebody_looks_for_something():
    later = {
        uri for uri in ASSETS if uri.endswith(("/words.js", "/engine.js", "/finder.js", ".css"))
    }
    assert sum(len(asset(uri)) for uri in ASSETS if uri not in later) < 20_000
    assert sum(len(asset(uri)) for uri in later if uri.endswith(".js")) < 40_000
