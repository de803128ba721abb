"""The agreements of Rivermont: invented words, as far as the story cites them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One agreement: unit, how people call its term, first and last day."""

    unit: str
    name: str
    starts_on: str
    ends_on: str


@dataclass(frozen=True, slots=True)
class Clause:
    """An article or section and its words; ``was``: its number in the agreement before, when that was another."""

    number: str
    title: str
    text: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A side letter: what it says of which sections, from when to when; ``ends`` names the letter it ends."""

    unit: str
    title: str
    effective_on: str
    ends_on: str
    text: str
    changes: tuple[Clause, ...]
    ends: str = ""
    is_draft: bool = False


TERMS = (
    Term("labor-and-trades", "2020 to 2023", "2020-07-01", "2023-06-30"),
    Term("labor-and-trades", "2023 to 2026", "2023-07-01", "2026-06-30"),
    Term("fire-and-ems", "2024 to 2027", "2024-07-01", "2027-06-30"),
    Term("police", "2023 to 2026", "2023-07-01", "2026-06-30"),
    Term("dispatch", "2023 to 2026", "2023-07-01", "2026-06-30"),
)

CLAUSES: dict[tuple[str, str], tuple[Clause, ...]] = {
    ("labor-and-trades", "2020 to 2023"): (
        Clause("9", "Uniforms and tools"),
        Clause("9.2", "Uniform allowance", "Each employee whose classification requires a uniform receives an allowance of three hundred sixty dollars ($360) on the first pay day of September."),
        Clause("11", "Grievance procedure"),
        Clause("11.2", "Computation of time", "The day after an event is day one. A working day is Monday to Friday when City offices are open. A period that would end on another day ends on the next working day at 5:00 p.m."),
        Clause("11.3", "Filing", "A grievance is filed with the immediate supervisor within twelve (12) working days after the employee knew, or should have known, of the event."),
        Clause("11.4", "Step 1", "The supervisor shall answer in writing within seven (7) working days of receipt. The Union may appeal to Step 2 within seven (7) working days."),
        Clause("13", "Overtime and call-outs"),
        Clause("13.1", "Overtime pay", "Hours worked beyond forty in a work week are paid at one and one half times the regular rate."),
        Clause("13.2", "Order of call-outs", "Overtime call-outs shall be offered in order of department seniority. A supervisor may pass over the list when the work cannot wait."),
        Clause("13.3", "Call-out minimum", "An employee called out is paid no less than two (2) hours."),
        Clause("14", "Stand-by"),
        Clause("14.1", "Stand-by list", "The City may keep a list of employees who stand by at home for one week at a time."),
        Clause("14.3", "Stand-by pay", "An employee on stand-by is paid one (1) hour at the regular rate for each day of the week."),
        Clause("17", "Shifts and bids"),
        Clause("17.2", "Shift bids", "Shifts are bid each January by seniority within the plant and posted five (5) working days before they begin."),
    ),
    ("labor-and-trades", "2023 to 2026"): (
        Clause("2", "Definitions"),
        Clause("2.1", "Words used here", '"Call-out" means an order to come to work outside the posted shift, given after the employee has left the work place.\n"Classification seniority" means the time served in the present classification without a break.\n"Working day" means Monday to Friday when City offices are open.'),
        Clause("9", "Uniforms and tools"),
        Clause("9.2", "Uniform allowance", "Each employee whose classification requires a uniform receives an allowance of four hundred twenty dollars ($420) on the first pay day of September."),
        Clause("11", "Grievance procedure"),
        Clause("11.2", "Computation of time", "The day after an event is day one. A working day is Monday to Friday when City offices are open. A period that would end on another day ends on the next working day at 5:00 p.m."),
        Clause("11.3", "Filing", "A grievance is filed with the immediate supervisor within fifteen (15) working days after the employee knew, or should have known, of the event."),
        Clause("11.4", "Step 1", "The supervisor shall answer in writing within seven (7) working days of receipt. The Union may appeal to Step 2 within seven (7) working days."),
        Clause("11.5", "Step 2", "(a) The Department Head shall meet with the Union within ten (10) working days of the appeal. (b) The Department Head shall issue a written decision within ten (10) working days after the Step 2 meeting."),
        Clause("11.6", "Step 3", "The Union may appeal to the City Manager's designee within seven (7) working days. A meeting is held within ten (10) working days and an answer given within ten (10) working days of the meeting."),
        Clause("11.7", "Arbitration", "The Union may demand arbitration within twenty (20) working days of the Step 3 answer."),
        Clause("11.8", "Failure to act", "A step not answered in time may be taken to the next step as if denied. A step not taken in time settles the grievance on the last answer."),
        Clause("11.9", "Selection", "Within five (5) working days of receiving a panel of seven names the City strikes first, then the Union, in turn, until one remains."),
        Clause("11.10", "Exhibits", "Each side sends its exhibits to the arbitrator and the other side no later than five (5) working days before the hearing."),
        Clause("11.12", "Award", "The award is due thirty (30) calendar days after the later of the close of the hearing and the filing of briefs."),
        Clause("12", "Discipline"),
        Clause("12.2", "Notice", "An employee receives written notice of proposed discipline and has at least five (5) working days to answer."),
        Clause("12.3", "Decision", "A decision is issued within ten (10) working days after the hearing; otherwise the proposed discipline is withdrawn."),
        Clause("14", "Overtime and call-outs", was="13"),
        Clause("14.1", "Overtime pay", "Hours worked beyond forty in a work week are paid at one and one half times the regular rate.", was="13.1"),
        Clause("14.3", "Order of call-outs", "Overtime call-outs shall be offered in order of classification seniority from the posted list, except where an emergency makes it impracticable to do so.", was="13.2"),
        Clause("14.4", "Call-out minimum", "An employee called out is paid no less than three (3) hours.", was="13.3"),
        Clause("17", "Shifts and bids"),
        Clause("17.2", "Shift bids", "Shifts are bid each January by seniority within the plant and posted ten (10) working days before they begin."),
        Clause("22", "Wages"),
        Clause("22.1", "General wage increases", "(a) Effective the first full pay period following July 1, 2023, the base rates of pay for all classifications in the unit shall be increased by three percent (3.0%).\n(b) Effective the first full pay period following July 1, 2024, such rates shall be increased by two and one-half percent (2.5%).\n(c) Effective the first full pay period following July 1, 2025, such rates shall be increased by two percent (2.0%)."),
    ),
    ("fire-and-ems", "2024 to 2027"): (
        Clause("9", "Grievance procedure"),
        Clause("9.2", "Computation of time", "Working days are Monday to Friday less City holidays, whatever shift an employee works. A period ending on another day ends on the next working day."),
        Clause("9.3", "Filing", "A grievance is filed with the battalion chief within ten (10) working days of the event or of learning of it."),
        Clause("9.4", "Step 1", "The battalion chief shall respond within seven (7) working days of receipt. If no response is given the Association may go to Step 2."),
        Clause("9.5", "Step 2", "The Association may appeal to the Fire Chief within ten (10) days; the Fire Chief decides within fifteen (15) days, and silence is a denial as of the last day."),
        Clause("9.6", "Arbitration", "The Association may demand arbitration within thirty (30) days."),
        Clause("9.7", "Failure to act", "A grievance not taken to the next step in time is settled on the last response."),
        Clause("16", "Holidays"),
        Clause("16.2", "Holiday pay", "An employee whose shift begins on a holiday is paid twelve (12) hours at the holiday rate in addition to the shift."),
        Clause("21", "Call-back"),
        Clause("21.1", "Minimum", "An employee called back to duty is paid no less than four (4) hours."),
    ),
    ("police", "2023 to 2026"): (
        Clause("14", "Grievance procedure"),
        Clause("14.2", "Computation of time", "Days are calendar days. The last day moves to the next City business day."),
        Clause("14.3", "Filing", "A grievance is filed within twenty-one (21) days of learning of the event, and in any case within ninety (90) days of the event."),
        Clause("14.4", "Step 1", "The division commander answers within fourteen (14) days. Without an answer the grievance goes to Step 2 by itself."),
        Clause("14.5", "Step 2", "The Chief of Police answers within twenty-one (21) days. Without an answer the remedy asked is granted."),
        Clause("14.6", "Failure to act", "A grievance not taken on in time is settled on the last answer."),
        Clause("14.7", "Arbitration", "The Lodge may demand arbitration within one (1) month of the Step 2 decision."),
        Clause("20", "Court time"),
        Clause("20.1", "Court time", "An officer who attends court off duty is paid no less than three (3) hours at the overtime rate."),
    ),
    ("dispatch", "2023 to 2026"): (
        Clause("6", "The console"),
        Clause("6.1", "Relief at the console", "A dispatcher leaves the console once the relief has signed in."),
        Clause("6.2", "Breaks", "A dispatcher has one break of fifteen (15) minutes in each half of the shift."),
        Clause("8", "Shift trades"),
        Clause("8.1", "Trading a shift", "Two dispatchers may trade a shift when both sign for it forty-eight (48) hours ahead."),
        Clause("10", "Trainers on the floor"),
        Clause("10.1", "Trainer pay", "A dispatcher who trains another is paid one dollar ($1.00) more for each hour of it."),
        Clause("12", "Recordings"),
        Clause("12.1", "Reviews", "A supervisor may review two recordings of a dispatcher in a month."),
    ),
}  # fmt: skip

SNOW, TRIAL = "Call-outs in a snow emergency", "Trial of a sign-up sheet for call-outs"
PAPERS = (
    Paper(
        "labor-and-trades", SNOW, "2023-12-15", "2024-03-31",
        "For the winter of 2023 to 2024 the parties agree on another order of call-outs while the City has declared a snow emergency. The agreement's own order holds again on April 1, 2024.",
        (
            Clause("14.3", "Order of call-outs", "Overtime call-outs shall be offered in order of classification seniority from the posted list.\n\nWhile the City has declared a snow emergency, call-outs go first to employees assigned to plow routes, in order of classification seniority among them."),
        ),
    ),
    Paper(
        "labor-and-trades", TRIAL, "2025-07-01", "2026-06-30",
        "The parties try a monthly sign-up sheet for overtime call-outs for one year. The trial sets no precedent. Either side may ask to end it by a further letter.",
        (
            Clause("14.3", "Order of call-outs", "Overtime call-outs shall be offered in order of classification seniority among those who signed the sheet for the month. The sheet is posted on the first working day of the month before.\n\n(a) An employee who declines three call-outs in a month leaves the sheet for that month.\n(b) Where nobody on the sheet accepts, the posted list is used."),
            Clause("14.5", "Review of the trial", "The parties meet every three (3) months to look at the sign-up sheet and its effects."),
        ),
    ),
    Paper(
        "labor-and-trades", "End of the sign-up sheet trial", "2026-02-01", "2026-03-31",
        "The parties end the trial of the sign-up sheet on January 31, 2026. For two months call-outs are offered from both lists; then the agreement's own words hold again.",
        (
            Clause("14.3", "Order of call-outs", "Overtime call-outs shall be offered in order of classification seniority, in turn from the sign-up sheet of January 2026 and from the posted list."),
        ),
        ends=TRIAL,
    ),
    Paper(
        "labor-and-trades", "Meals on long call-outs", "2026-07-01", "",
        "A meal is given on call-outs of more than five hours.",
        (
            Clause("14.4", "Call-out minimum", "An employee called out is paid no less than three (3) hours. On a call-out of more than five (5) hours a meal is given."),
        ),
        is_draft=True,
    ),
)  # fmt: skip
