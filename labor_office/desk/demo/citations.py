"""Where each time limit of Rivermont stands in its agreement, and in which words."""

from __future__ import annotations

# procedure, limit: citation, quotation. The words are those of the invented agreements.
CITATIONS: dict[tuple[str, str], tuple[str, str]] = {
    ("labor-and-trades-grievance", "FILE"): ("Art. 11, section 11.3", "A grievance is filed with the immediate supervisor within fifteen (15) working days after the employee knew, or should have known, of the event."),
    ("labor-and-trades-grievance", "S1-RESPONSE"): ("Art. 11, section 11.4", "The supervisor shall answer in writing within seven (7) working days of receipt."),
    ("labor-and-trades-grievance", "S2-APPEAL"): ("Art. 11, section 11.4", "The Union may appeal to Step 2 within seven (7) working days."),
    ("labor-and-trades-grievance", "S2-MEETING"): ("Art. 11, section 11.5(a)", "The Department Head shall meet with the Union within ten (10) working days of the appeal."),
    ("labor-and-trades-grievance", "S2-DECISION"): ("Art. 11, section 11.5(b)", "The Department Head shall issue a written decision within ten (10) working days after the Step 2 meeting."),
    ("labor-and-trades-grievance", "S3-APPEAL"): ("Art. 11, section 11.6", "The Union may appeal to the City Manager's designee within seven (7) working days."),
    ("labor-and-trades-grievance", "S3-MEETING"): ("Art. 11, section 11.6", "A meeting is held within ten (10) working days"),
    ("labor-and-trades-grievance", "S3-ANSWER"): ("Art. 11, section 11.6", "and an answer given within ten (10) working days of the meeting."),
    ("labor-and-trades-grievance", "DEMAND"): ("Art. 11, section 11.7", "The Union may demand arbitration within twenty (20) working days of the Step 3 answer."),
    ("fire-and-ems-grievance", "FILE"): ("Art. 9, section 9.3", "A grievance is filed with the battalion chief within ten (10) working days of the event or of learning of it."),
    ("fire-and-ems-grievance", "FILE-DISCIPLINE"): ("Art. 9, section 9.3", "A grievance is filed with the battalion chief within ten (10) working days of the event or of learning of it."),
    ("fire-and-ems-grievance", "S1-RESPONSE"): ("Art. 9, section 9.4", "The battalion chief shall respond within seven (7) working days of receipt."),
    ("fire-and-ems-grievance", "S2-APPEAL"): ("Art. 9, section 9.5", "The Association may appeal to the Fire Chief within ten (10) days"),
    ("fire-and-ems-grievance", "S2-DECISION"): ("Art. 9, section 9.5", "the Fire Chief decides within fifteen (15) days, and silence is a denial as of the last day."),
    ("fire-and-ems-grievance", "DEMAND"): ("Art. 9, section 9.6", "The Association may demand arbitration within thirty (30) days."),
    ("police-grievance", "FILE"): ("Art. 14, section 14.3", "A grievance is filed within twenty-one (21) days of learning of the event, and in any case within ninety (90) days of the event."),
    ("police-grievance", "S1-RESPONSE"): ("Art. 14, section 14.4", "The division commander answers within fourteen (14) days."),
    ("police-grievance", "S2-APPEAL"): ("Art. 14, section 14.6", "A grievance not taken on in time is settled on the last answer."),
    ("police-grievance", "S2-DECISION"): ("Art. 14, section 14.5", "The Chief of Police answers within twenty-one (21) days."),
    ("police-grievance", "DEMAND"): ("Art. 14, section 14.7", "The Lodge may demand arbitration within one (1) month of the Step 2 decision."),
    ("prohibited-practice-charge", "CHARGE"): ("Labor Ordinance, sec. 7(a)", ""),
    ("prohibited-practice-charge", "POSITION"): ("Labor Ordinance, sec. 7(c)", ""),
    ("discipline-labor-and-trades", "HEAR-NOT-BEFORE"): ("Art. 12, section 12.2", "has at least five (5) working days to answer."),
    ("discipline-labor-and-trades", "DECISION"): ("Art. 12, section 12.3", "A decision is issued within ten (10) working days after the hearing"),
    ("information-request", "REPLY"): ("Ground rules, par. 7", ""),
    ("arbitration-labor-and-trades", "STRIKE"): ("Art. 11, section 11.9", "Within five (5) working days of receiving a panel of seven names the City strikes first"),
    ("arbitration-labor-and-trades", "EXHIBITS"): ("Art. 11, section 11.10", "no later than five (5) working days before the hearing."),
    ("arbitration-labor-and-trades", "AWARD"): ("Art. 11, section 11.12", "The award is due thirty (30) calendar days after the later of the close of the hearing and the filing of briefs."),
}  # fmt: skip

# procedure: unit and kind of matter it is for; title; who decides which step.
PURPOSES: dict[str, tuple[str | None, str, str]] = {
    "labor-and-trades-grievance": ("labor-and-trades", "grievance", "Labor and Trades grievances"),
    "fire-and-ems-grievance": ("fire-and-ems", "grievance", "Fire and EMS grievances"),
    "police-grievance": ("police", "grievance", "Police grievances"),
    "prohibited-practice-charge": (None, "charge", "Prohibited practice charges"),
    "discipline-labor-and-trades": ("labor-and-trades", "discipline", "Labor and Trades discipline"),
    "information-request": ("police", "information_request", "Information requests, Police table"),
    "arbitration-labor-and-trades": ("labor-and-trades", "arbitration", "Labor and Trades arbitrations"),
}
