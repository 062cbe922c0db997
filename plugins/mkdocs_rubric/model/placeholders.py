"""What stands in the forms that people fill in, and may not stand there when they are done."""

TITLE = "What is decided, as a statement"
SITUATION = "What happened."
READ = "Which scores were given, and why."
DECISION = "How it is scored from now on."
WHY = "The reason, for the next person who asks."
CASE_ID = "a-short-name"
CASE_SITUATION = "What happened. The first sentence is its title."
CASE_GUIDANCE = "How to score it, and why."
DISPUTE = "What the score should have been, and why, in a line"
CONVERSATION = "C-0000"
OBJECTION = "What the guideline said on the day of the review, and why the score does not fit."
SUMMARY = "What the customer wants, and what happens, in a line"
REASON = "Why the guideline stays as it is."

ALL = frozenset(
    value for name, value in list(globals().items()) if name.isupper() and isinstance(value, str)
)
