"""How each page works, in a few sentences; the foot of every page leads here."""

from __future__ import annotations

from typing import NamedTuple


class PageHelp(NamedTuple):
    """A page by how its address begins, and how it works."""

    begins: str
    anchor: str
    title: str
    sentences: tuple[str, ...]


PAGES: tuple[PageHelp, ...] = (
    PageHelp(
        "/desk/account/",
        "page-account",
        "My account",
        (
            "Say when you are away and who stands in. Turn single keys off. Set up a second step.",
            "Not you in the list of sign-ins? Change your password, then sign out everywhere else.",
        ),
    ),
    PageHelp(
        "/desk/",
        "page-desk",
        "My desk",
        (
            "What you owe stands first, by date. What is on course to be late stands beneath, with what is missing.",
            "Waiting on others shows what you asked for; a nudge reminds them, at most every second working day.",
        ),
    ),
    PageHelp(
        "/calendar/",
        "page-calendar",
        "Calendar",
        ("Deadlines, meetings and closures of the matters you may see. Printing gives the same days on paper.",),
    ),
    PageHelp(
        "/deadlines/",
        "page-deadlines",
        "Deadlines",
        (
            "Every clock, soonest first. Why this date unfolds the count: the event, the rule, the days skipped.",
            "A date moves only when what it rests on changes: the event, an extension, a stop, or the calendar.",
        ),
    ),
    PageHelp(
        "/grievances/",
        "page-grievances",
        "Grievances",
        (
            "One record holds a case from the form to the award. Record what happened and its day; dates follow.",
            "The next act stands at the top of the record, with the day it is due.",
        ),
    ),
    PageHelp(
        "/units/",
        "page-bargaining",
        "Bargaining",
        (
            "A unit's page leads to its negotiations. Proposals keep every version and show what changed.",
            "The mandate and caucus notes are for people named on the negotiation only.",
        ),
    ),
    PageHelp(
        "/negotiations/",
        "page-negotiations",
        "Negotiations",
        (
            "Dates shows what the rules count and what is planned back from the Council. Record there what happened.",
            "At impasse each article has both final offers, the factfinder's view and its votes.",
        ),
    ),
    PageHelp(
        "/agreements/",
        "page-agreements",
        "Agreements",
        ("Choose a day to read the text in force then. An article's page shows everything that ever touched it.",),
    ),
    PageHelp(
        "/interpretations/",
        "page-interpretations",
        "Interpretations",
        (
            "The City's official readings. A draft goes to counsel, then to the chief; once published its words stand.",
            "Needs review means that the words under it changed: ask Labor Relations before relying on it.",
        ),
    ),
    PageHelp(
        "/advice/",
        "page-advice",
        "Advice",
        (
            "Question and answer are enough to log advice. What was said before on the article shows beside them.",
            "A department's question is read by its asker and the office, privileged advice by the people named.",
        ),
    ),
    PageHelp(
        "/obligations/",
        "page-obligations",
        "Obligations",
        (
            "What the City promised, soonest due first. Record as done takes what shows it, and your name.",
            "The next day is counted by the office's own rules, on the same calendar as every other date.",
        ),
    ),
    PageHelp(
        "/training/",
        "page-training",
        "Training",
        ("Courses, sessions, who came, and who still owes a course. Certificates come from attendance.",),
    ),
    PageHelp(
        "/access/",
        "page-access",
        "Access",
        (
            "Who may open each closed matter and why. Every change is checked once more and kept in the history.",
            "See as a person lists what they would find, as far as you may see it yourself.",
        ),
    ),
    PageHelp(
        "/audit/",
        "page-audit",
        "Audit",
        (
            "Who did what, newest first. Lines of one request stand together. Nothing here can be changed.",
            "A matter's row history shows each field's old and new value.",
        ),
    ),
    PageHelp(
        "/notices/",
        "page-notices",
        "Notices",
        ("Everything the Desk told you, mailed or not. Settings say which reminders you get and when.",),
    ),
)


def help_for(path: str) -> PageHelp | None:
    """How the page at ``path`` works: the entry whose beginning fits longest; None where none was written."""
    fits = [page for page in PAGES if path.startswith(page.begins)]
    return max(fits, key=lambda page: len(page.begins), default=None)
