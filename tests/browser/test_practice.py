"""Newcomers who practise: one who is calibrated, one who fails, one who comes back, one who may
keep nothing. And the page's figures, which are the engine's.
"""

import math
import random
import re

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

from mkdocs_rubric.calibration.practice_figures import practice_figures
from mkdocs_rubric.load import FolderTree
from mkdocs_rubric.render.static import asset
from mkdocs_rubric.site import load_and_check
from practising import PRIVACY, RUBRIC, practice_files, quantiles, random_practice
from repositories import Repository
from sites import a_site, rebuild, write

CASES = 1000
CONFIG = "repo_url: https://github.com/o/r\nplugins: [search, rubric: {reviewers: names}]\n"
BLOCKED = """
for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, name, {get() { throw new Error('denied'); }});
"""


@pytest.fixture(scope="module")
def practised(tmp_path_factory):
    return a_site(tmp_path_factory.mktemp("practice"), CONFIG, files=practice_files())


@pytest.fixture
def newcomer(chromium, practised):
    """Opens the practice as somebody who starts it; the same context is the same browser."""
    contexts, errors = [], []

    def newcomer(folder=practised, *, context=None, page="first", script="", **options):
        if context is None:
            size = {"width": options.pop("width", 1300), "height": 900}
            context = chromium.new_context(viewport=size, **options)
            contexts.append(context)
            if script:
                context.add_init_script(script)
        opened = context.new_page()
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.goto(f"file://{folder}/practice/{page}/index.html")
        start = opened.get_by_role("button", name="Start scoring")
        if start.is_visible():
            start.click()
        return opened

    yield newcomer
    for context in contexts:
        context.close()
    assert [one for one in errors if "denied" not in one and "search_index" not in one] == []


def score(page, *conversations):
    """Scores conversations by keys, as they come, and shows the team's scores of each."""
    for keys in conversations:
        for key in keys:
            page.keyboard.press(key)
        assert page.evaluate("document.activeElement.closest('.rubric-commit') !== null")
        page.keyboard.press("Enter")
        onward = page.locator(".rubric-reveal:visible").get_by_role("button", name="On to")
        if onward.count():
            onward.click()


def text_of_result(page):
    return page.locator("[data-part=text]").input_value()


def test_the_page_has_the_figures_of_the_engine_in_a_thousand_random_cases(chromium):
    page = chromium.new_page()
    page.set_content("<p>")
    page.add_script_tag(content=asset("assets/rubric/practice.js"))
    seeded = random.Random(13)
    cases = [random_practice(seeded) for _ in range(CASES)]
    found = page.evaluate(
        "([cases, t]) => cases.map(one => rubricPracticeFigures(one, t))",
        [[items for _, _, items in cases], yaml.safe_load(quantiles(10))],
    )
    page.close()
    ranges = 0
    for (questions, given, _), here in zip(cases, found, strict=True):
        there = practice_figures(questions, given)
        if there is None:
            assert here is None
            continue
        for name, value in there._asdict().items():
            shown = here[re.sub(r"_(\w)", lambda part: part[1].upper(), name)]
            assert (shown is None) == (value is None), (name, value, shown)
            assert value is None or math.isclose(value, shown, rel_tol=1e-8, abs_tol=1e-9), (
                name, value, shown,
            )  # fmt: skip
        ranges += there.kappa_low is not None
    assert ranges > CASES / 3, "many of them have a kappa with its range"


def test_a_newcomer_scores_sees_the_teams_scores_and_is_calibrated(newcomer, practised, tmp_path):
    page = newcomer()
    assert page.locator(".rubric-reveal").count() == 0
    score(page, "31")
    reveal = page.locator(".rubric-reveal").first.text_content()
    assert "You agree with the team on 2 of 2 scores." in reveal
    assert "Read the second sentence again." in reveal
    assert "1 gave 1, 1 gave 3" in reveal
    assert "the zebra was named" in reveal
    assert "Bram read over the second sentence." in reveal
    assert "1 of 2 conversations scored" in page.inner_text("[data-part=doing]")
    score(page, "n1", "20")
    doing = page.inner_text("[data-part=doing]")
    assert "You agree with the team on 4 of 4 scores: 100%." in doing
    assert "2 conversations are too few to say how you would score others" in doing
    assert "agreed with it 88% of the time" in doing
    assert page.locator("[data-part=calibrated]").is_visible()
    page.get_by_role("button", name="Download the file").click()
    assert "Say who you are first" in page.inner_text("[data-part=told-result]")
    page.get_by_label("Your name on score sheets").fill("Chloé")
    with page.expect_download() as found:
        page.get_by_role("button", name="Download the file").click()
    assert found.value.suggested_filename == "chloe.yaml"
    text = found.value.path().read_text(encoding="utf-8")
    assert text == text_of_result(page)
    files = practice_files(**{"practice/first/chloe.yaml": text})
    checked = load_and_check(FolderTree(write(tmp_path, files)))
    assert [each for each in checked.found if each.where.path.startswith("practice/")] == []
    (result,) = checked.project.practised
    assert (result.reviewer, result.tries, len(result.scores)) == ("Chloé", 1, 6)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ('Ana "A" O\'Neil', "ana-a-o-neil"),
        ("\u738b\u5c0f\u660e", "738b-5c0f-660e"),
        ("aux", "of-aux"),
    ],
)
def test_any_name_and_any_id_make_a_file_that_is_read(newcomer, tmp_path, name, file):
    files = practice_files()
    files["rubric/criteria/no.yaml"] = files.pop("rubric/criteria/privacy.yaml")
    files = {
        path.replace("scores/s2", "scores/2026"): text.replace(" s2,", " '2026',")
        .replace(",privacy,", ",no,")
        .replace("privacy]", "'no']")
        for path, text in files.items()
    }
    page = newcomer(a_site(tmp_path / "site", CONFIG, files=files))
    score(page, "31", "n1", "20")
    page.get_by_label("Your name on score sheets").fill(name)
    assert page.inner_text("[data-part=file-name]") == f"practice/first/{file}.yaml"
    files[f"practice/first/{file}.yaml"] = text_of_result(page)
    checked = load_and_check(FolderTree(write(tmp_path / "again", files)))
    assert [each for each in checked.found if each.where.path.startswith("practice/")] == []
    (result,) = checked.project.practised
    assert (result.reviewer, {each.criterion for each in result.scores}) == (
        name,
        {"empathy", "no"},
    )


def test_who_fails_is_told_why_and_what_to_read(newcomer):
    page = newcomer()
    score(page, "11", "n0", "20")
    assert page.locator("[data-part=calibrated]").is_hidden()
    short = page.inner_text("[data-part=not-yet]")
    assert "4 of 6 scores agree, and it takes 80%." in short
    assert "Missed on a critical criterion: Privacy in K-2." in short
    again = page.locator(".rubric-again").first
    assert "Empathy (missed in K-1)" in again.inner_text()
    assert (
        again.get_by_role("link", name="Empathy")
        .get_attribute("href")
        .endswith("criteria/empathy/index.html")
        or again.get_by_role("link", name="Empathy").count()
    )
    assert "stricter than the team" in page.inner_text("[data-part=doing]")
    page.get_by_role("button", name="Practise again from the start").click()
    assert page.locator(".rubric-reveal").count() == 0
    score(page, "31", "n1", "20")
    assert "at attempt 2" in page.inner_text("[data-part=reached]")
    assert "\ntries: 2\n" in text_of_result(page)


def test_words_that_have_changed_since_the_team_agreed_are_shown_one_by_one(newcomer, tmp_path):
    repository = Repository(write(tmp_path, practice_files()))
    repository.commit("2026-03-01", "Start")
    path = "rubric/criteria/empathy.yaml"
    text = practice_files()[path].replace("Names a feeling.", "Names some <b>feeling</b>.")
    write(tmp_path, {path: text})
    repository.commit("2026-05-01", "Reword")
    page = newcomer(a_site(tmp_path, CONFIG, files=practice_files(**{path: text}), strict=False))
    score(page, "11")
    since = page.locator(".rubric-since")
    assert since.inner_text().startswith("Agreed on 31 March 2026, on an earlier wording.")
    assert since.locator("del").all_inner_texts() == ["a feeling"]
    assert since.locator("ins").all_inner_texts() == ["some <b>feeling</b>"]


def test_the_outcome_stands_first_and_what_to_read_below(newcomer):
    page = newcomer()
    score(page, "11", "n1", "20")
    order = page.locator(
        "[data-part=not-yet], [data-part=calibrated], [data-part=doing]"
    ).evaluate_all("all => all.map(one => one.dataset.part)")
    assert order == ["not-yet", "calibrated", "doing"]
    apart = page.locator("[data-conversation=K-1] .rubric-reveal b.rubric-warn")
    assert apart.all_text_contents() == ["2 stricter"]


def test_what_is_scored_stays_as_it_was(newcomer):
    page = newcomer()
    score(page, "31")
    page.locator("[data-tab='0']").click()
    page.keyboard.press("1")
    assert "What you gave stays as it was" in page.inner_text(".rubric-form__told")
    marks = page.locator("[data-conversation=K-1] [data-criterion=empathy] .rubric-mark")
    assert marks.evaluate_all("all => all.map(one => one.getAttribute('aria-pressed'))") == [
        "false", "false", "true", "false",
    ]  # fmt: skip
    assert marks.first.is_disabled()


def test_a_score_of_several_signs_is_typed_sign_by_sign(newcomer, tmp_path):
    rubric = RUBRIC.replace("{levels: {1:", "{step: 0.5, levels: {1:").replace("1: Met", "100: Met")
    files = practice_files(rubric=rubric)
    files["rubric/criteria/privacy.yaml"] = PRIVACY.replace("\n  1:", "\n  100:")
    files = {path: text.replace(",privacy,1,", ",privacy,100,") for path, text in files.items()}
    page = newcomer(a_site(tmp_path, CONFIG, files=files))
    for keys in (("2", ".", "5"), ("1", "0", "0")):
        for key in keys:
            page.keyboard.press(key)
    given = page.locator("[data-conversation=K-1] .rubric-mark[aria-pressed=true]")
    assert given.all_text_contents() == ["2.5", "100"]
    assert page.inner_text("[data-part=progress]") == "2 of 6"
    page.locator("[data-tab='1']").click()
    for key in ("1", "ArrowDown", "1"):
        page.keyboard.press(key)
    page.wait_for_function(
        "document.querySelector('[data-part=progress]').textContent.startsWith('4')"
    )
    given = page.locator("[data-conversation=K-2] .rubric-mark[aria-pressed=true]")
    assert given.all_text_contents() == ["1", "100"], "a key that goes on takes what is typed along"


def test_nothing_is_shown_before_everything_is_scored(newcomer):
    page = newcomer()
    page.keyboard.press("3")
    button = page.locator("[data-conversation=K-1] .rubric-commit button")
    assert button.is_disabled()
    assert "1 score is missing here." in page.inner_text("[data-conversation=K-1] .rubric-commit")


def test_who_comes_back_finds_what_they_scored(newcomer):
    page = newcomer()
    score(page, "31")
    again = newcomer(context=page.context)
    assert again.locator(".rubric-reveal").count() == 1
    assert again.inner_text("[data-part=progress]") == "2 of 6"


def test_who_comes_back_after_the_rule_changed_scores_again_what_it_touches(
    newcomer, tmp_path_factory
):
    root = tmp_path_factory.mktemp("changes")
    folder = a_site(root, CONFIG, files=practice_files())
    page = newcomer(folder)
    score(page, "31", "n1", "20")
    assert page.locator("[data-part=calibrated]").is_visible()
    files = practice_files()
    empathy = files["rubric/criteria/empathy.yaml"].replace("    score: 2\n", "    score: 1\n")
    write(root, {"rubric/criteria/empathy.yaml": empathy})
    back = newcomer(rebuild(root), context=page.context)
    said = back.inner_text("[data-part=reopened]")
    assert "K-1: score it again. Empathy scores differently since you did." in said
    assert back.locator("[data-part=calibrated]").is_hidden()
    assert back.locator(".rubric-reveal").count() == 0
    write(root, {"rubric/criteria/empathy.yaml": files["rubric/criteria/empathy.yaml"]})
    rebuild(root)


def test_a_criterion_that_is_only_called_otherwise_keeps_its_scores(newcomer, tmp_path):
    files = practice_files()
    folder = a_site(tmp_path, CONFIG, files=files)
    page = newcomer(folder)
    score(page, "31")
    page.keyboard.press("n")
    files["rubric/criteria/warmth.yaml"] = files.pop("rubric/criteria/empathy.yaml").replace(
        "aliases: [", "aliases: [empathy, "
    )
    files = {
        path: text.replace("criteria: [empathy", "criteria: [warmth")
        if path.startswith(("rubric/", "decisions/"))
        else text
        for path, text in files.items()
    }
    (tmp_path / "rubric/criteria/empathy.yaml").unlink()
    write(tmp_path, files)
    back = newcomer(rebuild(tmp_path), context=page.context)
    assert back.locator("[data-part=reopened]").is_hidden()
    assert back.locator(".rubric-reveal").count() == 1
    assert back.inner_text("[data-part=progress]") == "3 of 6"
    score(back, "1", "20")
    assert back.locator("[data-part=calibrated]").is_visible()
    result = text_of_result(back)
    assert "criterion: warmth" in result
    write(tmp_path, {"practice/first/x.yaml": result.replace('reviewer: ""', "reviewer: x")})
    found = load_and_check(FolderTree(tmp_path)).found
    assert [each for each in found if each.where.path.startswith("practice/")] == []


def test_a_criterion_that_is_scored_since_is_said_to_be_new(newcomer, tmp_path):
    less = practice_files()
    only = "\n".join(
        line
        for line in less["scores/s2/consensus.csv"].splitlines()
        if not line.startswith("K-1,privacy")
    )
    folder = a_site(tmp_path, CONFIG, files=less | {"scores/s2/consensus.csv": f"{only}\n"})
    page = newcomer(folder)
    score(page, "3")
    write(tmp_path, less)
    back = newcomer(rebuild(tmp_path), context=page.context)
    said = back.inner_text("[data-part=reopened]")
    assert "K-1: score it again. Privacy is to be scored too now." in said


def test_with_storage_blocked_everything_works_but_the_memory(newcomer):
    page = newcomer(script=BLOCKED)
    assert page.locator("[data-part=blocked]").is_visible()
    score(page, "31", "n1", "20")
    assert page.locator("[data-part=calibrated]").is_visible()
    with page.expect_download() as found:
        page.get_by_role("button", name="Save a copy", exact=True).first.click()
    other = newcomer(script=BLOCKED)
    other.locator("[data-part=open]").set_input_files(found.value.path())
    other.wait_for_selector(".rubric-reveal", state="attached")
    assert other.locator("[data-part=calibrated]").is_visible()


def test_warming_up_takes_what_was_missed_first(newcomer):
    page = newcomer()
    score(page, "31", "n0")
    warm = newcomer(context=page.context, page="first/warm-up")
    tabs = warm.locator("[data-tab]").all_inner_texts()
    assert [one.split()[0] for one in tabs] == ["K-1", "K-2", "K-3"]
    assert warm.locator("[data-conversation]:visible").count() == 1
    score(warm, "31", "n1", "20")
    assert "You agree with the team on 6 of 6 scores" in warm.inner_text("[data-part=doing]")
    assert newcomer(context=page.context).inner_text("[data-part=progress]") == "4 of 6"


def test_answers_stand_nowhere_in_the_clear(practised):
    for path in (*practised.glob("practice/**/*.html"), *practised.glob("**/*.js*")):
        text = path.read_text(encoding="utf-8")
        assert "zebra" not in text, path
        assert "second sentence" not in text, path


def test_a_sessions_page_hides_its_scores_until_asked(newcomer, practised):
    page = newcomer()
    page.goto(f"file://{practised}/calibration/s2/index.html")
    box = page.get_by_label("Hide all scores")
    assert box.is_checked()
    assert page.locator(".rubric-unscored:visible").count() == 0
    assert "newcomers practise on K-1, K-2 and K-3" in page.inner_text("main")
    box.uncheck()
    assert page.locator(".rubric-sheets:visible").count() == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 390])
def test_axe_finds_nothing_from_begin_to_end(newcomer, scheme, width):
    page = newcomer(color_scheme=scheme, width=width)
    for keys in ("11", "n1", "20"):
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
        score(page, keys)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
