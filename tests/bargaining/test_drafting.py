"""A sheet is priced by the proposal whose words it bears, never by another that came later without any."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from bargaining.models.proposals import TentativeAgreement
from bargaining.rules.vocabulary import Side
from tests.bargaining.table import log

pytestmark = pytest.mark.django_db


def test_the_words_of_one_proposal_are_not_priced_as_anothers(client, negotiation, chief):
    written = log(negotiation, chief, "4 hours").proposal
    written.text = "Four hours of pay are guaranteed."
    written.save(update_fields=["text"])
    spoken = log(negotiation, chief, "3.5 hours", side=Side.CITY).proposal
    client.force_login(chief)
    page = reverse("bargaining:agree", args=[negotiation.reference, written.issue.number])

    form = client.get(page).context["form"]
    assert (form["text"].value(), form["proposal"].value()) == (written.text, "")

    refused = client.post(page, {"text": f"  {written.text} ", "proposal": spoken.pk})
    assert f"These are the words of {written}." in refused.content.decode()
    client.post(page, {"text": written.text})
    assert not TentativeAgreement.objects.exists()

    assert client.post(page, {"text": written.text, "proposal": written.pk}).status_code == HTTPStatus.FOUND
    sheet = TentativeAgreement.objects.get()
    assert sheet.proposal == written
    assert client.get(page).context["form"]["proposal"].value() == str(written.pk)

    assert client.post(page, {"text": "Words of their own.", "proposal": "none"}).status_code == HTTPStatus.FOUND
    sheet.refresh_from_db()
    assert (sheet.text, sheet.proposal) == ("Words of their own.", None)
