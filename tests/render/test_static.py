"""Each page has the scripts for what stands on it."""

import re
from importlib.resources import files

import pytest

from mkdocs_rubric.render.static import ASSETS, EVERYWHERE, FINDER, STYLE, asset, scripts

SHIPPED = files("mkdocs_rubric.render").joinpath("assets")
SCRIPTS = [uri for uri in ASSETS if uri.endswith(".js")]
LATER = [uri for uri in SCRIPTS if uri.endswith(("/words.js", "/engine.js", "/finder.js"))]
OF_A_KIND = [uri for uri in SCRIPTS if uri not in (*LATER, EVERYWHERE, FINDER)]


def loaded(content):
    return re.findall(r'src="(.*?)"', scripts(content, lambda uri: uri.rpartition("/")[2]))


def test_a_page_without_anything_to_do_loads_nothing():
    assert scripts("# A title\n", str) == ""


def test_a_page_loads_what_its_parts_need_each_once():
    content = '<p data-rubric-compare hidden></p><form data-rubric-as-of="x"></form>'
    assert loaded(content) == ["levels.js", "day.js"]


@pytest.mark.parametrize("uri", OF_A_KIND)
def test_every_script_is_loaded_for_what_it_looks_for(uri):
    signs = re.findall(r'querySelectorAll\("(?:a)?\[(data-rubric-[a-z-]+)\]"\)', asset(uri))
    on_it = set(signs) & set(re.findall(r'"(data-rubric-[a-z-]+)"', static_source()))
    for sign in on_it:
        assert uri.rpartition("/")[2] in loaded(f"<p {sign}></p>"), f"{uri}: {sign}"


def static_source():
    return files("mkdocs_rubric.render").joinpath("static.py").read_text(encoding="utf-8")


def test_all_that_is_shipped_is_served():
    served = "\n".join(asset(uri) for uri in ASSETS)
    shipped = [one for one in SHIPPED.iterdir() if one.is_file()]
    for folder in ("style", "scoring"):
        shipped += SHIPPED.joinpath(folder).iterdir()
    for one in shipped:
        if one.name != "iframe-worker.js":  # served where MkDocs' plugin of that name is
            assert one.read_text(encoding="utf-8") in served, one.name


def test_no_script_is_longer_than_a_page_of_its_kind_is_worth():
    long = {uri.rpartition("/")[2] for uri in OF_A_KIND if len(asset(uri)) > 12_000}
    forms = {"score.js", "walk.js", "practice.js"}
    assert long <= forms, "a whole form, and on no other page"
    most = {"practice.js": 66_000}  # the form, and what there is to say of what was scored
    assert all(len(asset(uri)) < most.get(uri.rpartition("/")[2], 37_000) for uri in OF_A_KIND)
    for folder in (SHIPPED, SHIPPED.joinpath("scoring"), SHIPPED.joinpath("practice")):
        for one in folder.iterdir():
            if one.name not in ("words.js", "engine.js", "finder.js") and one.name.endswith(".js"):
                assert len(one.read_text(encoding="utf-8")) < 13_000, one.name


def test_a_page_loads_little_until_somebody_looks_for_something():
    assert sum(len(asset(uri)) for uri in (EVERYWHERE, FINDER)) < 8_000
    assert sum(len(asset(uri)) for uri in LATER) < 40_000
    assert STYLE in ASSETS
