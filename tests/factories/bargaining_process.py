"""The course of a negotiation: the Council's days, what departments are asked, an impasse and its papers."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from bargaining.models.impasse import ImpasseArticle, ImpasseDeclaration, ImpasseMotion, MotionVote
from bargaining.models.impasse_papers import ArticleBrief, ImpasseBrief, ImpasseMemo, ImpassePacket
from bargaining.models.process import CouncilDay, IntakeInvitation
from bargaining.rules.impasse import Adopted, DeclaredBy
from bargaining.rules.roll_call import Ballot
from labor_office.core.documents.rules.packets import Edition
from tests.factories.bargaining import AT, IssueFactory, NegotiationFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentFactory


class CouncilDayFactory(DjangoModelFactory[CouncilDay]):
    class Meta:
        model = CouncilDay

    on = factory.Sequence(lambda n: date.fromordinal(date(2026, 9, 8).toordinal() + 14 * n))
    entered_by = factory.SubFactory(UserFactory)
    entered_at = AT


class IntakeInvitationFactory(DjangoModelFactory[IntakeInvitation]):
    class Meta:
        model = IntakeInvitation

    negotiation = factory.SubFactory(NegotiationFactory)
    department = factory.SubFactory(DepartmentFactory)
    token = factory.Sequence(lambda n: f"token-{n}")
    words = "What in the agreement gets in the way of your work?"
    invited_by = factory.SubFactory(UserFactory)
    invited_at = AT


class ImpasseDeclarationFactory(DjangoModelFactory[ImpasseDeclaration]):
    class Meta:
        model = ImpasseDeclaration

    negotiation = factory.SubFactory(NegotiationFactory)
    declared_on = date(2026, 6, 8)
    declared_by = DeclaredBy.UNION
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = AT


class ImpasseArticleFactory(DjangoModelFactory[ImpasseArticle]):
    class Meta:
        model = ImpasseArticle

    impasse = factory.SubFactory(ImpasseDeclarationFactory)
    issue = factory.SubFactory(IssueFactory)


class ImpasseMotionFactory(DjangoModelFactory[ImpasseMotion]):
    class Meta:
        model = ImpasseMotion

    article = factory.SubFactory(ImpasseArticleFactory)
    adopts = Adopted.CITY
    text = "Three percent."
    mover = "Ruth Alder"
    voted_on = date(2026, 6, 12)
    is_carried = True
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = AT


class MotionVoteFactory(DjangoModelFactory[MotionVote]):
    class Meta:
        model = MotionVote

    motion = factory.SubFactory(ImpasseMotionFactory)
    member = factory.Sequence(lambda n: f"Member {n}")
    ballot = Ballot.AYE


class ImpasseMemoFactory(DjangoModelFactory[ImpasseMemo]):
    class Meta:
        model = ImpasseMemo

    impasse = factory.SubFactory(ImpasseDeclarationFactory)


class ImpasseBriefFactory(DjangoModelFactory[ImpasseBrief]):
    class Meta:
        model = ImpasseBrief

    impasse = factory.SubFactory(ImpasseDeclarationFactory)


class ArticleBriefFactory(DjangoModelFactory[ArticleBrief]):
    class Meta:
        model = ArticleBrief

    article = factory.SubFactory(ImpasseArticleFactory)


class ImpassePacketFactory(DjangoModelFactory[ImpassePacket]):
    class Meta:
        model = ImpassePacket

    impasse = factory.SubFactory(ImpasseDeclarationFactory)
    edition = Edition.OPEN
    reference = factory.Sequence(lambda n: f"DOC-P{n:04}")
    fingerprint = factory.Sequence(lambda n: f"{n:064}")
    asked_by = factory.SubFactory(UserFactory)
    asked_at = AT
