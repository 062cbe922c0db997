"""A team that writes its names everywhere, in every way: not one byte of the site tells them."""

# ruff: noqa: E501 - texts as somebody hostile writes them

import json
import re
from urllib.parse import unquote

import pytest

from repositories import Repository
from sites import CLARITY, EMPATHY, RUBRIC, a_decision, a_repository, rebuild, write

ALL = (
    "Dario, @dario, DARIO, dArIo, Darios, dario_k, Dario/Renée, Dario-led, _Dario_, **Da**rio, "
    "dario.kovac@team.example, Renée, Renee, Rene\u0301e, Ren&eacute;e, Marek Novak, Marek\u00a0Novak, "
    "Novak, Marek, M. Novak, marek.novak, mnovak, Markovi, Novákem, Zoë Quiñones, Zoe Quinones, zoe.quinones, "
    "zq77, hola@equipo.example, 王小明说, Da\u00adrio, Da\u200brio, <b>Dario</b>, `dario`, "
    "[Dario](https://chat.example/u/dario), [file](../scores/dario-led/dario.csv), "
    "[ours](../../decisions/2026-02-03-ask-dario.md), Mark scored it"
)
TOLD = re.compile(
    r"dario|ren(?:e\u0301|é|e|&eacute;)e|marek|novak|nov\u00e1k|quinones|qui\u00f1ones|zq77|equipo|kovac"
    r"|\u738b\u5c0f\u660e|\u5c0f\u660e|markovi|da\u00adrio|da\u200brio|da\*\*rio|Mark scored",
    re.IGNORECASE,
)
LISTED = "reviewers: {zoe.quinones: {names: [Zoë Quiñones], addresses: [hola@equipo.example], aliases: [zq77]}}\n"
REVIEWERS = ("dario", "Renée", "Marek Novak", "zoe.quinones", "王小明", "mark")
SHEET = "conversation,criterion,score,note\n"


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def files():
    rubric = RUBRIC.replace("Ask Anouk.", ALL.replace(":", "")).replace(
        "id: communication, title: Communication, criteria: [empathy, clarity]",
        f"id: team-dario, title: {quoted(ALL[:240])}, description: {quoted(ALL)}, "
        "criteria: [empathy, clarity, dario-rule]",
    )
    rubric = rubric.replace('"1.0"', '"1.0 of Dario"').replace("2: Fair", "2: Fair says Dario")
    empathy = EMPATHY.replace("aliases: [compassion]", "aliases: [dario-old]")
    empathy = empathy.replace("tags: [tone]", "tags: [tone, dario, ask dario]\nkeywords: [dario]")
    empathy = empathy.replace("Nobody is upset.", quoted(ALL)).replace(
        "Names nothing.", quoted(ALL)
    )
    empathy = empathy.replace("As stated.", quoted(ALL))
    empathy += (
        f"  - id: dario-case\n    situation: {quoted(f'It is so. {ALL}')}\n    guidance: {quoted(ALL)}\n"
        "    score: 1-2\n    decision: 2026-02-03-ask-dario\n    tags: [ask dario]\n"
    )
    session = {
        "date": "2026-01-31", "title": f"Session of {ALL[:200]}", "facilitator": "Marek Novak",
        "reviewers": list(REVIEWERS), "notes": ALL,
        "conversations": [
            {"id": "C-1", "summary": ALL, "channel": "Dario's phone", "transcript": "C-1.md"},
            {"id": "C-dario-2", "summary": "x"},
        ],
        "settled": [{"conversation": "C-1", "criterion": "empathy", "no_change": ALL}],
    }  # fmt: skip
    made = a_repository() | {
        "rubric/rubric.yaml": rubric + LISTED,
        "rubric/criteria/empathy.yaml": empathy,
        "rubric/criteria/clarity.yaml": CLARITY.replace("At once.", quoted(ALL)),
        "rubric/criteria/dario-rule.yaml": CLARITY.replace("title: Clarity", "title: Dario's rule"),
        "decisions/2026-02-03-ask-dario.md": a_decision(
            quoted(f"Ask {ALL[:200]}"),
            date="2026-02-03",
            more=f"session: dario-led\ndeciders: {json.dumps(REVIEWERS, ensure_ascii=False)}\n"
            "conversations: [C-dario-2]\ntags: [dario]\nsupersedes: [2026-01-15-old]\n",
        )
        + f"\n## What {ALL[:100]}\n\n{ALL}\n",
        "decisions/2026-02-04-dario-broken.md": f"---\ntitle: {quoted(ALL[:240])}\nnope: Dario\n---\n",
        "scores/dario-led/session.yaml": json.dumps(session, ensure_ascii=False),
        "scores/dario-led/C-1.md": f"Dario (09:00): {ALL}\n\nAgent: {ALL}\n",
    }
    del made["scores/s1/anouk.csv"], made["scores/s1/bram.csv"]
    made["scores/s1/session.yaml"] = made["scores/s1/session.yaml"].replace("anouk", "dario")
    made["scores/s1/session.yaml"] = made["scores/s1/session.yaml"].replace("bram", "mark")
    made["decisions/2026-02-01-new.md"] = a_decision(more="session: s1\ndeciders: [dario, mark]\n")
    for number, name in enumerate(REVIEWERS):
        rows = f"C-1,empathy,{number % 3 + 1},{quoted(ALL.replace(chr(34), ''))}\nC-dario-2,empathy,2,\n"
        rows += "C-1,clarity,9,Dario\nC-9-dario,empathi-dario,1,\n" if name == "dario" else ""
        made[f"scores/dario-led/{name}.csv"] = SHEET + rows
        made[f"scores/s1/{name}.csv"] = SHEET + f"C-1,empathy,{3 - number % 2},\n"
    made["scores/dario-led/consensus.csv"] = SHEET + "C-1,empathy,2,\n"
    return made


@pytest.fixture(params=["pseudonyms", "hidden"])
def site(request, tmp_path, caplog):
    repository = Repository(tmp_path)
    now = files()
    before = now | {"rubric/criteria/empathy.yaml": EMPATHY.replace("As stated.", "Dario says.")}
    del before["decisions/2026-02-03-ask-dario.md"]
    repository.commit("2026-01-02", f"Start, says {ALL[:90]}", before, author="Dario Kovac")
    repository.commit("2026-02-03", f"Reword, by Renée {ALL[:90]} (#3)", now, author="Marek Novak")
    write(tmp_path, {"docs/own.md": "Hand-written.\n"})
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Test\nsite_url: https://q.example/\nrepo_url: https://github.com/o/r\n"
        "theme: material\nplugins: [search, tags, {rubric: {reviewers: "
        + request.param + ", pseudonym_key: k}}]\n",
        encoding="utf-8",
    )  # fmt: skip
    return rebuild(tmp_path, strict=False)


def test_no_byte_of_the_site_tells_a_name(site):
    told = set()
    for path in sorted(site.rglob("*")):
        if "assets" in path.parts[len(site.parts) :][:1]:
            continue
        texts = [path.relative_to(site).as_posix()]
        if path.is_file() and path.suffix in {
            ".html",
            ".json",
            ".xml",
            ".txt",
            ".csv",
            ".js",
            ".css",
        }:
            texts.append(path.read_text(encoding="utf-8"))
        for text in texts:
            for found in TOLD.finditer(unquote(text)):
                around = unquote(text)[max(0, found.start() - 60) : found.end() + 30]
                told.add(f"{path.relative_to(site).as_posix()}: {around}")
    assert sorted(told) == []
