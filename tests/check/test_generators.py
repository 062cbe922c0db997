"""A generator that would drop the plugin is told of, wherever a team runs it."""

import pytest

from mkdocs_rubric.check.generators import dropped
from mkdocs_rubric.load import DictTree

SITE = {"mkdocs.yml": "site_name: Q\nplugins: [search, rubric]\n"}
ALL, ALONE = {"mkdocs", "properdocs", "zensical"}, {"zensical"}


def places(files, there=ALL):
    tree = DictTree({**SITE, **files})
    return [f"{each.where.path}:{each.where.line}" for each in dropped(tree, there.__contains__)]


@pytest.mark.parametrize(
    "path",
    [
        ".github/workflows/docs.yml", ".gitlab-ci.yml", ".circleci/config.yml", "Makefile",
        ".readthedocs.yaml", "netlify.toml", "vercel.json", "Dockerfile", "azure-pipelines.yml",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "command", ["zensical build", "uvx zensical build", "python -m zensical serve"]
)
def test_a_pipeline_that_builds_with_it_alone(path, command):
    assert places({path: f"steps:\n  - run: {command}\n"}) == [f"{path}:2"]


@pytest.mark.parametrize(
    "text",
    [
        "rubric build --with zensical\n",
        "rubric render --with zensical --out build\nzensical build -f build/mkdocs.yml\n",
        "# zensical build\n",
        "pip install zensical\n",
    ],
)
def test_a_pipeline_that_renders_first_is_as_it_should_be(text):
    assert places({".github/workflows/docs.yml": text}) == []


def test_zensical_without_mkdocs_and_a_configuration_of_its_own():
    assert places({}, ALONE) == ["mkdocs.yml:1"]
    assert places({"zensical.toml": "[project]\n"}) == ["zensical.toml:1"]
    assert places({"zensical.toml": "[project.plugins.rubric]\n"}) == []
