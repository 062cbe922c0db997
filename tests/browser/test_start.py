"""The reading path, from the first page on; the pocket card; all edge cases on one page."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from practising import practice_files
from sites import a_site, rebuild, write

CONFIG = "plugins: [search, rubric: {reviewers: names}]\nuse_directory_urls: false\n"
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }});"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("start")
    a_site(root, CONFIG, files=practice_files())
    return root


@pytest.fixture
def reader(chromium, root):
    """Opens the path as somebody new; the same context is the same browser."""
    contexts = []

    def reader(context=None, script="", **options):
        if context is None:
            context = chromium.new_context(**options)
            contexts.append(context)
            if script:
                context.add_init_script(script)
        page = context.new_page()
        page.goto(f"file://{root}/site/start.html")
        return page

    yield reader
    for context in contexts:
        context.close()


def step(page, title):
    return page.get_by_role("region", name=title, exact=True)


def test_it_stands_first_in_the_menu_and_leads_to_practice(reader):
    page = reader(viewport={"width": 1300, "height": 900})
    menu = page.locator(".md-tabs__link").all_inner_texts()
    assert menu[0] == "Start here"
    assert page.locator(".rubric-path h2").all_inner_texts() == [
        "The standard in one page",
        "All of it",
        "The decisions of the last months",
        "How a result is computed",
        "How sessions run",
        "The words used",
        "Practice",
    ]
    step(page, "Practice").get_by_role("link", name="First days").click()
    page.get_by_role("button", name="Start scoring").click()
    for keys in ("31", "n1", "20"):
        for key in keys:
            page.keyboard.press(key)
        page.keyboard.press("Enter")
        if keys != "20":
            page.locator(".rubric-reveal:visible").get_by_role("button", name="On to").click()
    assert page.get_by_role("heading", name="Calibrated", exact=True).is_visible()


def test_what_is_read_is_remembered_and_can_be_forgotten(reader):
    page = reader()
    step(page, "All of it").get_by_role("checkbox").check()
    step(page, "The words used").get_by_role("checkbox").check()
    assert page.inner_text("[data-part=count]") == "2 of 7 read"
    again = reader(page.context)
    assert again.inner_text("[data-part=count]") == "2 of 7 read"
    again.get_by_role("button", name="Forget what I have read").click()
    assert again.inner_text("[data-part=count]") == "0 of 7 read"
    assert reader(page.context).inner_text("[data-part=count]") == "0 of 7 read"


def test_who_comes_back_is_told_what_changed_in_what_they_read(reader, root):
    page = reader()
    step(page, "All of it").get_by_role("checkbox").check()
    step(page, "Practice").get_by_role("checkbox").check()
    files = practice_files()
    empathy = files["rubric/criteria/empathy.yaml"]
    write(
        root,
        {
            "rubric/criteria/empathy.yaml": empathy.replace(
                "Names a feeling.", "Names some feeling or other."
            )
        },
    )
    rebuild(root)
    back = reader(page.context)
    told = step(back, "All of it").locator("[data-part=changed]")
    assert told.inner_text() == "Changed since you read it:\nEmpathy: level 2 has changed."
    assert told.get_by_role("link", name="Empathy").get_attribute("href").endswith("empathy.html")
    assert step(back, "Practice").locator("[data-part=changed]").is_hidden()
    news = back.locator("[data-part=news]")
    assert news.inner_text() == "Changed since you read it: All of it"
    news.get_by_role("link", name="All of it").click()
    assert back.evaluate("document.querySelector(':target').textContent").startswith("All of it")
    assert back.inner_text("[data-part=count]") == "1 of 7 read"
    step(back, "All of it").get_by_label("I have read what changed").check()
    assert told.is_hidden()
    assert news.is_hidden()
    assert back.inner_text("[data-part=count]") == "2 of 7 read"
    write(root, {"rubric/criteria/empathy.yaml": empathy})
    rebuild(root)


def test_what_is_new_and_what_is_gone_is_told_by_its_name(reader, root):
    page = reader()
    step(page, "All of it").get_by_role("checkbox").check()
    step(page, "How a result is computed").get_by_role("checkbox").check()
    files = practice_files()
    empathy = files["rubric/criteria/empathy.yaml"]
    assert "edge_cases:" in empathy
    changed = re.sub(r"(  - id: )([a-z-]+)", r"\1another", empathy)
    privacy = files["rubric/criteria/privacy.yaml"].replace("critical: true", "weight: 3")
    write(
        root,
        {"rubric/criteria/empathy.yaml": changed, "rubric/criteria/privacy.yaml": privacy},
    )
    rebuild(root)
    back = reader(page.context)
    told = step(back, "All of it").locator("[data-part=changed]").inner_text()
    assert re.fullmatch(
        "Changed since you read it:\n"
        "Empathy: the edge case \u201c.+\u201d is new, the edge case \u201c.+\u201d is gone.\n"
        "Privacy: what it asks has changed.",
        told,
    )
    weight = step(back, "How a result is computed").locator("[data-part=changed]").inner_text()
    assert weight.endswith("How a result is computed: the weight of Privacy has changed.")
    write(root, files)
    rebuild(root)


def test_a_memory_from_something_else_is_no_trouble(reader):
    for kept in ("5", '"x"', "[1]", '{"group-all": "abc", "words": null}', "no JSON"):
        page = reader()
        page.evaluate(
            """kept => { for (const name of Object.keys(localStorage))
                if (name.startsWith('rubric-path:')) localStorage.setItem(name, kept); }""",
            kept,
        )
        assert reader(page.context).inner_text("[data-part=count]") == "0 of 7 read"


def test_pages_of_the_teams_own_are_called_as_they_say_and_told_of_when_they_change(
    chromium, tmp_path
):
    welcome = """\
# Welcome to us {: #w }

Hello. Here is *what* [to bring](bag.md) <script>alert(1)</script> on Monday. And more.

## Monday

```
# no heading
```
"""
    files = practice_files(**{"docs/welcome.md": welcome, "docs/bag.md": "A bag.\n"})
    files["docs/said.md"] = "---\ndescription: What we believe.\n---\n- a list\n"
    files["rubric/rubric.yaml"] += "start: [welcome.md, said.md, bag.md, words]\n"
    site = a_site(tmp_path, CONFIG, files=files)
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"file://{site}/start.html")
    assert page.locator(".rubric-path h2").all_inner_texts() == [
        "Welcome to us", "Said", "Bag", "The words used",
    ]  # fmt: skip
    hello = "Hello. Here is what to bring alert(1) on Monday. About 1 minute."
    assert hello in step(page, "Welcome to us").inner_text()
    assert "What we believe." in step(page, "Said").inner_text()
    assert "A bag." in step(page, "Bag").inner_text()
    step(page, "Welcome to us").get_by_role("checkbox").check()
    changed = welcome.replace("# no", "# really no").replace("Hello.", "Hello!")
    write(tmp_path, {"docs/welcome.md": f"{changed}\n## Tuesday\n\nRest.\n"})
    rebuild(tmp_path)
    page.reload()
    told = step(page, "Welcome to us").locator("[data-part=changed]")
    assert told.inner_text().split("\n")[-1] == (
        "Welcome to us: \u201cWelcome to us\u201d has changed, "
        "\u201cMonday\u201d has changed, \u201cTuesday\u201d is new."
    )
    step(page, "Welcome to us").get_by_role("link", name="Welcome to us").first.click()
    assert page.url.endswith("/welcome.html")
    context.close()


def test_the_hour_is_said_step_by_step_and_in_all(open_page):
    page = open_page("start/")
    told = page.locator(".rubric-path__step small").all_inner_texts()
    minutes = [int(re.search(r"About (\d+) minute", each)[1]) for each in told]
    reading, scoring = sum(minutes[:-1]), minutes[-1]
    assert f"about {reading} minutes of reading, and {scoring} of scoring" in page.inner_text(
        "main"
    )
    assert reading + scoring < 80, "somebody new gets through in little more than an hour"
    own = step(page, "How a result is computed").locator("small").inner_text()
    words = len(open_page("method/result/").inner_text("article").split())
    assert abs(words / 200 - int(re.search(r"\d+", own)[0])) <= 1


def test_what_is_critical_is_said_of_each_criterion(open_page):
    text = step(open_page("start/"), "Safeguards and records").inner_text()
    assert text.count("Critical: 0 (Not met) fails the whole review.") == 2


def test_with_storage_blocked_it_says_so_and_counts_all_the_same(reader):
    page = reader(script=BLOCKED)
    assert page.locator("[data-part=blocked]").is_visible()
    step(page, "All of it").get_by_role("checkbox").check()
    assert page.inner_text("[data-part=count]") == "1 of 7 read"


def test_by_keyboard_alone(reader):
    page = reader()
    step(page, "The words used").get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    assert page.inner_text("[data-part=count]") == "1 of 7 read"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["start/", "practice/", "pocket/", "edge-cases/"])
def test_axe_finds_nothing_on_the_pages_for_newcomers(open_page, path, scheme):
    page = open_page(path, scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("path", ["start/", "practice/", "pocket/", "edge-cases/"])
def test_the_pages_for_newcomers_fit_a_phone(open_page, path):
    page = open_page(path, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_pocket_card_of_the_example_is_two_printed_pages(open_page):
    printed = open_page("pocket/").pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 2


@pytest.mark.parametrize("many", [3, 30, 90])
def test_the_pocket_card_says_how_many_pages_it_takes(chromium, tmp_path, many):
    files = practice_files()
    privacy = files["rubric/criteria/privacy.yaml"]
    long = "It did in every message and every note and where it had to go it went as we agreed"
    names = [f"privacy-{n}" for n in range(many)]
    for name in names:
        files[f"rubric/criteria/{name}.yaml"] = privacy.replace("It did.", f"{long}.")
    files["rubric/rubric.yaml"] = files["rubric/rubric.yaml"].replace(
        "criteria: [empathy, privacy]", f"criteria: [empathy, privacy, {', '.join(names)}]"
    )
    site = a_site(tmp_path, CONFIG, files=files)
    page = chromium.new_page()
    page.goto(f"file://{site}/pocket.html")
    said = re.search(r"it takes (about )?(\w+) page", page.inner_text(".rubric-pocket__head"))
    printed = len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4")))
    page.close()
    told = {"one": 1, "two": 2}.get(said[2]) or int(said[2])
    assert (told, bool(said[1])) == (printed, printed > 2)


def test_edge_cases_are_filtered_by_criterion_score_and_words(open_page):
    page = open_page("edge-cases/")
    rows = page.locator(".rubric-case-row:visible")
    everything = rows.count()
    assert everything >= 50
    page.locator("select[name=criteria]").select_option("empathy")
    page.locator("select[name=scores]").select_option("2")
    assert 0 < rows.count() < everything
    assert set(rows.evaluate_all("all => all.map(one => one.dataset.criteria)")) == {"empathy"}
    page.get_by_label("Contains").fill("hostile")
    assert rows.count() == 1
    page.locator("select[name=decisions]").select_option("2026-09-16-tone-alone-is-not-empathy")
    assert rows.count() == 1
    rows.first.locator(".rubric-item__title a").click()
    assert page.url.endswith("criteria/empathy/#hostile-customer")


def test_tools_get_the_standard_and_nobodys_name(open_page, address):
    page = open_page()
    fetched = {
        name: page.evaluate("url => fetch(url).then(one => one.text())", address + name)
        for name in ("llms.txt", "llms-full.txt", "rubric.json")
    }
    content = json.loads(fetched["rubric.json"])
    assert content["version"] == "3.2.1"
    assert len(content["criteria"]) == 14
    empathy = next(one for one in content["criteria"] if one["id"] == "empathy")
    assert {"id": "hostile-customer", "score": "2"}.items() <= empathy["edge_cases"][0].items()
    assert "### Empathy (weight 12)" in fetched["llms-full.txt"]
    assert (
        "- [Empathy](https://quality.northwind.example/criteria/empathy/): " in fetched["llms.txt"]
    )
    for text in fetched.values():
        assert not re.search(
            r"\b(ines|marek|oona|kofi|petra|dario|yusra|lene)\b", text, re.IGNORECASE
        )
