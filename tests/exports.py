"""Small exports, written after each tool's public documents. Everybody in them is made up."""

PEOPLE = {
    "ana": {"email": "ana.lopez@northwind.example", "name": "Ana López", "groups": []},
    "ben": {"email": "ben.ode@northwind.example", "name": "Ben Ode"},
}
AGENT = {"email": "priya.nair@northwind.example", "name": "Priya Nair", "avatar": "x.png"}


def _zendesk_qa_review(number, who, scores, comment=""):
    return {
        "id": str(number),
        "reviewer": PEOPLE[who],
        "reviewee": AGENT,
        "score": 62.5,
        "ratings": [
            {"categoryId": "71", "categoryName": name, "weight": 10.0, **given}
            for name, given in scores.items()
        ],
        "comment": comment,
        "createdISO": "2026-09-16T10:00:00Z",
        "updatedISO": "2026-09-16T10:30:00.123456789Z",
    }


ZENDESK_QA = {
    "calibrationSessions": [
        {
            "id": "9007199254740993123",
            "title": "September calibration",
            "createdAt": "2026-09-15T08:00:00Z",
            "createdBy": "44",
            "conversations": [
                {
                    "externalId": "48213",
                    "reviews": [
                        _zendesk_qa_review(
                            1,
                            "ana",
                            {"Empathy": {"score": 75.0}, "Clarity": {"score": 100.0}},
                            "Priya Nair named it. Ring +44 20 7946 0958.",
                        ),
                        _zendesk_qa_review(
                            2,
                            "ben",
                            {"Empathy": {"score": 25.0, "causes": ["Tone"]}, "Clarity": {}},
                        ),
                    ],
                }
            ],
        }
    ],
    "pagination": {"page": 1, "pageSize": 50, "total": 1},
}
ZENDESK_QA_REVIEWS = {
    "conversations": [
        {
            "externalId": "48999",
            "externalUrl": "https://northwind.example/t/48999",
            "sourceType": "email",
            "reviews": [_zendesk_qa_review(7, "ana", {"Empathy": {"score": 50.0}})],
            "workspaceId": "3",
        }
    ]
}
ZENDESK_QA_AUTOQA = {
    "rows": [
        {
            "autoqaRatingId": "1",
            "externalTicketId": "48213",
            "revieweeName": "Priya Nair",
            "ratingCategoryName": "Empathy",
            "score": 100.0,
            "ratingScaleScore": 5.0,
            "ratingMax": 5.0,
            "evaluated": True,
            "createdAt": "2026-09-16T11:00:00Z",
        },
        {"externalTicketId": "48213", "ratingCategoryName": "Clarity", "evaluated": False},
    ],
    "nextCursor": "",
}
ZENDESK = {
    "tickets": [
        {
            "id": 4711,
            "requester_id": 101,
            "requester": {"name": "Jo Brand", "email": "jo@brand.example"},
            "via": {"channel": "email"},
            "description": "The poles do not fit.",
            "custom_fields": [{"id": 1, "value": "Jo Brand"}],
            "updated_at": "2026-09-22T09:00:00Z",
            "comments": [
                {
                    "id": 1,
                    "author_id": 101,
                    "public": True,
                    "html_body": "<p>The poles<br>do not fit.</p><script>alert(1)</script>",
                },
                {"id": 2, "author_id": 7, "public": False, "body": "She is a VIP"},
                {
                    "id": 3,
                    "author_id": 7,
                    "public": True,
                    "body": "Sorry, Jo. Is 4111 1111 1111 1111 yours?",
                    "created_at": "2026-09-21T10:00:00Z",
                },
            ],
        },
        {"id": 4711, "updated_at": "2026-09-20T09:00:00Z", "description": "older"},
    ],
    "end_of_stream": True,
}
INTERCOM = {
    "type": "conversation.list",
    "conversations": [
        {
            "type": "conversation",
            "id": "1295",
            "created_at": 1663597223,
            "updated_at": 1663597260,
            "source": {
                "type": "email",
                "body": "<p>Hey there, Max here!</p>",
                "author": {"type": "user", "name": "Max Roth", "email": "max@roth.example"},
            },
            "conversation_parts": {
                "conversation_parts": [
                    {
                        "part_type": "comment",
                        "body": "<p>Hello Max</p>",
                        "author": {"type": "admin", "name": "Priya Nair"},
                        "created_at": 1663597300,
                    },
                    {"part_type": "note", "body": "<p>angry man</p>", "author": {"type": "admin"}},
                    {"part_type": "assignment", "body": None, "author": {"type": "bot"}},
                ],
                "total_count": 3,
            },
            "scorecards": [
                {
                    "scorecard_id": "67890",
                    "evaluated_at": 1719493065,
                    "evaluators": [
                        {
                            "evaluator_id": "54321",
                            "result": {
                                "value": "pass",
                                "source": "ai",
                                "reasoning": "Max was met.",
                            },
                        },
                        {"evaluator_id": "54321", "result": {"value": "fail", "source": "human"}},
                    ],
                }
            ],
        }
    ],
    "pages": {"type": "pages", "page": 1},
}
FRESHDESK = [
    {
        "id": 31,
        "source": 1,
        "requester_id": 5,
        "requester": {"name": "Kim Oh", "email": "kim@oh.example"},
        "description_text": "Where is my parcel? Kim",
        "created_at": "2015-08-18T16:18:14Z",
        "conversations": [
            {"id": 1, "incoming": False, "private": False, "body_text": "On its way, Kim Oh."},
            {"id": 2, "incoming": False, "private": True, "body_text": "lost it"},
        ],
    }
]
AMAZON_CONNECT = {
    "schemaVersion": "3.1",
    "evaluationId": "fb90de35",
    "metadata": {
        "contactId": "badd4896",
        "agentId": "priya",
        "evaluator": "ana",
        "calibrationSessionId": "cal-1",
        "evaluationSubmitTimestamp": "2026-11-14T17:59:29.052Z",
        "score": {"percentage": 100},
    },
    "sections": [{"sectionRefId": "s1", "sectionTitle": "All", "notes": "fine"}],
    "questions": [
        {
            "questionRefId": "q1",
            "questionType": "SINGLESELECT",
            "questionText": "Empathy",
            "answer": {
                "values": [
                    {"valueText": "Level 3", "valueRefId": "o1", "selected": True},
                    {"valueText": "Level 1", "valueRefId": "o2", "selected": False},
                ],
                "notes": "named it",
                "metadata": {"notApplicable": False},
            },
        },
        {
            "questionRefId": "q2",
            "questionType": "NUMERIC",
            "questionText": "Clarity",
            "answer": {"value": "", "metadata": {"notApplicable": True}},
        },
        {"questionRefId": "q3", "questionType": "TEXT", "answer": {"value": "hm"}},
    ],
}
LABEL_STUDIO = [
    {
        "id": 1,
        "data": {"ticket_id": "T-1", "text": "Jo writes"},
        "annotations": [
            {
                "completed_by": {"id": 3, "email": "ana.lopez@northwind.example"},
                "was_cancelled": False,
                "updated_at": "2026-03-09T21:52:49.513742Z",
                "result": [
                    {"from_name": "empathy", "type": "rating", "value": {"rating": 4}},
                    {"from_name": "empathy", "type": "textarea", "value": {"text": ["named it"]}},
                ],
            },
            {"completed_by": 9, "was_cancelled": True, "result": []},
            {
                "completed_by": 9,
                "ground_truth": True,
                "result": [{"from_name": "empathy", "type": "number", "value": {"number": 3}}],
            },
        ],
        "predictions": [
            {
                "model_version": "judge-7",
                "result": [{"from_name": "empathy", "type": "rating", "value": {"rating": 5}}],
            }
        ],
    }
]
JSON = {
    "zendesk-qa": ZENDESK_QA,
    "zendesk": ZENDESK,
    "intercom": INTERCOM,
    "freshdesk": FRESHDESK,
    "amazon-connect": AMAZON_CONNECT,
    "label-studio": LABEL_STUDIO,
}
LONG = """\
Ticket ID,Reviewer,Category,Rating,Comment,Timestamp,Agent
9007199254740993123,ana@northwind.example,Empathy,4,Priya named it,2026-11-25 15:04:05,Priya Nair
9007199254740993123,ben@northwind.example,Empathy,2,,2026-11-25 16:04:05,Priya Nair
9007199254740993124,ana@northwind.example,Clarity,NA,,2026-11-25 15:04:05,Priya Nair
9.45E+12,ana@northwind.example,Empathy,1,,2026-11-25 15:04:05,Priya Nair
"""
WIDE = """\
conversation;criterion;ana;ben
C-1;empathy;4;2
C-1;clarity;5;
"""
FORM = """\
Timestamp,Email Address,Ticket,Empathy (1-5),"Was it clear?",Score
2026/11/25 3:04:05 PM GMT+1,ana@northwind.example,C-1,4,Level 5,90
2026/11/25 3:14:05 PM GMT+1,ana@northwind.example,C-1,3,Level 5,80
2026/11/25 3:05:05 PM GMT+1,ben@northwind.example,C-1,2,N/A,
"""
TABLES = {"long": LONG, "wide": WIDE, "form": FORM}
