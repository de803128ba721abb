"""The sheet of a tentative agreement: its facts, and how far its PDF is."""

from __future__ import annotations

from django.conf import settings

from bargaining import language
from bargaining.models.negotiation import Negotiation, on_day
from bargaining.models.papers import ProposalPaper, SheetPaper
from bargaining.models.proposals import Proposal, TentativeAgreement
from bargaining.queries.comparing import CURRENT, compare
from bargaining.redline.compare import Block, Sort, redline
from bargaining.rules.initials import entered_words
from bargaining.rules.sheets import (
    MAKER,
    PROPOSAL_MAKER,
    AgreedSheet,
    Mark,
    MarkedParagraph,
    ProposalSheet,
    SignedFor,
    articles_named,
)
from bargaining.rules.vocabulary import IssueState, Side, TeamRole
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.documents.rules.papers import paragraphs
from labor_office.core.users.models import User

_MOVED = {Sort.MOVED_HERE: "Moved here", Sort.MOVED_AWAY: "Moved from here"}


def gather_sheet(agreed: TentativeAgreement) -> AgreedSheet:
    """What the sheet says as things stand. Seven queries, however many proposals came before."""
    negotiation, issue = agreed.negotiation, agreed.issue
    unit = negotiation.unit
    current = language.current_text(negotiation.unit_id or 0, issue.number, on_day(negotiation))
    found = redline(current.text, agreed.text) if current else None
    changed = found.changed if found else ()
    return AgreedSheet(
        name=str(agreed),
        negotiation=f"{negotiation.reference}, {negotiation.title}",
        unit=str(unit) if unit else "",
        city=settings.CITY_NAME,
        union=_union(negotiation),
        number=issue.number,
        title=issue.title,
        text=_lines(agreed.text),
        against=f"Article {current.number}, {current.title}" if current else "",
        changes=tuple(_marked(block) for block in changed),
        is_unchanged=found is not None and found.is_equal,
        struck=tuple(agreed.struck),
        effective_on=agreed.effective_on,
        package=_package(agreed.proposal),
        open_references=_open_references(negotiation, agreed),
        agrees_to=_agrees_to(agreed),
        superseded=_superseded(agreed),
        signers=_signers(negotiation, agreed),
    )


def gather_proposal(proposal: Proposal) -> ProposalSheet:
    """What the paper of a proposal says: compared with the language in force. Six queries."""
    negotiation, issue = proposal.negotiation, proposal.issue
    compared = compare(negotiation, proposal, against=CURRENT, is_safe=True)
    is_current = compared is not None and compared.against.key == CURRENT
    unit = negotiation.unit
    return ProposalSheet(
        name=str(proposal),
        reference=proposal.reference,
        negotiation=f"{negotiation.reference}, {negotiation.title}",
        unit=str(unit) if unit else "",
        city=settings.CITY_NAME,
        union=_union(negotiation),
        number=issue.number,
        title=issue.title,
        passed_at=proposal.passed_at,
        session=str(proposal.session) if proposal.session else "",
        text=_lines(proposal.text),
        against="the language in force" if is_current else "",
        changes=tuple(_marked(block) for block in compared.found.changed) if compared and is_current else (),
        not_named=tuple(part.number for part in compared.left_out) if compared and is_current else (),
        package=_package(proposal),
        expires_at=proposal.expires_at or (proposal.package.expires_at if proposal.package else None),
    )


def _union(negotiation: Negotiation) -> str:
    unit = negotiation.unit
    return str(unit.organization) if unit and unit.organization else "the union"


def paper_of(agreed: TentativeAgreement | Proposal) -> SheetPaper | ProposalPaper | None:
    """The newest paper asked for. One query."""
    return agreed.papers.defer("facts").first()


def printing_of(user: User, paper: SheetPaper | ProposalPaper | None) -> tuple[Document | None, PdfJob | None]:
    """The PDF of a paper once it is kept, and the last printing asked for. Two queries at most."""
    if paper is None:
        return None, None
    document = Document.objects.visible_to(user).filter(reference=paper.reference).first()
    maker = MAKER if isinstance(paper, SheetPaper) else PROPOSAL_MAKER
    return document, PdfJob.objects.filter(maker=maker, subject_id=paper.pk).first()


def _lines(text: str) -> tuple[str, ...]:
    """A line is a paragraph of its own: sections and letters keep their lines."""
    return tuple(line for part in text.replace("\r\n", "\n").split("\n") for line in paragraphs(part))


def _marked(block: Block) -> MarkedParagraph:
    marks = (Mark(run.kind.value, " ".join(run.text.split("\n"))) for run in block.runs)
    return MarkedParagraph(tuple(mark for mark in marks if mark.text), _MOVED.get(block.sort, ""))


def _package(proposal: Proposal | None) -> str:
    if proposal is None or proposal.package is None:
        return ""
    package = proposal.package
    others = package.proposals.exclude(pk=proposal.pk).select_related("issue")
    named = ", ".join(f"Article {other.issue.number}" for other in others)
    stands = "stands or falls as a whole" if package.all_or_nothing else "whose parts may be agreed one by one"
    return f"Part of {package}, which {stands}" + (f", together with {named}" if named else "")


def _open_references(negotiation: Negotiation, agreed: TentativeAgreement) -> tuple[str, ...]:
    """Articles that the text names and that are still open at this table."""
    named = articles_named(agreed.text, own=agreed.issue.number)
    settled = [IssueState.AGREED, IssueState.WITHDRAWN]
    still = negotiation.issues.filter(number__in=named).exclude(state__in=settled) if named else ()
    return tuple(f"Article {issue.number}, {issue.title}" for issue in still)


def _agrees_to(agreed: TentativeAgreement) -> str:
    """Whose words it bears: ``U1-14``; empty for words of its own."""
    proposal = agreed.proposal
    return f"{proposal.short}-{agreed.issue.number}" if proposal and not proposal.is_what_if else ""


def _superseded(agreed: TentativeAgreement) -> tuple[str, ...]:
    """The proposals whose place it takes, not the one it agrees to; what was only floated was no proposal."""
    passed = agreed.issue.proposals.on_record().select_related("issue").order_by("passed_at", "pk")
    return tuple(one.reference for one in passed if one.pk != agreed.proposal_id)


def _signers(negotiation: Negotiation, agreed: TentativeAgreement) -> tuple[SignedFor, ...]:
    chiefs = negotiation.team.filter(role=TeamRole.CHIEF_SPOKESPERSON, left_on=None).order_by("pk")
    names = {member.side: member.name for member in chiefs}
    return (
        _signed_for(agreed, Side.CITY, settings.CITY_NAME, names.get(Side.CITY, "")),
        _signed_for(agreed, Side.UNION, _union(negotiation), names.get(Side.UNION, "")),
    )


def _signed_for(agreed: TentativeAgreement, side: Side, whose: str, spokesperson: str) -> SignedFor:
    own = side.lower()
    initials, signer, at = (getattr(agreed, f"{own}_{field}") for field in ("initials", "signer", "initialled_at"))
    # Of old sheets only the letters are known.
    name = "" if signer == initials else signer
    return SignedFor(whose, spokesperson, initials, at, name, _entered(agreed, side))


def _entered(agreed: TentativeAgreement, side: Side) -> str:
    by = agreed.city_entered_by if side is Side.CITY else agreed.union_entered_by
    is_own = side is Side.CITY and by is not None and by == agreed.city_signed_by
    return entered_words(entered_by=str(by) if by else "", is_own=is_own)


def initialled_words(agreed: TentativeAgreement, side: Side) -> str:
    """``initialled for the City by Rosa Castellanos, on paper, entered by Dana Whitfield``, for the history."""
    whose = "City" if side is Side.CITY else "union"
    name = agreed.city_signer if side is Side.CITY else agreed.union_signer
    return f"initialled for the {whose} by {name}, {_entered(agreed, side)}"
