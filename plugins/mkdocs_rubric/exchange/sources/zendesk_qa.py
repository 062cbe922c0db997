"""Zendesk QA's Public Export API: calibration sessions, reviews, AutoQA ratings.

int64 ids are text, and a zero or false may be left out of an object (proto3 JSON).
"""

from dataclasses import replace
from decimal import Decimal

from mkdocs_rubric.exchange.node import Node
from mkdocs_rubric.exchange.records import Export, Rating, ToolSession

AUTOQA = "Zendesk AutoQA"


def read(document: Node, export: Export) -> None:
    """Any of the three: pages of the API, their entries in a list, or one a line."""
    for page in document.entries():
        if page.has("reviews") and page.has("externalId"):
            _reviewed(page, export)
        elif page.has("conversations") and page.has("id"):
            _calibration(page, export)
        elif page.has("ratingCategoryName") or page.has("ratingCategoryId"):
            _autoqa(page, export)
        else:
            _page(page, export)


def _page(page: Node, export: Export, *, whole: bool = True) -> None:
    """A page; what a script has put it into is opened once."""
    page.skip("pagination", "nextCursor")
    about = page.inside("pagination")
    about.skip("page", "pageSize")
    total = about.number("total")
    for name, what, entry in (
        ("calibrationSessions", "calibration sessions", _calibration),
        ("conversations", "reviewed conversations", _reviewed),
        ("rows", "rows of AutoQA", _autoqa),
    ):
        if not page.has(name):
            continue
        if total is not None:
            export.account.announced[what] = max(int(total), export.account.announced.get(what, 0))
        for each in page.each(name):
            entry(each, export)
        if page.has("nextCursor"):
            export.account.page(what, more=bool(page.text("nextCursor")))
    for name in ("data", "response", "result"):
        if whole and isinstance(page.value.get(name), dict):
            _page(page.inside(name), export, whole=False)
        elif name == "data" and page.has(name):
            export.account.leave(
                "scorecards", "a scorecard becomes a rubric with rubric init --from", page.where
            )
    if page.has("disputes"):
        export.account.leave("pages of disputes", "a dispute is a file in disputes/", page.where)


def _calibration(session: Node, export: Export) -> None:
    name = session.id("id")
    session.drop("createdBy")
    session.skip("updatedAt")
    export.sessions[name] = ToolSession(
        name, session.text("title"), session.time("createdAt"), session.time("dueAt")
    )
    export.account.read["calibration sessions"] += 1
    for conversation in session.each("conversations"):
        conversation.drop("createdBy")
        conversation.skip("createdAt")
        for review in conversation.each("reviews"):
            _review(review, conversation.id("externalId"), "", name, export)


def _reviewed(conversation: Node, export: Export) -> None:
    conversation.drop("comments", "externalFields")
    conversation.skip("url", "externalUrl", "lastUpdated", "lastUpdatedISO", "createdAt")
    conversation.skip("createdAtISO", "workspaceId", "workspaceName")
    export.account.read["reviewed conversations"] += 1
    channel = conversation.text("sourceType")
    for review in conversation.each("reviews"):
        _review(review, conversation.id("externalId"), channel, "", export)


def _review(review: Node, conversation: str, channel: str, session: str, export: Export) -> None:
    """One reviewer's scores on one conversation. `reviewee` is the agent, and is never kept."""
    agent = review.inside("reviewee")
    export.agents.update(filter(None, (agent.text("name"), agent.text("email"))))
    review.drop("reviewee", "tags")
    review.skip("id", "score", "received", "reviewTime", "pauseTime", "timeTrackingPeriods")
    card = review.inside("scorecard")
    card.skip("id", "name")
    reviewer = review.inside("reviewer")
    reviewer.drop("avatar", "groups")
    reviewer.skip("name", "email")
    who = reviewer.text("email") or reviewer.text("name")
    notes = [review.text("comment")]
    for reply in review.each("thread"):
        reply.drop("owner", "tags", "thread")
        reply.skip("id", "createdAt", "updatedAt", "createdISO", "updatedISO", "created", "updated")
        notes.append(reply.text("comment"))
    when = review.time("updatedISO", "createdISO", "updatedAt", "createdAt", "updated", "created")
    review.skip("createdISO", "createdAt", "created", "updatedAt", "updated")
    base = Rating(conversation, "", who, "", "", session, when, channel=channel)
    comment = " / ".join(filter(None, notes))
    for rating in review.each("ratings"):
        _rated(rating, replace(base, note=comment, where=rating.where), export)
        comment = ""
    if comment:
        export.account.leave("comments", "on a review without a rating", review.where)


def _rated(rating: Node, base: Rating, export: Export) -> None:
    """One category's score. What has causes says why; what the whole review says stands first."""
    rating.skip("categoryId", "weight", "critical", "groupName", "groupId")
    causes = list(dict.fromkeys(filter(None, (rating.text("cause"), *rating.texts("causes")))))
    number = rating.number("score")
    if number is None and not rating.has("score"):
        export.account.note(
            "some ratings have no score: read as zero, which this format leaves out; what does not "
            "apply has no rating at all there"
        )
        number = Decimal(0)
    note = " / ".join(filter(None, (base.note, ", ".join(causes))))
    value = "" if number is None else f"{number.normalize():f}"
    name = rating.text("categoryName", "categoryId")
    export.add(replace(base, criterion=name, value=value, note=note))


def _autoqa(row: Node, export: Export) -> None:
    """One score of the machine. It says the scale's points beside the percentage."""
    export.account.read["rows of AutoQA"] += 1
    export.agents.update(filter(None, (row.text("revieweeName"), row.text("revieweeEmail"))))
    row.drop("revieweeName", "revieweeEmail", "revieweeExternalId", "revieweeInternalId")
    row.skip(
        *("autoqaRatingId", "autoqaReviewId", "accountId", "workspaceId", "workspaceName"),
        *("connectionId", "conversationCreatedAt", "appConversationLink", "paymentId", "score"),
        *("externalConversationLink", "ratingCategoryId", "autoqaCategoryType", "scorecardId"),
        *("scorecardName", "weight", "isCritical", "reviewCritical", "groupCritical"),
        *("ratingMax", "ratingRangeMax", "ratingScaleScore", "rootCauseCodes", "createdAt"),
        *("ratingCategoryName", "categoryDisplayName"),
    )
    if row.has("evaluated") and not row.flag("evaluated"):
        export.account.leave("AutoQA ratings", "not evaluated by the machine", row.where)
        return
    number = row.number("score")
    rating = Rating(
        conversation=row.id("externalTicketId"),
        criterion=row.text("categoryDisplayName", "ratingCategoryName", "ratingCategoryId"),
        reviewer=AUTOQA,
        value=f"{(number or Decimal(0)).normalize():f}",
        note=", ".join(row.texts("rootCauses")),
        when=row.time("updatedAt", "createdAt"),
        machine=True,
        where=row.where,
    )
    export.add(rating)
