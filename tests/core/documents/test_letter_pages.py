"""The letter page for its writer, its approver and everyone else."""

from dataclasses import replace

import pytest
from django.urls import reverse

from labor_office.core.documents import letters
from labor_office.core.documents.actions import drafting, issuing, keeping, printing
from labor_office.core.documents.models import Letter, LetterState, PdfJob
from labor_office.core.matters.models.record import FormDraft
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from labor_office.core.web import clock
from tests.core.documents.papers import SET_AT, WRITTEN
from tests.core.documents.reading import said
from tests.factories.matters import MatterAccessFactory
from tests.factories.users import UserFactory
from tests.undone import undone

PAGE = "/letters/G-2026-0042/1/"


@pytest.fixture
def issued(sent, approver):
    return issuing.sign_letter(
        letter_id=sent.pk, revision=sent.revision, dated_on=clock.today(), by=approver, at=clock.now()
    )


def posted(letter, **changes):
    return {**letter.fields, "delivery": letter.delivery, "revision": letter.revision, **changes}


def test_the_writer_saves_sends_and_the_approver_signs_in_two_loads(client, letter, writer, approver):
    client.force_login(writer)
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "Whether section 14.3 was violated." in page.content.decode()

    answer = client.post(PAGE, posted(letter, issue="Whether 14.3 was kept.", act="send", approver=approver.pk))
    assert (answer.status_code, answer["Location"]) == (302, PAGE)

    client.force_login(approver)
    page = client.get(PAGE)
    assert "Approve and sign" in page.content.decode()
    letter.refresh_from_db()
    answer = client.post(PAGE + "sign/", {"revision": letter.revision})

    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    letter.refresh_from_db()
    assert (letter.state, letter.issued_by) == (LetterState.ISSUED, approver)
    assert letter.facts["paper"]["issue"] == [{"number": "1.1", "text": "Whether 14.3 was kept."}]


def test_saving_over_a_colleagues_change_shows_both_texts_and_loses_neither(client, letter, writer):
    colleague = UserFactory(name="Lee Okafor")
    drafting.save_letter(
        letter_id=letter.pk, revision=letter.revision, fields={"discussion": "Their words."}, by=colleague, at=SET_AT
    )
    client.force_login(writer)

    answer = client.post(PAGE, posted(letter, discussion="My words."))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Lee Okafor saved this letter while you were writing" in page
    assert "My words.</textarea>" in page
    assert "<p>Their words.</p>" in page
    letter.refresh_from_db()
    assert letter.fields["discussion"] == "Their words."
    kept = FormDraft.objects.get(user=writer)
    assert kept.values["fields"]["discussion"] == "My words."

    # Choosing one's own is a save over the version that was shown.
    answer = client.post(PAGE, {"revision": letter.revision, "delivery": letter.delivery, "discussion": "My words."})
    letter.refresh_from_db()
    assert (answer.status_code, letter.fields["discussion"], letter.fields["issue"]) == (
        302,
        "My words.",
        WRITTEN["issue"],
    )


def test_words_typed_survive_the_session_and_may_be_discarded(client, letter, writer):
    client.force_login(writer)
    answer = client.post(PAGE + "draft/", posted(letter, discussion="Half a decisi"))
    assert answer.content.decode().startswith("Draft saved ")

    client.logout()
    client.force_login(writer)
    page = client.get(PAGE).content.decode()
    assert "Words you had not saved are back" in page
    assert "Half a decisi</textarea>" in page

    client.post(PAGE + "discard/")
    assert "Half a decisi" not in client.get(PAGE).content.decode()


def test_kept_words_remember_the_revision_they_were_typed_over(client, letter, writer):
    """Otherwise restoring them would overwrite what a colleague saved meanwhile."""
    client.force_login(writer)
    client.post(PAGE + "draft/", posted(letter, discussion="Mine."))
    drafting.save_letter(
        letter_id=letter.pk, revision=letter.revision, fields={"discussion": "Theirs."}, by=UserFactory(), at=SET_AT
    )

    page = client.get(PAGE)

    assert page.context["form"]["revision"].value() == letter.revision
    assert client.post(PAGE, posted(letter, discussion="Mine.")).status_code == 409


def test_saving_forgets_the_kept_words(client, letter, writer):
    client.force_login(writer)
    client.post(PAGE + "draft/", posted(letter, discussion="Done."))
    client.post(PAGE, posted(letter, discussion="Done."))
    assert keeping.kept_words(letter=letter, user=writer) is None


def test_gaps_stand_beside_the_paper_with_links_and_stop_the_sending(client, letter, writer, approver):
    client.force_login(writer)

    answer = client.post(PAGE, posted(letter, issue="", act="send", approver=approver.pk))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#id_issue">Section 1, Issue, is empty.</a>' in page
    assert '<mark class="gap">[the issue]</mark>' in page
    letter.refresh_from_db()
    assert (letter.state, letter.fields["issue"]) == (LetterState.DRAFT, "")


def test_preview_redraws_the_paper_and_saves_nothing(client, letter, writer):
    client.force_login(writer)
    page = client.post(PAGE + "preview/", posted(letter, issue="First.\n\nSecond.")).content.decode()
    assert '<span class="para__n">1.2</span> Second.' in page
    letter.refresh_from_db()
    assert letter.fields["issue"] == WRITTEN["issue"]


def test_the_approver_sends_back_with_a_comment_the_writer_sees(client, sent, approver, writer):
    client.force_login(approver)
    assert client.post(PAGE + "back/", {"comment": ""}).status_code == 422
    client.post(PAGE + "back/", {"comment": "Quote the list of May 1."})

    client.force_login(writer)
    assert "Ruth Castellanos writes: Quote the list of May 1." in client.get(PAGE).content.decode()


def test_an_issued_letter_shows_its_printing_then_its_pdf(client, issued, writer):
    client.force_login(writer)
    page = client.get(PAGE).content.decode()
    assert "Waiting for the printer" in page
    assert 'hx-trigger="every 2s"' in page
    assert client.get("/letters/G-2026-0042/1.pdf").status_code == 302

    printing.print_job(job_id=PdfJob.objects.get().pk, now=clock.now())

    fragment = client.get(PAGE + "printing/").content.decode()
    issued.refresh_from_db()
    assert issued.document.sha256 in fragment
    assert "every 2s" not in fragment
    paper = client.get("/letters/G-2026-0042/1.pdf")
    assert paper["Content-Disposition"] == f'inline; filename="{issued.document.file_name}"'
    assert paper.content.startswith(b"%PDF-1.7")


def test_a_failed_printing_can_be_asked_for_again(client, issued, writer):
    PdfJob.objects.update(state=PdfJob.State.FAILED, error="ValueError: no ink", finished_at=SET_AT)
    client.force_login(writer)
    assert "no ink" in client.get(PAGE).content.decode()

    client.post(PAGE + "print/")

    assert [job.state for job in PdfJob.objects.order_by("pk")] == [PdfJob.State.FAILED, PdfJob.State.QUEUED]


def test_a_draft_pdf_says_so(client, letter, writer):
    client.force_login(writer)
    answer = client.get("/letters/G-2026-0042/1.pdf")
    assert answer["Content-Disposition"].endswith('-draft.pdf"')
    assert answer.content.startswith(b"%PDF-1.7")


def test_a_kind_without_signature_is_issued_after_its_check_page(client, letter, writer):
    letters.register(replace(letters.get("test_decision"), needs_approval=False))
    client.force_login(writer)
    answer = client.post(PAGE, posted(letter, act="issue"))
    assert answer["Location"] == PAGE + "issue/"
    page = client.get(PAGE + "issue/").content.decode()
    assert "Check before it goes out" in page
    assert "Maria Velez, Staff Representative" in page

    letter.refresh_from_db()
    answer = client.post(PAGE + "issue/", {"revision": letter.revision, "dated_on": "today", "delivery": "By hand"})

    letter.refresh_from_db()
    assert (answer.status_code, letter.state, letter.delivery) == (302, LetterState.ISSUED, "By hand")


def test_correcting_opens_the_new_letter_and_asking_twice_the_same_one(client, issued, writer):
    client.force_login(writer)
    first = client.post(PAGE + "correct/")["Location"]
    second = client.post(PAGE + "correct/")["Location"]
    assert first == second == "/letters/G-2026-0042/2/"
    assert Letter.objects.count() == 2


PAGES = (
    ("letter", "get"), ("letter", "post"), ("letter_pdf", "get"), ("draft", "post"), ("discard", "post"),
    ("preview", "post"), ("take_letter_back", "post"), ("issue", "get"), ("correct_letter", "post"),
    ("printing", "get"), ("print_again", "post"), ("sign", "post"), ("back", "post"),
)  # fmt: skip


def test_letters_are_found_by_those_who_may_see_the_matter_only(client, sent, matter):
    """A restricted matter's letter and one that never was answer alike."""
    type(matter).objects.filter(pk=matter.pk).update(level="RESTRICTED")
    chief = UserFactory(role=Role.CHIEF)
    client.force_login(chief)
    for name, method in PAGES:
        unseen, absent = (
            getattr(client, method)(reverse(f"documents:{name}", args=[of, 1])) for of in ("G-2026-0042", "G-2026-0999")
        )
        assert (name, unseen.status_code, absent.status_code) == (name, 404, 404)
        assert said(unseen) == said(absent), (name, method)

    MatterAccessFactory(matter=matter, user=chief)
    for name, method in PAGES:
        with undone():
            found = getattr(client, method)(reverse(f"documents:{name}", args=["G-2026-0042", 1]))
            assert found.status_code != 404, (name, method)


def test_a_reader_without_the_right_to_write_reads(client, letter, matter):
    client.force_login(UserFactory(role=Role.RECORDS))
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "letter-form" not in page.content.decode()
    assert client.post(PAGE, posted(letter)).status_code == 409
    assert client.post(PAGE + "issue/").status_code == 403
    # To whom neither writes nor signs, outside the office, a draft is not there.
    client.force_login(MatterAccessFactory(matter=matter, user__role=Role.LIAISON).user)
    assert (client.get(PAGE).status_code, client.get(PAGE.removesuffix("1/")).status_code) == (404, 200)


def test_the_list_of_letters_asks_the_same_number_of_queries(client, matter, writer, django_assert_num_queries):
    client.force_login(writer)
    client.get("/letters/G-2026-0042/")
    for more in (1, 2):
        for _ in range(more):
            drafting.draft_letter(matter_id=matter.pk, kind="test_decision", by=writer, at=SET_AT)
        with django_assert_num_queries(4):
            assert client.get("/letters/G-2026-0042/").status_code == 200


def test_writer_and_approver_talk_about_a_draft_and_every_turn_is_kept(client, letter, writer, approver):
    client.force_login(writer)
    client.post(PAGE, posted(letter, act="send", approver=approver.pk))
    client.force_login(approver)
    client.post(PAGE + "back/", {"comment": "Quote 14.3 whole."})
    told = Notice.objects.get(template="letter_back")
    assert (told.recipient, told.matter) == (writer, letter.matter)
    assert "Quote" not in str(told.context)
    client.force_login(writer)
    assert client.post(PAGE + "remark/", {"words": "It is quoted on page 2."}).status_code == 302
    letter.refresh_from_db()
    client.post(PAGE, posted(letter, act="send", approver=approver.pk))
    client.force_login(approver)
    talk = client.get(PAGE).context["talk"]
    assert [(one.who, one.did, one.words) for one in talk] == [
        (writer.name, "sent it to be signed", ""),
        (approver.name, "sent it back", "Quote 14.3 whole."),
        (writer.name, "says", "It is quoted on page 2."),
        (writer.name, "sent it to be signed", ""),
    ]
    assert "Quote 14.3 whole." in client.get(PAGE).content.decode()


def test_the_talk_about_a_letter_is_its_writers_and_its_approvers(client, sent, approver):
    analyst = UserFactory(role=Role.RECORDS)
    MatterAccessFactory(matter=sent.matter, user=analyst)
    client.force_login(approver)
    client.post(PAGE + "remark/", {"words": "Not before Friday."})
    client.force_login(analyst)
    page = client.get(PAGE)
    assert (page.status_code, page.context["talk"], page.context["remark_form"]) == (200, (), None)
    client.post(PAGE + "remark/", {"words": "Me too."})
    client.force_login(approver)
    assert "Me too." not in client.get(PAGE).content.decode()


def test_nothing_is_added_to_the_talk_once_a_letter_went_out(client, issued, writer):
    client.force_login(writer)
    answer = client.post(PAGE + "remark/", {"words": "Too late."}, follow=True)
    assert "was issued. Nothing is said of it here any more." in answer.content.decode()
    assert answer.context["remark_form"] is None
