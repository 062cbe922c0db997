"""Sheets and scorecard for Label Studio: tasks as JSON, the labelling interface as XML."""

import json
from typing import Any
from xml.sax.saxutils import quoteattr

from mkdocs_rubric.calibration.asked import asked
from mkdocs_rubric.model import Cell, Held, Mark, Project, Sheet


def as_tasks(project: Project, held: Held) -> str:
    """A task for each conversation: people's scores, the consensus, what machines gave."""
    written = held.as_written
    tasks = []
    for number, conversation in enumerate(held.session.conversations, 1):
        text = held.transcripts.get(conversation.transcript or "", conversation.summary or "")
        annotations: list[dict[str, Any]] = []
        predictions: list[dict[str, Any]] = []
        for sheet in written.sheets:
            for who in sheet.people:
                result = _results(sheet, conversation.id, who)
                if not result:
                    continue
                if who in project.rubric.machines:
                    predictions.append({"model_version": who, "result": result})
                else:
                    annotations.append({"completed_by": {"email": who}, "result": result})
        if written.consensus is not None:
            agreed = _results(written.consensus, conversation.id, None)
            if agreed:
                about = {"completed_by": {"email": "consensus"}, "ground_truth": True}
                annotations.append({**about, "result": agreed})
        tasks.append(
            {
                "id": number,
                "data": {"ticket_id": conversation.id, "text": text},
                "annotations": annotations,
                "predictions": predictions,
            }
        )
    return json.dumps(tasks, indent=1, ensure_ascii=False) + "\n"


def _results(sheet: Sheet, conversation: str, who: str | None) -> list[dict[str, Any]]:
    found = []
    columns = (sheet.reviewers, sheet.conversations, sheet.criteria, sheet.cells, sheet.notes)
    for reviewer, what, on, cell, note in zip(*columns, strict=True):
        if what != conversation or (who is not None and reviewer != who):
            continue
        if cell is not Mark.NOT_SCORED:
            value: dict[str, Any] = {"choices": [_shown(cell)]}
            found.append({"from_name": on, "to_name": "text", "type": "choices", "value": value})
            if note:
                value = {"text": [note]}
                about = {"from_name": f"{on}_note", "to_name": "text"}
                found.append({**about, "type": "textarea", "value": value})
    return found


def _shown(cell: Cell) -> str:
    return str(cell.value) if isinstance(cell, Mark) else str(cell)


def as_interface(project: Project, held: Held) -> str:
    """The labelling interface: a choice for each criterion of the session, and a note."""
    lines = ["<View>", '  <Text name="text" value="$text"/>']
    for criterion, scale in asked(project.rubric, held.session):
        name = quoteattr(criterion.id)
        lines.append(f"  <Header value={quoteattr(criterion.title)}/>")
        lines.append(f'  <Choices name={name} toName="text" choice="single-radio">')
        for score in reversed(scale.scores):
            value, hint = quoteattr(str(score)), quoteattr(scale.levels[score])
            lines.append(f"    <Choice value={value} hint={hint}/>")
        if criterion.not_applicable is not None:
            lines.append('    <Choice value="NA" hint="Not applicable"/>')
        lines.append("  </Choices>")
        note = quoteattr(f"{criterion.id}_note")
        lines.append(f'  <TextArea name={note} toName="text" rows="1"/>')
    return "\n".join([*lines, "</View>", ""])
