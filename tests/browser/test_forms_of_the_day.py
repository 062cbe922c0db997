"""Forms that a page fills in carry the day of whoever opens them, not the day of the build."""

from urllib.parse import unquote

NEXT_YEAR = "Date.prototype.getFullYear = function () { return 2031; };"


def test_a_proposal_is_dated_on_the_readers_day(open_page):
    page = open_page("criteria/empathy/")
    link = page.get_by_role("link", name="Propose a decision")
    built = link.get_attribute("data-rubric-dated")
    assert f"date: {built}" in unquote(link.get_attribute("href"))
    page.evaluate(f"{NEXT_YEAR} document.addEventListener('click', (e) => e.preventDefault())")
    link.click()
    later = f"2031{built[4:]}"
    filled = unquote(link.get_attribute("href"))
    assert built not in filled
    assert f"date: {later}" in filled
    assert f"{later}-short-title" in filled
