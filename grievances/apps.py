"""Grievances and the other proceedings."""

from django.apps import AppConfig

from labor_office.core.matters import kinds

PROCEEDING_KINDS = (
    kinds.MatterKind("arbitration", "Arbitration", "Arbitrations", "ARB", "grievances:arbitration"),
    kinds.MatterKind(
        "charge", "Prohibited practice charge", "Prohibited practice", "PP", "grievances:charge", begins_restricted=True
    ),
    kinds.MatterKind("discipline", "Discipline", "Discipline", "D", "grievances:discipline", begins_restricted=True),
    kinds.MatterKind(
        "information_request", "Information request", "Information requests", "IR", "grievances:information_request"
    ),
)


class GrievancesConfig(AppConfig):
    """The grievances app."""

    name = "grievances"

    def ready(self) -> None:
        """Make grievances and proceedings known as kinds of matter, and their letters as kinds of letter."""
        kinds.register(kinds.MatterKind("grievance", "Grievance", "Grievances", "G", "grievances:detail"))
        for kind in PROCEEDING_KINDS:
            kinds.register(kind)
        _register_letters()
        _register_acts()


def _register_letters() -> None:
    from grievances import letters  # noqa: PLC0415 -- models exist only now
    from grievances.actions import decisions  # noqa: PLC0415 -- as above
    from grievances.queries import letter_facts, letter_help  # noqa: PLC0415 -- as above
    from labor_office.core.documents import letters as registry  # noqa: PLC0415 -- as above

    registry.register(
        letters.step_decision(
            gather=letter_facts.gather_decision,
            issue=decisions.issue_step_decision,
            consequences=letter_help.consequences,
            inserts=letter_help.inserts,
            mend_urls=letter_help.mend_urls,
            due_on=letter_help.answer_due_on,
        )
    )
    registry.register(
        letters.acknowledgement(gather=letter_facts.gather_acknowledgement, mend_urls=letter_help.mend_urls)
    )


def _register_acts() -> None:
    from grievances.queries.acts import act_for, act_for_proceeding  # noqa: PLC0415 -- models exist only now
    from labor_office.core.deadlines import acts  # noqa: PLC0415 -- as above

    acts.register("grievance", act_for)
    for kind in PROCEEDING_KINDS:
        acts.register(kind.code, act_for_proceeding)
