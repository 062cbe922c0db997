"""What a reviewer is asked in a session: the criteria in force on its day, in the site's order."""

from mkdocs_rubric.model import Criterion, Rubric, Scale, Session


def asked(rubric: Rubric, session: Session) -> list[tuple[Criterion, Scale]]:
    """The criteria of a session, each with the scale of that day.

    One whose scale the rubric does not define cannot be scored, and is left out.
    """
    listed = dict.fromkeys(name for group in rubric.groups for name in group.criteria)
    found = [rubric.criteria[name] for name in listed if name in rubric.criteria]
    return [
        (criterion, scale)
        for criterion in found
        if not criterion.retired_on(session.date)
        and (scale := rubric.scale(criterion, session.date)) is not None
    ]
