"""What the typed agreement is about: parts, articles and their sections. All of it invented."""

from __future__ import annotations

# A part's title, then its articles: number, title, titles of the sections.
PARTS: tuple[tuple[str, tuple[tuple[str, str, tuple[str, ...]], ...]], ...] = (
    ("The parties and their rights", (
        ("1", "Recognition", ("The unit", "Positions in the unit", "New and changed positions", "Confidential positions")),
        ("2", "Rights of the City", ("Rights kept", "Directing the work", "Emergencies", "Contracts for services")),
        ("3", "Rights of the Union", ("Access to work places", "Bulletin boards", "Leave for union duties", "Stewards",
                                      "Orientation of new employees")),
        ("4", "Dues", ("Deduction", "Ending a deduction", "Correction of errors")),
        ("5", "Fair treatment", ("No discrimination", "Accommodation", "Complaints", "Records of complaints")),
        ("6", "No strike", ("Continuous service", "Duties of the Union", "Consequences")),
        ("7", "Labor and management meetings", ("Purpose", "Members", "Agenda", "Minutes")),
    )),
    ("Work and time", (
        ("8", "Hours of work", ("Work week", "Schedules", "Changes of schedule", "Meal periods", "Rest periods",
                                "Flexible hours")),
        ("9", "Telework", ("Eligibility", "Agreement to telework", "Equipment at home", "Recall to the office")),
        ("10", "Overtime", ("When overtime is worked", "Rate of pay", "Compensatory time", "Distribution of overtime",
                            "Call-back")),
        ("11", "Stand-by", ("Assignment", "Pay for stand-by", "Exchange of assignments")),
        ("12", "Shift work", ("Bids for shifts", "Notice of a change", "Differential for evenings and nights",
                              "Rest between shifts")),
        ("13", "Inclement weather", ("Essential employees", "Late opening", "Liberal leave")),
    )),
    ("Pay and benefits", (
        ("14", "Wages", ("Salary schedule", "General increase", "Step increases", "Pay days", "Overpayments")),
        ("15", "Pay on promotion, transfer, demotion, and in a higher classification for a limited time", ("Promotion", "Transfer", "Demotion", "Acting in a higher position")),
        ("16", "Longevity", ("Years counted", "Amount")),
        ("16A", "Bilingual pay", ("Languages", "Test of fluency", "Amount")),
        ("17", "Health plans", ("Plans offered", "Contributions", "Changes of a plan", "Employees who decline",
                                "Committee on health costs")),
        ("18", "Retirement", ("Membership", "Contributions", "Supplemental plan")),
        ("19", "Tuition", ("Courses paid for", "Approval", "Repayment")),
        ("20", "Travel and mileage", ("Use of a private car", "Overnight travel", "Claims")),
        ("21", "Uniforms and equipment", ("Items supplied", "Allowance", "Loss and damage", "Return")),
    )),
    ("Leave", (
        ("22", "Holidays", ("Days observed", "Pay for work on a holiday", "Floating holiday", "Holiday during leave")),
        ("23", "Vacation", ("Rate of accrual", "Requests", "Carry-over", "Payment on separation", "Recall from vacation")),
        ("24", "Sick leave", ("Accrual", "Use", "Notice and proof", "Bank of donated leave", "Misuse")),
        ("25", "Family and parental leave", ("Eligibility", "Length", "Benefits during leave", "Return to work")),
        ("26", "Other leave with pay", ("Bereavement", "Jury duty", "Military duty", "Voting", "Blood donation")),
        ("27", "Leave without pay", ("Requests", "Length", "Seniority during leave")),
    )),
    ("Employment", (
        ("28", "Seniority", ("Definition", "Lists", "Loss of seniority", "Ties")),
        ("29", "Vacancies and promotion", ("Posting", "Selection", "Trial period", "Temporary appointment")),
        ("30", "Layoff and recall", ("Notice", "Order of layoff", "Bumping", "Recall list", "Severance")),
        ("31", "Probation", ("Length", "Evaluation", "Release")),
        ("32", "Evaluation of performance", ("Yearly review", "Plan for improvement", "Reply of the employee")),
        ("33", "Personnel files", ("Inspection", "Removal of old entries", "Copies")),
        ("34", "Discipline", ("Just cause", "Progressive steps", "Notice and hearing", "Representation", "Suspension",
                              "Discharge")),
        ("35", "Safety and health", ("Committee", "Protective equipment", "Unsafe work", "Training")),
        ("36", "Training and certification", ("Required training", "Time in training", "Certificates")),
    )),
    ("Disputes and term", (
        ("37", "Grievance procedure", ("Definition", "Computation of time", "Step 1", "Step 2", "Step 3", "Arbitration",
                                       "Fees of the arbitrator")),
        ("38", "Reserved", ()),
        ("39", "Savings clause", ("Provisions set aside", "Bargaining over a substitute")),
        ("40", "Appropriation", ("Approval by the Council", "Years without funds")),
        ("41", "Term of agreement", ("Duration", "Reopening", "Notice to bargain", "Whole agreement")),
    )),
)  # fmt: skip
APPENDICES = (
    ("A", "Salary schedule"),
    ("B", "Classifications in the unit"),
    ("C", "Grievance form"),
)
LETTER = ("Side letter on the move to the Water Street building", "water")
