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


SCORE = "assets/rubric/score.js"


def test_all_that_is_shipped_is_served():
    scripts_ = {f"assets/rubric/{one.name}" for one in SHIPPED.iterdir() if one.is_file()}
    assert scripts_ | {SCORE} == {uri for uri in ASSETS if uri.endswith(".js")}
    for folder, whole in (("style", asset(STYLE)), ("scoring", asset(SCORE))):
        for one in SHIPPED.joinpath(folder).iterdir():
            assert one.read_text(encoding="utf-8") in whole


def test_no_script_is_longer_than_a_page_is_worth():
    long = {uri for uri in ASSETS if len(asset(uri)) > 12_000}
    assert long == {STYLE, SCORE}
    assert len(asset(SCORE)) < 36_000, "a whole form, and on no other page"
    for one in SHIPPED.joinpath("scoring").iterdir():
        assert len(one.read_text(encoding="utf-8")) < 12_000
