"""A difference for programs."""

import json
from dataclasses import asdict
from typing import Any

from mkdocs_rubric.compare.states import Difference
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
                    "kind": one.kind.code,
                    "effect": "scoring" if one.changes_scoring else "editorial",
                    "criterion": one.criterion or None,
                    "place": one.place or None,
                    "path": printable(one.path),
                    "sentence": one.sentence,
                    "before": one.redline.before if one.redline else None,
                    "after": one.redline.after if one.redline else None,
                }
                for one in comparison.changes
            ],
            "impact": _plain(asdict(difference.impact)) if difference.impact else None,
            "reread": [_plain(asdict(one)) for one in difference.reread],
            "unread": list(map(printable, difference.unread)),
            "needs_version": difference.needs_version is not None,
        },
        indent=2,
        ensure_ascii=False,
    )


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    return {key: list(one) if isinstance(one, tuple) else one for key, one in value.items()}
