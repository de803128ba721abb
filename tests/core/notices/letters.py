"""One message of every kind about a matter, with every field filled, for tests that go through all of them."""

from datetime import date

from labor_office.core.notices.messages.council import PacketReady
from labor_office.core.notices.messages.deadlines import DueToday, Overdue, Reason
from labor_office.core.notices.messages.digests import DateMoved, DayOff, Digest, Move
from labor_office.core.notices.messages.letters import LetterBack
from labor_office.core.notices.messages.meetings import MeetingOff
from labor_office.core.notices.messages.named import ForThoseNamed
from labor_office.core.notices.messages.opinions import (
    ForCounsel,
    Opinion,
    QuestionAnswered,
    QuestionAsked,
    ReadingInQuestion,
    ReadingPublished,
)
from labor_office.core.notices.messages.parts import Part
from labor_office.core.notices.messages.people import (
    Asked,
    Assigned,
    Assignment,
    CameBack,
    ForApproval,
    IntakeAsked,
    NewSignIn,
    WaitingOnYou,
)
from tests.core.notices.lessons import about_training
from tests.factories.notices import act_of, reminder_of


def assigned(matter, **changes):
    facts = {
        "matter": matter.pk,
        "reference": matter.reference,
        "path": f"/grievances/{matter.reference}/",
        "unit": "Labor and Trades",
        "step": "Step 1",
        "filed_on": date(2026, 5, 28),
        "act": "Step 1 response",
        "task": "issue the Step 1 response",
        "due_on": date(2026, 6, 15),
        "rule": "Art. 11, section 11.3",
    }
    return Assigned(**facts | changes)


def _opinions(item):
    reading = {"reference": item.reference, "path_to": item.path, "about": item.about, "call": "ext. 4170"}
    return [
        ForThoseNamed(item=Part(matter=item.matter, reference=item.reference, path=item.path)),
        MeetingOff(
            item=Part(matter=item.matter, reference=item.reference, path=item.path),
            what="Safety committee",
            on=date(2026, 6, 23),
            because="The hall is closed.",
            called_off_by="O. Reyes",
        ),
        ForCounsel(item=item, sent_by="D. Whitfield"),
        PacketReady(
            item=Part(matter=item.matter, reference=item.reference, path=item.path),
            edition="closed edition",
            built_by="O. Reyes",
            is_closed=True,
        ),
        ReadingPublished(**reading, effective_on=date(2026, 6, 15), unit="Labor and Trades", answer="Offer it first."),
        ReadingInQuestion(**reading, because="the section was amended."),
        QuestionAsked(item=item, department="Water Utilities"),
        QuestionAnswered(reference=item.reference, path_to=item.path, asked_on=date(2026, 6, 12), answered_by="D. W."),
    ]


def every_kind(matter):
    """The kinds by template name."""
    path = f"/grievances/{matter.reference}/"
    asked = [
        Asked(matter=matter.pk, reference=matter.reference, path=f"{path}records/{number}/", title=title)
        for number, title in ((1, "Call-out log, May"), (2, "Overtime list"))
    ]
    act, rule = act_of(matter), "Art. 11, section 11.5(b)"
    reasons = (Reason(text="10 working days after the Step 2 meeting", leads_to="Wed, Jun 17"),)
    consequence = "the union may move the grievance to Step 3 (11.8)."
    found = [
        Assignment(item=assigned(matter), assigned_by="R. Castellanos", in_file=("4 documents",), backup="P. Osei"),
        reminder_of(matter),
        DueToday(
            act=act,
            reasons=reasons,
            rule=rule,
            consequence=consequence,
            draft="A draft was saved Friday 4:12 p.m.",
            signer="L. Marsh",
            signer_phone="ext. 2210",
            extension_path=f"{path}extensions/new/",
        ),
        Overdue(
            act=act,
            days_late=1,
            reasons=reasons,
            rule=rule,
            consequence=consequence,
            remedy="send it today; the agreement has no default for this request.",
            told=("R. Castellanos",),
        ),
        Digest(
            on=date(2026, 6, 15),
            overdue=(act_of(matter, due_on=date(2026, 6, 12), note="1 working day late"),),
            week=(act_of(matter, due_on=date(2026, 6, 16), note="AT RISK: none scheduled"),),
            closed=(DayOff(on=date(2026, 6, 19), name="Juneteenth"),),
            waiting_count=4,
            waiting_oldest_days=6,
            stopped_count=1,
        ),
        DateMoved(
            cause="City Hall closed on Jun 9.",
            moved_by="R. Castellanos",
            moves=(
                Move(
                    matter=matter.pk,
                    reference=matter.reference,
                    path=path,
                    act="Step 2 decision",
                    was_on=date(2026, 6, 17),
                    now_on=date(2026, 6, 23),
                ),
            ),
        ),
        WaitingOnYou(
            asked=tuple(asked),
            reference=matter.reference,
            due_on=date(2026, 6, 17),
            department="Water Utilities",
            asked_by="D. Whitfield",
            phone="ext. 4172",
            reason="The log shows who was called and in which order.",
            times_asked=2,
        ),
        ForApproval(
            act=act, drafted_by="D. Whitfield", effect="it is issued and the union's time begins.", days_left=5
        ),
        LetterBack(item=Part(matter=matter.pk, reference=matter.reference, path=path), number=3, sent_by="P. Amadi"),
        NewSignIn(when="today at 8:12 a.m.", device="Firefox on Windows"),
        *_opinions(Opinion(matter=matter.pk, reference=matter.reference, path=path, about="section 14.3")),
        IntakeAsked(
            path_to="/intakes/abc/",
            department="Water Utilities",
            asked_by="D. Whitfield",
            phone="ext. 4172",
            due_on=date(2026, 6, 17),
        ),
        CameBack(notice=7, to_name="Dana Whitfield", what="reminder", said="5.1.1 User unknown"),
        *about_training(),
    ]
    return {message.template: message for message in found}
