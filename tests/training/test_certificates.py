"""Certificates: numbered once, set from frozen facts, and a public answer of one word."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.urls import reverse

from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.models import PdfJob
from labor_office.core.users.permissions import Role
from tests.core.documents.validator import assert_accessible_pdf
from tests.each import each
from tests.factories.requirements import CompletionFactory
from tests.factories.users import UserFactory
from tests.training.city import AT, TODAY
from training.actions.certificates import (
    CertificateRefused,
    issue_certificates,
    paper_of,
    print_again,
    print_certificate,
    withdraw_certificate,
)
from training.actions.proof import void_completion
from training.models.proof import Certificate
from training.queries.certificates import is_code_valid, progress_of
from training.queries.squares import square_of
from training.rules.certificates import holds_on, length_in_words, read_code, shown_code


@each(
    ("typed", "read"),
    [
        ("7K3M-9QXT-04AB", "7K3M9QXT04AB"),
        (" 7k3m 9qxt o4ab ", "7K3M9QXT04AB"),
        ("LIO0-0000-0000", "110000000000"),
        ("7K3M-9QXT-04A", ""),
        ("7K3M-9QXT-04AU", ""),  # no U among the letters
        ("' OR 1=1 --xx", ""),
        ("", ""),
    ],
)
def test_a_code_is_read_however_it_was_typed(typed, read):
    assert read_code(typed) == read


def test_a_code_is_shown_in_fours():
    assert shown_code("7K3M9QXT04AB") == "7K3M-9QXT-04AB"


@each(("minutes", "words"), [(180, "3 hours"), (90, "1 hour 30 minutes"), (45, "45 minutes")])
def test_a_length_in_words(minutes, words):
    assert length_in_words(minutes) == words


DONE, LAST = date(2026, 5, 4), date(2028, 5, 4)


@each(
    ("day", "until", "is_taken_back", "expected"),
    [
        (DONE - timedelta(days=1), LAST, False, False),
        (DONE, LAST, False, True),
        (LAST, LAST, False, True),
        (LAST + timedelta(days=1), LAST, False, False),
        (date(2099, 1, 1), None, False, True),
        (DONE, LAST, True, False),
    ],
)
def test_a_certificate_holds_from_its_day_to_its_last(day, until, is_taken_back, expected):
    assert holds_on(day, completed_on=DONE, valid_until=until, is_taken_back=is_taken_back) is expected


QUERIES_TO_ISSUE = 15


@pytest.fixture
def trainer(db):
    return UserFactory(role=Role.TRAINER)


def issued(trainer, count=1, **done):
    """Certificates of so many completions."""
    rows = [CompletionFactory(**done) for _ in range(count)]
    return issue_certificates(completions=rows, by=trainer, at=AT)


def test_certificates_are_numbered_in_order_and_issued_once(trainer):
    batch = issued(trainer, 3)
    rows = list(Certificate.objects.order_by("pk"))
    assert [row.number for row in rows] == ["TC-2026-0001", "TC-2026-0002", "TC-2026-0003"]
    assert len({row.code for row in rows}) == 3
    assert progress_of(batch).total == 3
    with pytest.raises(CertificateRefused, match="already"):
        issue_certificates(completions=[row.completion for row in rows], by=trainer, at=AT)


@pytest.mark.parametrize("count", [1, 5])
def test_five_are_issued_with_as_many_queries_as_one(trainer, count, django_assert_num_queries):
    issued(trainer)
    rows = [CompletionFactory() for _ in range(count)]
    with django_assert_num_queries(QUERIES_TO_ISSUE):
        batch = issue_certificates(completions=rows, by=trainer, at=AT)
    made = list(batch.certificates.order_by("pk").select_related("completion__employee"))
    assert [one.number for one in made] == [f"TC-2026-{2 + place:04}" for place in range(count)]
    assert [one.completion.employee.name for one in made] == sorted(row.employee.name for row in rows)
    assert len({one.facts["sheet"]["document"] for one in made}) == count
    assert PdfJob.objects.filter(subject_id__in=[one.pk for one in made], state=PdfJob.State.QUEUED).count() == count


def test_a_paper_asked_for_twice_is_set_once(trainer):
    batch = issued(trainer, 2)
    assert print_again(batch_id=batch.pk, by=trainer, at=AT) == 2
    assert PdfJob.objects.count() == 2


def test_the_square_is_drawn_when_the_paper_is_set_and_kept_where_it_was_drawn_before(trainer):
    issued(trainer)
    facts = Certificate.objects.get().facts
    paper = paper_of(facts)
    assert (paper.qr_path, paper.qr_size) == square_of(paper.address)
    facts["paper"] |= {"qr_path": "M4 4h1v1h-1z", "qr_size": 41}
    assert paper_of(facts).qr_path == "M4 4h1v1h-1z"


def test_the_worker_sets_each_paper_and_the_batch_shows_how_far_it_is(trainer):
    batch = issued(trainer, 2)
    first, second = PdfJob.objects.order_by("pk")
    assert (progress_of(batch).done, progress_of(batch).is_under_way) == (0, True)
    print_job(job_id=first.pk, now=AT)
    assert (progress_of(batch).done, progress_of(batch).is_under_way) == (1, True)
    PdfJob.objects.filter(pk=second.pk).update(state=PdfJob.State.FAILED)
    assert (progress_of(batch).failed, progress_of(batch).is_under_way) == (1, False)
    assert Certificate.objects.get(pk=first.subject_id).document is not None


def test_the_paper_is_tagged_the_same_twice_and_one_page(trainer):
    issued(trainer, valid_until=LAST)
    pk = Certificate.objects.get().pk
    content = print_certificate(pk).content
    assert content == print_certificate(pk).content
    with pikepdf.open(io.BytesIO(content)) as paper:
        assert len(paper.pages) == 1
        assert paper.open_metadata()["pdfuaid:part"] == "1"
        width, height = paper.pages[0].mediabox[2:]
        assert width > height
    assert_accessible_pdf(content)


def test_the_square_holds_the_address():
    path, size = square_of("https://desk.rivermont.example/check/7K3M-9QXT-04AB/")
    assert size == 41
    assert path.startswith("M4 4h1v1h-1z")


def answer(client, code):
    """What the public page says, its form's value apart."""
    page = client.get(reverse("training:check", args=[code]))
    assert page.status_code == 200
    return page.content.decode().replace(code, "CODE")


def test_unknown_withdrawn_run_out_and_voided_answer_alike(client, trainer):
    issued(trainer, 4)
    good, withdrawn, voided, _ = rows = list(Certificate.objects.order_by("pk"))
    withdraw_certificate(certificate_id=withdrawn.pk, because="Wrong person", by=trainer, at=AT)
    void_completion(completion_id=voided.completion.pk, because="Not there", by=trainer, at=AT)
    issued(trainer, valid_until=date(2026, 5, 5))
    ran_out = Certificate.objects.latest("pk")
    told = {answer(client, shown_code(row.code)) for row in (withdrawn, voided, ran_out)}
    told |= {answer(client, "0000-0000-0000"), answer(client, "nonsense")}
    assert len(told) == 1
    assert "Not valid" in told.pop()
    said = answer(client, shown_code(good.code))
    assert "Valid" in said
    for row in rows:
        assert row.completion.employee.name not in said
        assert row.number not in said
        assert row.completion.version.course.title not in said


def test_whoever_asks_too_often_must_wait(client, db):
    answers = [client.get("/check/", {"code": "0000-0000-0000"}).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


def test_a_certificate_withdrawn_stays_readable_and_holds_no_more(client, trainer):
    issued(trainer)
    made = Certificate.objects.get()
    assert is_code_valid(made.code, on=TODAY)
    withdraw_certificate(certificate_id=made.pk, because="Wrong person", by=trainer, at=AT)
    assert not is_code_valid(made.code, on=TODAY)
    client.force_login(trainer)
    assert "Wrong person" in client.get(reverse("training:certificate", args=[made.number])).content.decode()
    with pytest.raises(CertificateRefused):
        withdraw_certificate(certificate_id=made.pk, because="Again", by=trainer, at=AT)


def test_a_certificate_is_found_by_those_who_read_that_persons_training(client, trainer):
    issued(trainer)
    made = Certificate.objects.get()
    specialist, liaison, decider, themselves = (
        UserFactory(role=role) for role in (Role.SPECIALIST, Role.LIAISON, Role.DECISION_MAKER, Role.DECISION_MAKER)
    )
    type(made.completion.employee).objects.filter(pk=made.completion.employee_id).update(user=themselves)
    finds = {trainer: True, specialist: True, themselves: True, liaison: False, decider: False}
    for reader, is_found in finds.items():
        client.force_login(reader)
        status = client.get(reverse("training:certificate", args=[made.number])).status_code
        assert status == (200 if is_found else 404), reader.role
        assert (made.number in client.get(reverse("training:certificates")).content.decode()) is is_found, reader.role


def test_the_list_asks_as_often_for_three_as_for_one(client, trainer, django_assert_num_queries):
    client.force_login(trainer)
    for more in (1, 2):
        issued(trainer, more)
        client.get(reverse("training:certificates"))
        with django_assert_num_queries(3):
            client.get(reverse("training:certificates"))


def test_the_papers_come_in_one_file(client, trainer):
    batch = issued(trainer, 2)
    for job in PdfJob.objects.all():
        print_job(job_id=job.pk, now=AT)
    client.force_login(trainer)
    packed = b"".join(client.get(reverse("training:batch_file", args=[batch.pk])).streaming_content)
    assert packed.count(b"TC-2026-0001.pdf") == 2
    assert packed.count(b"%PDF-1.7") == 2
