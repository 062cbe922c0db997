"""A difference for programs."""

import json
from dataclasses import asdict
from typing import Any

from mkdocs_rubric.compare.sides import Difference
from mkdocs_rubric.visible import printable


def as_json(difference: Difference) -> str:
    """One object: `base, head, version, changes, impact, reread, unread, needs_version`."""
    comparison = difference.comparison
    return json.dumps(
        {
            "base": printable(difference.base),
            "head": printable(difference.head),
            "version": {
                "before": comparison.before.rubric.version,
                "after": comparison.after.rubric.version,
            },
            "changes": [
                {
                    "kind": change.kind.code,
                    "effect": "scoring" if change.changes_scoring else "editorial",
                    "criterion": change.criterion or None,
                    "place": change.place or None,
                    "path": printable(change.path),
                    "sentence": change.sentence,
                    "before": change.redline.before if change.redline else None,
                    "after": change.redline.after if change.redline else None,
                }
                for change in comparison.changes
            ],
            "impact": _plain(asdict(difference.impact)) if difference.impact else None,
            "reread": [_plain(asdict(reread)) for reread in difference.reread],
            "unread": list(map(printable, difference.unread)),
            "needs_version": difference.needs_version is not None,
        },
        indent=2,
        ensure_ascii=False,
    )


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    return {key: list(entry) if isinstance(entry, tuple) else entry for key, entry in value.items()}
