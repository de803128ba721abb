"""The words of the bargaining table."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """Who moves."""

    CITY = "CITY"
    UNION = "UNION"

    @property
    def other(self) -> Side:
        """The other side of the table."""
        return Side.UNION if self is Side.CITY else Side.CITY


SIDE_WORDS: dict[Side, str] = {Side.CITY: "City", Side.UNION: "Union"}
SIDE_LETTERS: dict[Side, str] = {Side.CITY: "C", Side.UNION: "U"}


class Form(StrEnum):
    """What kind of bargaining a negotiation is."""

    SUCCESSOR = "SUCCESSOR"
    FIRST = "FIRST"
    REOPENER = "REOPENER"
    MIDTERM = "MIDTERM"
    IMPACT = "IMPACT"
    MEET_CONFER = "MEET_CONFER"


FORM_WORDS: dict[Form, str] = {
    Form.SUCCESSOR: "Successor agreement",
    Form.FIRST: "First contract",
    Form.REOPENER: "Reopener",
    Form.MIDTERM: "Mid-term bargaining",
    Form.IMPACT: "Impact bargaining",
    Form.MEET_CONFER: "Meet and confer",
}


class Stage(StrEnum):
    """How far a negotiation has come."""

    PREPARING = "PREPARING"
    GROUND_RULES = "GROUND_RULES"
    AT_THE_TABLE = "AT_THE_TABLE"
    MEDIATION = "MEDIATION"
    IMPASSE = "IMPASSE"
    TENTATIVE = "TENTATIVE"
    ADOPTION = "ADOPTION"
    CLOSED = "CLOSED"


STAGE_WORDS: dict[Stage, str] = {
    Stage.PREPARING: "Preparing",
    Stage.GROUND_RULES: "Ground rules",
    Stage.AT_THE_TABLE: "At the table",
    Stage.MEDIATION: "Mediation",
    Stage.IMPASSE: "Impasse",
    Stage.TENTATIVE: "Tentative agreement reached",
    Stage.ADOPTION: "Adoption",
    Stage.CLOSED: "Closed",
}


class TeamRole(StrEnum):
    """What someone does on a bargaining team."""

    CHIEF_SPOKESPERSON = "CHIEF_SPOKESPERSON"
    NEGOTIATOR = "NEGOTIATOR"
    NOTE_TAKER = "NOTE_TAKER"
    COSTING = "COSTING"
    COUNSEL = "COUNSEL"
    DEPARTMENT = "DEPARTMENT"
    OBSERVER = "OBSERVER"


ROLE_WORDS: dict[TeamRole, str] = {
    TeamRole.CHIEF_SPOKESPERSON: "Chief spokesperson",
    TeamRole.NEGOTIATOR: "Negotiator",
    TeamRole.NOTE_TAKER: "Note taker",
    TeamRole.COSTING: "Costing",
    TeamRole.COUNSEL: "Counsel",
    TeamRole.DEPARTMENT: "Department representative",
    TeamRole.OBSERVER: "Observer",
}


class IssueState(StrEnum):
    """Where an issue stands at the table."""

    OPEN = "OPEN"
    CITY_MOVE = "CITY_MOVE"
    UNION_MOVE = "UNION_MOVE"
    HELD = "HELD"
    AGREED = "AGREED"
    WITHDRAWN = "WITHDRAWN"
    IMPASSE = "IMPASSE"


ISSUE_WORDS: dict[IssueState, str] = {
    IssueState.OPEN: "Not yet opened",
    IssueState.CITY_MOVE: "City's move",
    IssueState.UNION_MOVE: "Union's move",
    IssueState.HELD: "Held by both",
    IssueState.AGREED: "Tentatively agreed",
    IssueState.WITHDRAWN: "Withdrawn",
    IssueState.IMPASSE: "At impasse",
}


class SubjectClass(StrEnum):
    """Whether a subject must, may or cannot be bargained."""

    MANDATORY = "MANDATORY"
    PERMISSIVE = "PERMISSIVE"
    PROHIBITED = "PROHIBITED"
    UNCLASSIFIED = "UNCLASSIFIED"


SUBJECT_WORDS: dict[SubjectClass, str] = {
    SubjectClass.MANDATORY: "Mandatory",
    SubjectClass.PERMISSIVE: "Permissive",
    SubjectClass.PROHIBITED: "Prohibited",
    SubjectClass.UNCLASSIFIED: "Not classified",
}


class ProposalState(StrEnum):
    """What became of a proposal."""

    PRESENTED = "PRESENTED"
    COUNTERED = "COUNTERED"
    WITHDRAWN = "WITHDRAWN"
    DROPPED = "DROPPED"
    AGREED = "AGREED"
    IMPASSE = "IMPASSE"


PROPOSAL_WORDS: dict[ProposalState, str] = {
    ProposalState.PRESENTED: "Presented",
    ProposalState.COUNTERED: "Countered",
    ProposalState.WITHDRAWN: "Withdrawn",
    ProposalState.DROPPED: "Dropped",
    ProposalState.AGREED: "Agreed",
    ProposalState.IMPASSE: "At impasse",
}


class Move(StrEnum):
    """What was done at the table, as it is logged."""

    PROPOSAL = "PROPOSAL"
    COUNTER = "COUNTER"
    AGREED = "AGREED"
    WITHDRAWN = "WITHDRAWN"
    HOLD = "HOLD"
    NOTE = "NOTE"


MOVE_WORDS: dict[Move, str] = {
    Move.PROPOSAL: "Proposal",
    Move.COUNTER: "Counter",
    Move.AGREED: "Tentative agreement",
    Move.WITHDRAWN: "Withdrawn",
    Move.HOLD: "Hold",
    Move.NOTE: "Table note",
}


class Ceiling(StrEnum):
    """What a money limit of a mandate is measured by."""

    TERM = "TERM"
    FIRST_YEAR = "FIRST_YEAR"
    ONGOING = "ONGOING"


CEILING_WORDS: dict[Ceiling, str] = {
    Ceiling.TERM: "Cost over the term",
    Ceiling.FIRST_YEAR: "Cost of the first year",
    Ceiling.ONGOING: "Yearly cost at the end of the term",
}


class Authority(StrEnum):
    """What a mandate allows on one issue."""

    MAY_AGREE = "MAY_AGREE"
    MUST_HAVE = "MUST_HAVE"
    MAY_TRADE = "MAY_TRADE"
    NOT_AUTHORIZED = "NOT_AUTHORIZED"


AUTHORITY_WORDS: dict[Authority, str] = {
    Authority.MAY_AGREE: "May agree within the limit",
    Authority.MUST_HAVE: "Must have",
    Authority.MAY_TRADE: "May trade",
    Authority.NOT_AUTHORIZED: "Not authorized",
}
