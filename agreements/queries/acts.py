"""What is done about a deadline of a question, an obligation or a term: the button's words and its page."""

from __future__ import annotations

from django.urls import reverse

from labor_office.core.deadlines.acts import Act, Owed


def act_for_advice(owed: Owed) -> Act:
    """Answering, or saying what became of it."""
    if owed.code == "ANSWER":
        return Act("Answer the question", reverse("agreements:answer_advice", args=[owed.reference]))
    return Act("Follow up", reverse("agreements:follow_up_advice", args=[owed.reference]))


def act_for_obligation(owed: Owed) -> Act:
    """Recording that it was done."""
    return Act("Record as done", reverse("agreements:fulfil", args=[owed.reference]))


def act_for_term(owed: Owed) -> Act:
    """The windows of the term, where what happened is recorded."""
    return Act("Record what happened", reverse("agreements:term_and_money", args=[owed.reference]))


def act_for_adoption(owed: Owed) -> Act:
    """The page on which the step is recorded."""
    pages = {
        "RATIFY": ("Record the vote", "ratify"),
        "COUNCIL": ("Record the roll call", "resolve"),
        "SIGN": ("Record the signatures", "sign_adoption"),
        "PUBLISH": ("Publish", "publish_adoption"),
    }
    label, name = pages.get(owed.code, ("Open", "adoption"))
    return Act(label, reverse(f"agreements:{name}", args=[owed.reference]))
