"""What a procedure is: its time limits, as an agreement or a statute words them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from labor_office.core.deadlines.rules.order import Plan, plan_of

DUE_PREFIX = "due:"


class Actor(StrEnum):
    """Who must act."""

    UNION = "union"
    EMPLOYER = "employer"
    BOTH = "both"
    EITHER = "either"
    NEUTRAL = "neutral"


class CountUnit(StrEnum):
    """What is counted. Months and years keep the day number, else take the month's last day."""

    CALENDAR_DAYS = "calendar_days"
    BUSINESS_DAYS = "business_days"
    SCHOOL_DAYS = "school_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    PERSON_WORK_DAYS = "person_work_days"


class StartMode(StrEnum):
    """Which of a limit's starts sets its clock going."""

    SINGLE = "single"
    EARLIEST = "earliest"
    LATEST = "latest"
    LATEST_ALL = "latest_all"
    RECEIVED_IF_TIMELY_ELSE_DUE = "received_if_timely_else_due"
    EVENT_ELSE_DUE = "event_else_due"
    DUE_ONLY = "due_only"


class Roll(StrEnum):
    """What happens when the last day is closed: it moves to the next open day, or stays."""

    FORWARD = "forward"
    NONE = "none"


class Direction(StrEnum):
    """Whether the limit ends after its start, or is counted back from it."""

    AFTER = "after"
    BEFORE = "before"


class MissedEffect(StrEnum):
    """What the agreement says follows when the limit is missed."""

    WITHDRAWN = "withdrawn"
    SETTLED_ON_LAST_ANSWER = "settled_on_last_answer"
    BOUND_BY_LAST_ANSWER = "bound_by_last_answer"
    ADVANCE_ALLOWED = "advance_allowed"
    AUTO_ADVANCE = "auto_advance"
    DEEMED_DENIED = "deemed_denied"
    GRANTED = "granted"
    DEFAULT_AGAINST_MISSER = "default_against_misser"
    NONE_STATED = "none_stated"


class Strength(StrEnum):
    """A limit binds; a target is a wish, and passing it is never a miss."""

    LIMIT = "limit"
    TARGET = "target"


class LimitKind(StrEnum):
    """A limit is the last day to act; a waiting period is the last day not to."""

    LIMIT = "limit"
    WAITING_PERIOD = "waiting_period"


class SpecialKind(StrEnum):
    """Limits that hang on a list of dates, or on whole months, instead of a plain count."""

    FIRST_LISTED_DATE_MORE_THAN_N_DAYS_AFTER = "first_listed_date_more_than_n_days_after"
    ROLL_TO_PRESENCE = "roll_to_presence"
    AGENDA_MEETING = "agenda_meeting"
    WINDOW_SECOND_FULL_MONTH = "window_second_full_month"


class LateFilingEffect(StrEnum):
    """For which day an event counts that came after the cut-off."""

    NEXT_DAY = "next_day"
    NEXT_BUSINESS_DAY = "next_business_day"


@dataclass(frozen=True, slots=True)
class Cap:
    """An outer limit from another event; the earlier of the two dates governs.

    ``not_for`` names kinds of grievance to which it does not apply.
    """

    amount: int
    unit: CountUnit
    start: tuple[str, ...]
    roll: Roll = Roll.NONE
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaCutoff:
    """When a meeting's agenda closes: at ``closes_at`` on the ``weekday`` (Monday 0) before it."""

    weekday: int
    closes_at: time


@dataclass(frozen=True, slots=True)
class Limit:
    """One time limit of a procedure.

    ``start`` holds names of events and ``due:CODE`` for the due date of another limit.
    ``missed`` is what a miss means in the agreement's words, ``missed_effect`` the same as
    a code; ``missed_creates`` is an event that a miss brings into being, so many days after
    the due date. ``applies_when`` says in words for which kind of grievance it is.
    """

    code: str
    name: str
    actor: Actor
    start: tuple[str, ...]
    amount: int
    unit: CountUnit
    start_mode: StartMode = StartMode.SINGLE
    step: str = ""
    person: str = ""
    roll: Roll = Roll.NONE
    direction: Direction = Direction.AFTER
    cap: Cap | None = None
    satisfied_by: str = ""
    missed: str = ""
    missed_effect: MissedEffect = MissedEffect.NONE_STATED
    missed_creates: str = ""
    missed_creates_offset_days: int = 0
    applies_when: str = ""
    not_extendable: bool = False
    strength: Strength = Strength.LIMIT
    kind: LimitKind = LimitKind.LIMIT
    special_kind: SpecialKind | None = None
    agenda_cutoff: AgendaCutoff | None = None
    list_key: str = ""
    citation: str = ""
    quote: str = ""
    is_verified: bool = False

    def creates_on(self, due_on: date) -> date:
        """The day on which missing ``due_on`` brings ``missed_creates`` into being."""
        return due_on + timedelta(days=self.missed_creates_offset_days)


def _no_texts() -> Mapping[str, object]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure's limits in the order of the agreement, and how its days are counted.

    ``holidays`` and ``closed_ranges`` (first day, last day, label) are those that the
    procedure itself lists; a work calendar is made of them by whoever counts. ``texts`` are
    the descriptive keys, to keep and to show.

    Raises ProcedureError when two limits share a code, when a limit starts from a limit
    that does not exist, and when limits wait for each other in a circle.
    """

    id: str
    title: str
    limits: tuple[Limit, ...]
    cutoff_time: time | None = None
    late_filing_effect: LateFilingEffect | None = None
    holidays: frozenset[date] = frozenset()
    closed_ranges: tuple[tuple[date, date, str], ...] = ()
    texts: Mapping[str, object] = field(default_factory=_no_texts, hash=False)
    plan: Plan = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plan", plan_of(self.limits))

    def limit(self, code: str) -> Limit:
        """The limit of that code. Raises KeyError when there is none."""
        return self.limits[self.plan.positions[code]]
