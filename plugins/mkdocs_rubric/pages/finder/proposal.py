"""The form for a situation that no rule answers, to be filled in with what a reader looked for."""

from mkdocs_rubric.pages.base.context import Context

PLACE = "_SITUATION_"
"""Stands in the form's address where the reader's words go."""


def propose_what_is_missing(context: Context) -> str:
    """The address of the form; "" without a repository."""
    titles = [context.plain(criterion.title) for criterion in context.project.rubric.active]
    return context.repository.issue_url(
        f"Edge case: {PLACE}",
        f'A reviewer looked for "{PLACE}" and no rule answers it.\n\n'
        "What happened, in a sentence or two, without names or numbers of customers:\n\n\n"
        f"Which criterion is in doubt ({', '.join(titles)}):\n\n\n"
        "Which score would you give, and which one could somebody else give?\n",
    )
