"""Forms of papers: text in, typed values out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet

from labor_office.core.documents.letters import FieldShape, LetterField, LetterKind
from labor_office.core.documents.models import Document, Letter
from labor_office.core.documents.rules import files
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import LEVEL_WORDS, Level, parse_reference
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission, Role, role_has
from labor_office.core.web.forms import DayField, DeskForm, FilterForm

SIGNING_ROLES = [role for role in Role if role_has(role, Permission.LETTER_APPROVE)]
MOST_FILES = 20


class LetterForm(DeskForm):
    """The fields of one kind of letter, how it is delivered, and who is asked to sign it.

    Nothing is required to save a draft: what a letter lacks is said beside the paper.
    """

    marks_optional = False
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, letter: Letter, kind: LetterKind, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs.setdefault("initial", initial_of(letter))
        super().__init__(data, **kwargs)
        self.text_names = [each.name for each in kind.fields]
        for each in kind.fields:
            self.fields[each.name] = _field(each)
        self.fields["delivery"] = forms.CharField(
            label="Delivery",
            required=False,
            max_length=120,
            help_text="How the letter reaches them, for example: by email and by hand.",
        )
        if kind.needs_approval:
            self.fields["approver"] = forms.ModelChoiceField(
                signers(letter, kind), label="Who signs", required=False, empty_label="Choose who signs"
            )

    def texts(self) -> dict[str, str]:
        """What was sent for the letter's own fields, as plain text; a field that was not sent is left out."""
        return {name: str(self.cleaned_data.get(name) or "") for name in self.text_names if name in self.data}


def initial_of(letter: Letter) -> dict[str, Any]:
    """What the form shows for ``letter`` as it was saved."""
    return {
        **letter.fields,
        "revision": letter.revision,
        "delivery": letter.delivery,
        "approver": letter.approver_id,
    }


def signers(letter: Letter, kind: LetterKind) -> QuerySet[User]:
    """People who may be asked to sign ``letter``, whom it has already among them."""
    found: QuerySet[User] = User.objects.in_role(*SIGNING_ROLES)
    if kind.signers is None:
        return found
    fit = {person.pk for person in kind.signers(letter)} | {letter.approver_id}
    return found.filter(pk__in=[pk for pk in fit if pk])


def _field(each: LetterField) -> forms.Field:
    common: dict[str, Any] = {"label": each.label, "help_text": each.help, "required": False}
    if each.shape is FieldShape.CHOICE:
        return forms.ChoiceField(choices=[("", "Choose"), *each.choices], **common)
    if each.shape is FieldShape.DAY:
        return DayField(**common)
    if each.shape is FieldShape.LINE:
        return forms.CharField(max_length=300, **common)
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), strip=False, **common)


class IssueForm(DeskForm):
    """The day a letter bears and how it is delivered."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    dated_on = DayField(label="Date of the letter", only_past=True, help_text="Today, or the day it was served.")
    delivery = forms.CharField(label="Delivery", max_length=120)


class SignForm(DeskForm):
    """That the approver signs what they have read: the revision they saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class SendBackForm(DeskForm):
    """Why a letter goes back to its writer."""

    comment = forms.CharField(
        label="Comment to the writer", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        error_messages={"required": "Say what the writer should change."},
    )  # fmt: skip


class RemarkForm(DeskForm):
    """Something said of a letter to whoever writes or signs it."""

    words = forms.CharField(
        label="Your remark", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        error_messages={"required": "Say what the others should know of this letter."},
    )  # fmt: skip


class FilesInput(forms.ClearableFileInput):
    """Several files at once, by the browser's own dialog; dropping them is a second way."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of the files chosen."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:  # noqa: ANN401 -- Django's own
        """Each file by itself; an empty one is judged where its content is."""
        chosen = data if isinstance(data, list | tuple) else [data] if data else []
        if not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(chosen) > MOST_FILES:
            raise forms.ValidationError(f"Choose at most {MOST_FILES} files at a time; these are {len(chosen)}.")
        return list(chosen)


class UploadForm(DeskForm):
    """Files to put on a matter."""

    matter = forms.CharField(label="Number of the case", max_length=20, help_text="For example G-2026-0042.")
    chosen = FilesField(
        label="Files",
        help_text=f"Several at once if you like, up to 50 MB each: {files.TAKEN_TYPES}.",
        error_messages={"required": "Choose at least one file."},
        allow_empty_file=True,
    )
    received_on = DayField(label="Received on", only_past=True)
    received_from = forms.CharField(label="Received from", max_length=120, required=False)

    level = forms.TypedChoiceField(
        label="Who may read them",
        choices=[(level.value, LEVEL_WORDS[level]) for level in (Level.OFFICE, Level.PRIVILEGED)],
        coerce=Level,
        initial=Level.PRIVILEGED,
        widget=forms.RadioSelect,
        help_text="Privileged files are for those who may read such work, and for you.",
    )

    def __init__(self, *args: Any, matters: QuerySet[Matter], user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._matters = matters
        # Only who reads privileged work marks it; a slip there must close, not open.
        if not user.may(Permission.NOTE_PRIVILEGED):
            del self.fields["level"]

    def clean_matter(self) -> Matter:
        """The matter by its number, among those the person may know of."""
        typed = str(self.cleaned_data["matter"])
        found = self._matters.filter(reference__iexact=typed.strip()).first() or self._by_parts(typed)
        if found is None:
            raise forms.ValidationError(f"There is no case {typed.strip()} that you can open. Check the number.")
        return found

    def _by_parts(self, typed: str) -> Matter | None:
        parts = parse_reference(typed)
        if parts is None:
            return None
        prefix, year, number = parts
        options = [f"{prefix}-{year}-{number:0{digits}d}" for digits in (2, 4)]
        return self._matters.filter(reference__in=options).first()


class DescribeForm(DeskForm):
    """A friendly title and a kind for a file, and its exhibit number once it has one."""

    title = forms.CharField(label="Title", max_length=160)
    kind = forms.ChoiceField(label="Kind", choices=Document.Kind.choices)
    received_from = forms.CharField(label="Received from", max_length=120, required=False)
    exhibit = forms.RegexField(
        r"^[A-Za-z]{1,2}-\d{1,3}$", label="Exhibit", required=False, max_length=8,
        help_text="J for joint, C for City, U for union: C-3.",
        error_messages={"invalid": "Write the exhibit as a letter and a number, for example C-3."},
    )  # fmt: skip

    def clean_exhibit(self) -> str:
        """In capitals."""
        return str(self.cleaned_data["exhibit"]).upper()


class DocumentFilter(FilterForm):
    """Above the list of documents."""

    q = forms.CharField(label="Title, case or number", max_length=80)
    kind = forms.ChoiceField(label="Kind", choices=[("", "Any kind"), *Document.Kind.choices])
    since = DayField(label="Added since")

    def apply(self, documents: QuerySet[Document]) -> QuerySet[Document]:
        """Narrow ``documents`` by whatever was filled in."""
        filled = self.filled()
        if words := filled.get("q"):
            documents = documents.filter(_words(str(words)))
        if kind := filled.get("kind"):
            documents = documents.filter(kind=kind)
        if day := filled.get("since"):
            documents = documents.filter(added_at__date__gte=day)
        return documents


def _words(words: str) -> Q:
    wanted = Q()
    for word in words.split():
        wanted &= (
            Q(title__icontains=word)
            | Q(matter__reference__icontains=word)
            | Q(reference=files.read_reference(word))
            | Q(exhibit__iexact=word)
        )
    return wanted


class DestroyForm(DeskForm):
    """The certificate by which papers are destroyed, and the matter's number once more."""

    certificate = forms.CharField(
        label="Certificate", max_length=60, help_text="The number of the signed form, RM-3 in Virginia."
    )
    typed = forms.CharField(label="Number of the matter", max_length=20, help_text="Type it once more to confirm.")

    def __init__(self, *args: Any, reference: str, **kwargs: Any) -> None:
        self._reference = reference
        super().__init__(*args, **kwargs)

    def clean_typed(self) -> str:
        """The matter's own number."""
        typed = str(self.cleaned_data["typed"]).strip().upper()
        if typed != self._reference:
            raise forms.ValidationError(f"Enter {self._reference} to confirm.")
        return typed


class HoldForm(DeskForm):
    """Which matter is held, and why."""

    reference = forms.CharField(label="Number of the matter", max_length=20, help_text="For example G-2026-0042.")
    reason = forms.CharField(
        label="Why it is held", max_length=300, help_text="Litigation, audit, a charge, a request."
    )

    def clean_reference(self) -> str:
        """The number in capitals."""
        return str(self.cleaned_data["reference"]).strip().upper()


class ReleaseForm(DeskForm):
    """Why a hold ends."""

    because = forms.CharField(label="Why it is released", max_length=300)
