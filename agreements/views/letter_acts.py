"""The pages on which something is done to a side letter: their forms and what each does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agreements.actions.side_letters import drafting, force
from agreements.forms import side_letters as forms
from agreements.models.side_letters import SideLetter
from agreements.queries.side_letters import letters_to_end, sections_on
from agreements.rules.vocabulary import ChangeEffect
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.actions.triggers import AlreadyRecorded, record_trigger
from labor_office.core.users.models import User
from labor_office.core.web.forms import DeskForm

Data = Mapping[str, Any] | None
REFUSALS = (
    drafting.LetterSettled, drafting.ChangeNotPossible, force.NotSigned, force.AmbiguousOverlap, force.NumberTaken,
    force.OutsideTheTerm, AlreadyRecorded,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Who:
    """By whom and when."""

    by: User
    at: datetime
    today: date

    @property
    def plain(self) -> dict[str, Any]:
        """``by`` and ``at``, as every action takes them."""
        return {"by": self.by, "at": self.at}


@dataclass(frozen=True, slots=True)
class LetterAct:
    """One page. ``is_of_draft``: it is offered while the letter is a draft, otherwise once it is in force."""

    name: str
    heading: str
    button: str
    said: str
    form: Callable[[SideLetter, Data, date], DeskForm]
    save: Callable[[SideLetter, DeskForm, Who], object]
    is_of_draft: bool = True
    shows_effects: bool = False
    # Offered only where the clock watches the letter's last day.
    is_watched: bool = False


def _plain(form: type[DeskForm]) -> Callable[[SideLetter, Data, date], DeskForm]:
    return lambda _letter, data, today: form(data, today=today)


def _terms(letter: SideLetter, data: Data, today: date) -> DeskForm:
    names = ("title", "form", "effective_on", "ends_on", "text", "sets_no_precedent", "ends_letter")
    initial = {name: getattr(letter, name) for name in names}
    return forms.TermsForm(data, today=today, initial=initial, letters=letters_to_end(letter))


def _change(letter: SideLetter, data: Data, today: date) -> DeskForm:
    return forms.ChangeForm(data, today=today, sections=sections_on(letter.agreement, letter.effective_on))


def _revise(letter: SideLetter, form: DeskForm, who: Who) -> object:
    return drafting.revise_side_letter(letter_id=letter.pk, **form.cleaned_data, **who.plain)


def _ask(letter: SideLetter, form: DeskForm, who: Who) -> object:
    given, section = form.cleaned_data, form.cleaned_data["section"]
    is_new = given["effect"] is ChangeEffect.ADD
    asked = drafting.Asked(
        effect=given["effect"],
        article=None if is_new else section.article,
        parent=(section.parent or section.article) if is_new else None,
        number=given["number"] if is_new else "",
        title=given["title"] if is_new else "",
        text=given["text"],
    )
    return drafting.ask_change(letter_id=letter.pk, asked=asked, **who.plain)


def _sign(letter: SideLetter, form: DeskForm, who: Who) -> object:
    return force.sign_side_letter(letter_id=letter.pk, **form.cleaned_data, **who.plain)


def _force(letter: SideLetter, _form: DeskForm, who: Who) -> object:
    return force.put_side_letter_in_force(letter_id=letter.pk, today=who.today, **who.plain)


def _decided(letter: SideLetter, form: DeskForm, who: Who) -> object:
    what = Happened(form.cleaned_data["event"], form.cleaned_data["on"])
    return record_trigger(matter_id=letter.pk, what=what, today=who.today, **who.plain)


def _end(letter: SideLetter, form: DeskForm, who: Who) -> object:
    return force.end_side_letter(letter_id=letter.pk, today=who.today, **form.cleaned_data, **who.plain)


def _give_up(letter: SideLetter, form: DeskForm, who: Who) -> object:
    return force.give_up_side_letter(letter_id=letter.pk, today=who.today, **form.cleaned_data, **who.plain)


ACTS: dict[str, LetterAct] = {
    act.name: act
    for act in (
        LetterAct("in-force", "Put the letter in force", "Put in force", "The letter is in force.",
                  _plain(forms.NothingForm), _force, shows_effects=True),
        LetterAct("sign", "Record a signature", "Record signature", "Signature recorded.",
                  _plain(forms.SignForm), _sign),
        LetterAct("change", "Add a change", "Add change", "Change added.", _change, _ask),
        LetterAct("terms", "Change the letter's terms", "Save", "Terms saved. Signatures are asked for again.",
                  _terms, _revise),
        LetterAct("give-up", "Give up the draft", "Give up", "The draft is given up.",
                  _plain(forms.GiveUpForm), _give_up),
        LetterAct("watch", "Record what was decided about its end", "Record", "Recorded.",
                  _plain(forms.WatchForm), _decided, is_of_draft=False, is_watched=True),
        LetterAct("end", "Put an end to the letter", "End the letter", "The letter ends.",
                  _plain(forms.EndForm), _end, is_of_draft=False),
    )
}  # fmt: skip


def acts_for(letter: SideLetter) -> list[LetterAct]:
    """What may be done to ``letter`` as it stands."""
    if letter.closed_on is not None:
        return []
    is_draft = letter.put_in_force_at is None
    is_watched = hasattr(letter, "clock")
    return [act for act in ACTS.values() if act.is_of_draft == is_draft and (is_watched or not act.is_watched)]
