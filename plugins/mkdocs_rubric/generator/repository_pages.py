"""Where files are edited, from a site's repo_url and edit_uri: GitHub, GitLab and their like."""

import os
import posixpath
import re
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_rubric.generator import checkout
from mkdocs_rubric.site import Layout, Repository

_SESSION_WORKFLOW = ".github/workflows/session.yml"
_BRANCH = re.compile(r"(?:^|/)(?:-/)?(?:edit|blob|tree|raw|src|_edit)/(?:branch/)?([^/?#]+)/")
_GITEA = re.compile(r"(?:^|/)(?:_edit|src/branch)/")


@dataclass(frozen=True)
class Published:
    """What a site's configuration says of where its own pages are kept.

    Attributes:
        root: The folder of the configuration.
        docs: The folder of the hand-written pages.
        repo_url: The repository's address; "" without one.
        edit_uri: What stands between that and a page's path; "" where pages are not edited there.
    """

    root: Path
    docs: Path
    repo_url: str
    edit_uri: str


def repository(site: Published, project: Path, layout: Layout) -> Repository:
    """The addresses of the project's files; empty without a `repo_url` or with `edit_uri: ''`.

    Folders that are links, or in a repository of their own, have the addresses they have there.
    """
    base = site.repo_url.rstrip("/")
    if not base or not site.edit_uri:
        return Repository()
    found = _BRANCH.search(site.edit_uri)
    branch = found[1] if found else "main"
    is_gitlab = "gitlab" in base or "/-/" in site.edit_uri
    below = _below_repository(site, project)
    if is_gitlab or "github" in base:
        usual = _hosted(base, branch, below, is_gitlab=is_gitlab)
    else:
        usual = _as_written(site, base, below)
    around = checkout.around(site.root.resolve())
    buttons = _buttons(base, around.root if around else site.root, is_gitlab=is_gitlab)
    elsewhere: dict[str, tuple[str, Repository]] = {}
    for name in (layout.rubric, layout.decisions, layout.scores):
        real = (project / name).resolve()
        own = checkout.around(real)
        if own is None or (own == around and real == project.resolve() / name):
            continue
        inside = real.relative_to(own.root).as_posix()
        if own == around:
            elsewhere[name] = (inside, _hosted(base, branch, "", is_gitlab=is_gitlab))
        elif own.address:
            is_gitlab_there = "gitlab" in own.address
            there = _hosted(own.address, own.branch, "", is_gitlab=is_gitlab_there)
            elsewhere[name] = (inside, there)
        else:
            elsewhere[name] = (inside, Repository())
    main = elsewhere.get(layout.rubric, ("", usual))[1]  # commits are those of the rubric
    history = {"issue": main.issue, "pull": main.pull, "commit": main.commit}
    places = tuple(sorted(elsewhere.items()))
    return replace(usual, **history, buttons=buttons, elsewhere=places)


def _buttons(base: str, root: Path, *, is_gitlab: bool) -> str:
    """Where the pipelines that `rubric init` leaves are started by hand, if they are there."""
    if is_gitlab:
        pipeline = root / ".gitlab-ci.yml"
        is_there = pipeline.is_file() and "rubric session" in pipeline.read_text(
            encoding="utf-8", errors="replace"
        )
        return f"{base}/-/pipelines/new" if is_there else ""
    is_there = "github" in base and (root / _SESSION_WORKFLOW).is_file()
    return f"{base}/actions/workflows/session.yml" if is_there else ""


def _hosted(base: str, branch: str, below: str, *, is_gitlab: bool) -> Repository:
    """The addresses of a repository's files, from a folder of it."""
    if is_gitlab:
        return Repository(
            edit=f"{base}/-/edit/{branch}/{below}{{path}}",
            folder=f"{base}/-/tree/{branch}/{below}{{path}}",
            # Its form for a new file takes a name, and no text: a decision starts as an issue.
            new_empty=f"{base}/-/new/{branch}/{below}{{folder}}?file_name={{name}}",
            issue=f"{base}/-/issues/new?issue[title]={{title}}&issue[description]={{text}}",
            pull=f"{base}/-/merge_requests/{{number}}",
            commit=f"{base}/-/commit/{{id}}",
        )
    edit, folder = f"{base}/edit/{branch}/{below}{{path}}", f"{base}/tree/{branch}/{below}{{path}}"
    if "github" not in base:  # whoever it is, these two are what most have in common
        return Repository(edit, folder)
    return Repository(
        edit,
        folder,
        new=f"{base}/new/{branch}/{below}{{folder}}?filename={{name}}&value={{text}}",
        new_empty=f"{base}/new/{branch}/{below}{{folder}}?filename={{name}}",
        issue=f"{base}/issues/new?title={{title}}&body={{text}}",
        pull=f"{base}/pull/{{number}}",
        commit=f"{base}/commit/{{id}}",
    )


def _as_written(site: Published, base: str, below: str) -> Repository:
    """The addresses at a host of which no more is known than how `edit_uri` is written."""
    found = _BRANCH.search(site.edit_uri)
    if found is None:
        docs = f"{os.path.relpath(site.docs, site.root)}/".replace(os.sep, "/")
        before, ours, _ = f"{site.edit_uri.rstrip('/')}/".rpartition(docs)
        return Repository(f"{_joined(base, before)}{below}{{path}}") if ours else Repository()
    before = site.edit_uri[: found.end()]
    listed = before if "src/" in before else f"tree/{found[1]}/"
    if _GITEA.search(before):
        listed = f"src/branch/{found[1]}/"
    return Repository(
        f"{_joined(base, before)}{below}{{path}}", f"{_joined(base, listed)}{below}{{path}}"
    )


def _joined(base: str, rest: str) -> str:
    return rest if "://" in rest else f"{base}{'' if rest[:1] in '?#/' else '/'}{rest}"


def _below_repository(site: Published, project: Path) -> str:
    """The project's folder from the repository's root.

    What edit_uri has before docs_dir is the folder of mkdocs.yml, which may be one of the project.
    """
    root = site.root.resolve()
    docs = site.docs.resolve()
    found = _BRANCH.search(site.edit_uri)
    if found is None or not docs.is_relative_to(root):
        return ""
    inside = site.edit_uri[found.end() :].strip("/")
    below = inside.removesuffix(docs.relative_to(root).as_posix()).strip("/")
    up = posixpath.join(*[".."] * len(root.relative_to(project).parts), "") or "."
    below = posixpath.normpath(f"{below}/{up}") if below and below != inside else "."
    return "" if below.startswith(".") else f"{below}/"
