"""Answers to a course's questions, attesting, and the questions themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from labor_office.core.web.forms import DeskForm
from training.models.quizzes import Question
from training.rules.quiz import FEWEST_CHOICES, MOST_CHOICES, read_choices


class AnswersForm(DeskForm):
    """One field for each question, in their order."""

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questions, start=1):
            self.fields[f"q{question.pk}"] = forms.ChoiceField(
                label=f"{number}. {question.text}",
                choices=[(str(choice.pk), choice.text) for choice in question.choices.all()],
                widget=forms.RadioSelect,
                error_messages={"required": f"Answer question {number}."},
            )

    def answers(self) -> dict[int, int]:
        """The chosen answer of each question."""
        return {int(name[1:]): int(value) for name, value in self.cleaned_data.items()}


class RoomAnswersForm(AnswersForm):
    """Answers before or after a class, by whoever sits in it: the employee number says who."""

    number = forms.CharField(label="Your employee number", max_length=20)

    def answers(self) -> dict[int, int]:
        """The chosen answer of each question."""
        return {int(name[1:]): int(value) for name, value in self.cleaned_data.items() if name != "number"}


class AttestForm(DeskForm):
    """A person's word that they read it."""

    def __init__(self, *args: Any, sentence: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_read"] = forms.BooleanField(
            label=sentence, error_messages={"required": "Tick the sentence once you have read the text above."}
        )


class QuestionForm(DeskForm):
    """One question with its choices."""

    text = forms.CharField(label="Question", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    choices = forms.CharField(
        label="Answers to choose from", max_length=2400, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line. Put a star before the right one.",
    )  # fmt: skip
    explanation = forms.CharField(
        max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Shown after the answers are handed in.",
    )  # fmt: skip

    def clean_choices(self) -> tuple[list[str], int]:
        """The choices and the place of the right one."""
        lines, right = read_choices(self.cleaned_data["choices"])
        if not FEWEST_CHOICES <= len(lines) <= MOST_CHOICES:
            raise ValidationError(f"Give {FEWEST_CHOICES} to {MOST_CHOICES} answers, one a line.")
        if any(not line or len(line) > 300 for line in lines):
            raise ValidationError("Keep each answer within 300 characters.")
        if right is None:
            raise ValidationError("Put a star before the one right answer, and before no other.")
        return lines, right
