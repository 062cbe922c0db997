"""Amazon Connect: one JSON file for each evaluation (schemaVersion 3.1 and later)."""

import datetime as dt

from mkdocs_rubric.exchange.node import Node
from mkdocs_rubric.exchange.records import Export, Rating, ToolSession

MACHINE = "Amazon Connect"
_SCORED = ("SINGLESELECT", "NUMERIC")


def read(document: Node, export: Export) -> None:
    """An evaluation, or several in a list."""
    for evaluation in document.entries():
        _evaluation(evaluation, export)


def _evaluation(evaluation: Node, export: Export) -> None:
    evaluation.skip("schemaVersion", "evaluationId", "sections")
    about = evaluation.inside("metadata")
    about.drop("agentId", "evaluatedParticipantId", "evaluationAcknowledgerComment")
    about.skip(
        *("accountId", "instanceId", "evaluationDefinitionTitle", "evaluationDefinitionId"),
        *("evaluationDefinitionVersion", "evaluationStartTimestamp", "score", "creator"),
        *("resubmitted", "evaluationSource", "evaluationType", "evaluatedParticipantRole"),
        *("evaluationAcknowledgedTimestamp", "autoEvaluated", "evaluator"),
    )
    export.account.read["evaluations"] += 1
    session = about.id("calibrationSessionId")
    when = about.time("evaluationSubmitTimestamp", "evaluationStartTimestamp")
    if session:
        known = export.sessions.get(session)
        times = [each for each in (when, known.held if known else None) if each is not None]
        held = max(times, default=None)
        export.sessions[session] = ToolSession(session, "", held)
    for section in evaluation.each("sections"):
        section.skip("sectionRefId", "sectionTitle", "parentSectionRefId", "score")
        if section.text("notes"):
            export.account.leave("notes", "on a section, and not on a question", section.where)
    machine = about.flag("autoEvaluated")
    person = about.text("evaluator")
    for question in evaluation.each("questions"):
        _question(question, export, about.id("contactId"), person, session, when, machine=machine)


def _question(
    question: Node,
    export: Export,
    conversation: str,
    person: str,
    session: str,
    when: dt.datetime | None,
    *,
    machine: bool,
) -> None:
    """A question's answer: the text of what was chosen, or a number."""
    question.skip("sectionRefId", "score", "questionRefId", "questionText")
    answer = question.inside("answer")
    kind = question.text("questionType")
    if kind not in _SCORED:
        answer.skip("value", "values", "notes", "metadata")
        export.account.leave("answers", f"of type {kind or 'unknown'}: no score", question.where)
        return
    answer.inside("metadata").skip("notApplicable")
    value = answer.text("value")
    for option in answer.each("values"):
        option.skip("valueRefId", "valueText")
        if option.flag("selected"):
            value = option.text("valueText")
    if answer.inside("metadata").flag("notApplicable"):
        value = "NA"
    export.add(
        Rating(
            conversation=conversation,
            criterion=question.text("questionText", "questionRefId"),
            reviewer=MACHINE if machine else person,
            value=value,
            note=answer.text("notes"),
            session=session,
            when=when,
            machine=machine,
            where=question.where,
        )
    )
