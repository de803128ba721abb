"""What each procedure of Rivermont is for: its unit, the kind of matter, and what the office calls it."""

from __future__ import annotations

# procedure: unit and kind of matter it is for; title; who decides which step.
PURPOSES: dict[str, tuple[str | None, str, str]] = {
    "labor-and-trades-grievance": ("labor-and-trades", "grievance", "Labor and Trades grievances"),
    "fire-and-ems-grievance": ("fire-and-ems", "grievance", "Fire and EMS grievances"),
    "police-grievance": ("police", "grievance", "Police grievances"),
    "prohibited-practice-charge": (None, "charge", "Prohibited practice charges"),
    "discipline-labor-and-trades": ("labor-and-trades", "discipline", "Labor and Trades discipline"),
    "information-request": ("police", "information_request", "Information requests, Police table"),
    "arbitration-labor-and-trades": ("labor-and-trades", "arbitration", "Labor and Trades arbitrations"),
    "side-letter-expiry": (None, "side_letter", "Side letters that run out"),
}
