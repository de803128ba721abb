"""Words of a letter that are sent when nobody is signed in any more."""

from django.conf import settings
from django.test import Client

from labor_office.core.matters.models.record import FormDraft
from tests.core.documents.test_letter_pages import PAGE, posted


def test_words_sent_after_the_session_are_kept_for_their_writer_before_signing_in(letter, writer):
    """Without the form's token too, and when the writer signed in again in another window."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer)
    sent = posted(letter, csrfmiddlewaretoken="t" * 32, written_by=client.get(PAGE).context["written_by"])
    client.logout()
    for words, has_token, is_back, status in (
        ("Signed out.", True, False, 302), ("No cookie left.", False, False, 302),
        ("Back elsewhere.", False, True, 403),
    ):  # fmt: skip
        client.cookies[settings.CSRF_COOKIE_NAME] = "t" * 32 if has_token else ""
        if is_back:
            client.force_login(writer)
        assert client.post(PAGE, sent | {"discussion": words}).status_code == status
        assert FormDraft.objects.get(user=writer).values["fields"]["discussion"] == words

    client.post(PAGE, sent | {"discussion": "Somebody's.", "written_by": sent["written_by"] + "x"})
    assert FormDraft.objects.get().values["fields"]["discussion"] == "Back elsewhere."
    letter.refresh_from_db()
    assert letter.fields["discussion"] != "Signed out."
