"""A site as plain files, from a team's configuration and pages."""

import json
import re
import textwrap

import pytest
import yaml
from click.testing import CliRunner

from mkdocs_rubric.cli import main
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.publish.folder import LIST
from mkdocs_rubric.publish.rendered import SiteRenderer
from sites import a_repository, write

CONFIG = """\
site_name: Test
site_url: https://x.example/
repo_url: https://github.com/o/r
edit_uri: edit/trunk/docs/
theme: material
plugins: [search, rubric: {pseudonym_key: k}]
"""


def rendered(root, config="", *, files=None, generator="zensical"):
    """The files for a configuration, as texts."""
    write(root, a_repository() if files is None else files)
    (root / "docs").mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(textwrap.dedent(config) or CONFIG, encoding="utf-8")
    made = SiteRenderer(root, generator, root / "out").rendered()
    return {name: data.decode() for name, data in made.files.items()}, made


def configured(files):
    return yaml.safe_load(files["mkdocs.yml"])


def about(page):
    return json.loads(re.search(r"^rubric: (.*)$", page, re.MULTILINE)[1])


def test_a_configuration_is_the_teams_with_ours_written_out(tmp_path):
    files, _ = rendered(tmp_path)
    found = configured(files)
    theme = found.pop("theme")
    assert theme.pop("features")
    assert theme.pop("palette")
    assert theme == {
        "name": "material", "custom_dir": "overrides", "font": False, "variant": "classic",
    }  # fmt: skip
    nav = found.pop("nav")
    assert [next(iter(item)) for item in nav] == [
        "Start here", "Overview", "Criteria", "Decisions", "Calibration", "Agreement", "More",
    ]  # fmt: skip
    assert found == {
        "site_name": "Test",
        "site_url": "https://x.example/",
        "docs_dir": "docs",
        "site_dir": "site",
        "repo_url": "https://github.com/o/r",
        "edit_uri": "edit/trunk/docs/",
        "plugins": ["search"],
        "markdown_extensions": [
            "toc", "tables", "fenced_code", "attr_list", "md_in_html",
            "mkdocs_rubric.generator.extension",
        ],
        "extra_css": ["assets/rubric/rubric.css"],
        "extra_javascript": ["assets/rubric/rubric.js", "assets/rubric/open.js"],
        "extra": {"rubric_feed": "changes/feed.xml"},
    }  # fmt: skip


def test_what_a_team_has_set_stays(tmp_path):
    config = """\
        site_name: Test
        theme: {name: material, font: {text: Inter}, palette: {scheme: slate}, variant: modern}
        plugins: [rubric: {finder: false, theme_defaults: false}, tags]
        markdown_extensions:
          - toc: {permalink: true}
          - admonition
        extra_css: [mine.css]
        extra: {generator: false}
        not_in_nav: x.md
        """
    found = configured(rendered(tmp_path, config)[0])
    assert found["theme"] == {
        "name": "material", "font": {"text": "Inter"}, "palette": {"scheme": "slate"},
        "variant": "modern", "custom_dir": "overrides",
    }  # fmt: skip
    assert found["markdown_extensions"][2:4] == [{"toc": {"permalink": True}}, "admonition"]
    assert found["extra_css"] == ["assets/rubric/rubric.css", "mine.css"]
    assert found["extra_javascript"] == ["assets/rubric/rubric.js"]
    assert found["extra"] == {"generator": False, "rubric_feed": "changes/feed.xml"}
    assert found["not_in_nav"] == "x.md"
    assert "tags" in found["plugins"]


def test_a_page_says_where_it_is_edited_and_where_it_belongs(tmp_path):
    files, _ = rendered(tmp_path)
    criterion = about(files["docs/criteria/empathy.md"])
    edit = "https://github.com/o/r/edit/trunk"
    assert criterion == {
        "made": True, "edit": f"{edit}/rubric/criteria/empathy.yaml", "within": [],
    }  # fmt: skip
    decision = about(files["docs/decisions/2026-02-01-new.md"])
    assert decision == {
        "made": True,
        "edit": f"{edit}/decisions/2026-02-01-new.md",
        "within": ["Decisions"],
        "trail": [["Decisions", "decisions/"]],
    }
    assert about(files["docs/changes.md"])["feed"] is True


def test_every_heading_stands_on_a_line_of_its_own(tmp_path):
    for name, text in rendered(tmp_path)[0].items():
        assert not re.search(r">#{1,6} ", text), name
        assert "This folder is in no git repository, so there is no history." in text or (
            name != "docs/changes.md"
        )


def test_links_are_paths_for_zensical_and_addresses_for_others(tmp_path):
    page = "docs/decisions/2026-02-01-new.md"
    for_zensical = rendered(tmp_path)[0][page]
    for_mkdocs = rendered(tmp_path, generator="mkdocs")[0][page]
    assert 'href="../criteria/empathy.md#' in for_zensical
    assert 'href="../../criteria/empathy/#' in for_mkdocs
    assert not re.search(r'href="(?!https?:|#)[^"]*/(?:#[^"]*)?"', for_zensical)


def test_pages_of_the_team_come_along_and_their_html_keeps_leading_somewhere(tmp_path):
    files = a_repository() | {
        "docs/how.md": '# How\n\n<a href="../criteria/empathy/">E</a> `<a href="../x/">`\n',
        "docs/img/a.png": b"\x89PNG",
        "docs/draft.md": "# Draft\n",
        "docs/.hidden/x.md": "# Hidden\n",
    }
    write(tmp_path, files)
    made = SiteRenderer(
        write(tmp_path, {"mkdocs.yml": f"{CONFIG}exclude_docs: draft.md\n"}),
        "zensical",
        tmp_path / "out",
    ).rendered()
    assert made.files["docs/how.md"].decode() == (
        '# How\n\n<a href="criteria/empathy.md">E</a> `<a href="../x/">`\n'
    )
    assert made.files["docs/img/a.png"] == b"\x89PNG"
    assert not [name for name in made.files if "draft" in name or "idden" in name]
    assert "how.md" in yaml.safe_load(made.files["mkdocs.yml"])["nav"]


def test_a_hand_written_page_replaces_ours_and_a_home_moves_ours_aside(tmp_path):
    files = a_repository() | {"docs/index.md": "# Mine\n", "docs/glossary.md": "# Words\n"}
    found, made = rendered(tmp_path, files=files)
    assert found["docs/index.md"] == "# Mine\n"
    assert found["docs/glossary.md"] == "# Words\n"
    assert "docs/standard.md" in found
    assert list(made.told) == ["glossary.md is hand-written; the page of ours there is left out"]


def test_a_teams_own_files_in_docs_dir_are_not_published(tmp_path):
    files = a_repository() | {"docs/old/ana.csv": "conversation,criterion,score\nC-1,empathy,3\n"}
    found, made = rendered(tmp_path, files=files)
    assert "docs/old/ana.csv" not in found
    assert "left out of the site: old/ana.csv in docs/" in made.wrong[0]


def test_nothing_of_a_reviewers_name_is_in_any_file(tmp_path):
    found, _ = rendered(tmp_path)
    for name, text in found.items():
        assert "anouk" not in text.casefold(), name


def test_overrides_of_the_team_win_and_it_is_said(tmp_path):
    files = a_repository() | {"over/main.html": "theirs", "over/x/y.html": "y"}
    config = CONFIG.replace("theme: material", "theme: {name: material, custom_dir: over}")
    found, made = rendered(tmp_path, config, files=files)
    assert found["overrides/main.html"] == "theirs"
    assert found["overrides/x/y.html"] == "y"
    assert "over/main.html is yours, so ours of that name is left out" in made.told


def test_hooks_are_not_run_by_zensical_and_it_is_said(tmp_path):
    _, made = rendered(tmp_path, f"{CONFIG}hooks: [h.py]\n")
    assert "Zensical runs no hooks" in made.told


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("{titel: x}", 'unknown option "titel" (did you mean "title"?)'),
        ("{position: middle, finder: 3}", "position: 'middle' is not 'first' or 'last'; finder: 3"),
        ("{pages: [homes]}", "pages: there is no homes"),
        ("{templates: gone}", "there is no folder"),
    ],
)
def test_every_wrong_option_is_told_of_at_once(tmp_path, options, said):
    with pytest.raises(RubricError) as raised:
        rendered(tmp_path, f"site_name: T\nplugins: [rubric: {options}]\n")
    assert said in str(raised.value)


def run(root, *arguments):
    return CliRunner().invoke(main, ["render", "-f", str(root), *arguments])


def test_the_command_writes_once_and_then_only_what_changes(tmp_path):
    root, out = write(tmp_path / "r", a_repository() | {"mkdocs.yml": CONFIG}), tmp_path / "out"
    first = run(root, "--with", "zensical", "--out", str(out))
    assert first.exit_code == 0, first.output
    assert re.search(r"^Rendered: \d+ written, 0 as they were in ", first.stdout, re.MULTILINE)
    again = run(root, "--with", "zensical", "--out", str(out))
    assert "Rendered before, nothing has changed" in again.stdout
    path = root / "scores/s1/bram.csv"
    path.write_text(path.read_text("utf-8").replace("empathy,2", "empathy,1"), "utf-8")
    changed = run(root, "--with", "zensical", "--out", str(out))
    written, kept = map(int, re.search(r"(\d+) written, (\d+) as", changed.stdout).groups())
    assert 0 < written < kept


COUNTS = "criterion,levels,na,conversations\nempathy,0 0 0,0,{many}\nempathy,0 1 1,0,{many}\n"


def test_counts_of_daily_work_are_read_anew_too(tmp_path):
    files = a_repository() | {"mkdocs.yml": CONFIG, "live/2026-01/patterns.csv": COUNTS}
    root, out = write(tmp_path / "r", files), tmp_path / "out"
    path = root / "live/2026-01/patterns.csv"
    path.write_text(COUNTS.format(many=20), "utf-8")
    run(root, "--with", "zensical", "--out", str(out))
    page = out / "docs/agreement/live.md"
    assert '<td data-label="Scored twice">20</td>' in page.read_text("utf-8")
    path.write_text(COUNTS.format(many=40), "utf-8")
    run(root, "--with", "zensical", "--out", str(out))
    assert '<td data-label="Scored twice">40</td>' in page.read_text("utf-8")


OFFLINE = (
    "plugins: [search, offline: {{enabled: {on}}}, rubric: {{finder: {finder}}}]\nsite_name: T\n"
)


@pytest.mark.parametrize("name", ["offline", "material/offline"])
def test_the_plugin_offline_means_files_and_has_nothing_to_fetch(tmp_path, name):
    config = OFFLINE.format(on="!ENV [NOT_SET, true]", finder="true").replace("offline", name, 1)
    found = configured(rendered(tmp_path, config)[0])
    assert found["use_directory_urls"] is False
    assert found["plugins"] == ["search"]
    assert "polyfills" not in found["extra"]


def test_the_themes_own_search_from_a_disk_has_its_script_from_us(tmp_path):
    files, _ = rendered(tmp_path, OFFLINE.format(on="true", finder="false"))
    assert configured(files)["extra"]["polyfills"] == ["assets/rubric/iframe-worker.js"]
    assert "docs/assets/rubric/iframe-worker.js" in files


def test_the_plugin_offline_that_is_off_changes_nothing(tmp_path):
    files, _ = rendered(tmp_path, OFFLINE.format(on="false", finder="false"))
    assert "use_directory_urls" not in configured(files)
    assert "docs/assets/rubric/iframe-worker.js" not in files


def test_two_runs_give_the_same_bytes(tmp_path):
    root = write(tmp_path / "r", a_repository() | {"mkdocs.yml": CONFIG})
    for name in ("a", "b"):
        assert run(root, "--with", "zensical", "--out", str(tmp_path / name)).exit_code == 0
    texts = [
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file() and path.name != LIST
        }
        for name in ("a", "b")
    ]
    assert texts[0] == texts[1]


def test_a_folder_that_is_read_is_not_written_to(tmp_path):
    root = write(tmp_path, a_repository() | {"mkdocs.yml": CONFIG, "docs/a.md": "# A\n"})
    done = run(root, "--out", str(root / "docs/out"))
    assert done.exit_code == 2
    assert "lies in docs/, which is read" in done.output


def test_errors_in_the_files_are_told_and_the_site_is_made_all_the_same(tmp_path):
    files = a_repository()
    files["rubric/criteria/empathy.yaml"] += "sumary: x\n"
    root = write(tmp_path / "r", files | {"mkdocs.yml": CONFIG})
    for _ in range(2):
        done = run(root, "--with", "zensical", "--out", str(tmp_path / "out"))
        assert done.exit_code == 1
        assert 'error[R104]: unknown key "sumary"' in done.output
    assert (tmp_path / "out/docs/criteria/clarity.md").is_file()


@pytest.mark.parametrize("begin", ["---\n\n", "---\n\nAbove.\n\n---\n\n", "---\ntitle: W\n...\n"])
def test_a_page_of_the_team_that_begins_with_a_rule_has_its_links_changed_too(tmp_path, begin):
    page = f'{begin}See <a href="../criteria/empathy/">empathy</a>.\n'
    files, _ = rendered(tmp_path, files=a_repository() | {"docs/week.md": page})
    assert files["docs/week.md"] == page.replace("../criteria/empathy/", "criteria/empathy.md")


def test_the_finder_calls_a_page_of_the_team_as_it_calls_itself(tmp_path):
    head, title = "---\nhidden: yes\n...\n", "# Your *first* week & more {: #week }\n\n"
    page = f"{head}{title}Read.\n\n## Tuesday\n\nScore.\n"
    files, _ = rendered(tmp_path, files=a_repository() | {"docs/week.md": page})
    index = files["docs/assets/rubric/index.js"]
    assert "Your first week & more" in index
    assert "{: #week" not in index
    assert "hidden: yes" not in index
