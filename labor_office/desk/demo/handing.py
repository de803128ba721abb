"""What the Labor and Trades table has agreed so far goes into the draft of the agreement to come, word for word."""

from __future__ import annotations

from agreements.actions.adopting.agreed_text import take_agreed_text
from agreements.actions.adopting.opening import open_adoption
from agreements.actions.drafting import open_next_agreement
from agreements.models.text import Agreement
from bargaining.models.negotiation import Negotiation
from bargaining.models.proposals import TentativeAgreement
from labor_office.core.matters.actions.access import grant_access
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont

LT = "labor-and-trades"


def tell(city: Rivermont) -> None:
    """The chief keeps the draft; the table's people see it. One sheet is in it, the other waits to be taken."""
    table = Negotiation.objects.filter(unit=city.units[LT]).latest("opened_on")
    former = Agreement.objects.published().filter(unit=city.units[LT]).latest("starts_on")
    begun, chief = city.days.working(-5), city.chief
    if table.term_starts_on is None or table.term_ends_on is None:
        return
    draft = open_next_agreement(
        agreement_id=former.pk, as_of=begun, term_name=f"{table.term_starts_on.year} to {table.term_ends_on.year}",
        starts_on=table.term_starts_on, ends_on=table.term_ends_on, by=chief, at=moment(begun, "10:00"), today=begun,
    )  # fmt: skip
    adoption = open_adoption(
        agreement_id=draft.agreement_id, negotiation=table, by=chief, at=moment(begun, "10:20"), today=begun
    )
    for matter_id in (adoption.pk, draft.agreement_id):
        grant_access(
            matter_id=matter_id, user=city.dana, reason="Speaks for the City at the table.", by=chief,
            at=moment(begun, "10:25"),
        )  # fmt: skip
    first = TentativeAgreement.objects.filter(negotiation=table).order_by("number").first()
    if first is not None:
        take_agreed_text(adoption_id=adoption.pk, agreed=first, by=chief, at=moment(begun, "10:40"))
