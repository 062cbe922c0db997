"""Templates that are compiled once, whatever environment asks for them."""

import pytest
from jinja2 import DictLoader, Environment

from mkdocs_rubric.mkdocs_plugin.kept_templates import KeptTemplates


def rendered(kept, source, **more):
    environment = Environment(
        loader=DictLoader({"a.html": source}), bytecode_cache=kept, autoescape=True, **more
    )
    return environment.get_template("a.html").render()


@pytest.fixture
def compiled(monkeypatch):
    sources, compiling = [], Environment._generate

    def counted(self, source, name, *rest, **more):
        sources.append(name)
        return compiling(self, source, name, *rest, **more)

    monkeypatch.setattr(Environment, "_generate", counted)
    return sources


def test_a_second_environment_compiles_nothing(compiled):
    kept = KeptTemplates()
    assert rendered(kept, "{{ 1 + 1 }}") == rendered(kept, "{{ 1 + 1 }}") == "2"
    assert compiled == ["a.html"]


def test_what_has_changed_is_compiled_anew(compiled):
    kept = KeptTemplates()
    assert [rendered(kept, source) for source in ("{{ 1 }}", "{{ 2 }}", "{{ 2 }}")] == [
        "1",
        "2",
        "2",
    ]
    assert len(compiled) == 2
