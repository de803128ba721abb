"""What the training app keeps. Import from the part, not from here."""

from training.models import (  # noqa: F401 -- Django registers what is imported
    attendance,
    briefs,
    courses,
    duties,
    evaluations,
    links,
    proof,
    quizzes,
    reports,
    requirements,
    sessions,
)
