"""What the Labor and Trades table settled before spring: articles nobody fights over, each signed on the day it was agreed."""

from __future__ import annotations

# Session, article, title, the words both sides initialled; without words, those in force go on.
SETTLED = (
    (
        1, "1", "Recognition",
        "1.1 The City recognizes the Union as the exclusive representative of the employees of the Labor and Trades unit.",
    ),
    (1, "2", "Definitions", ""),
    (
        1, "3", "Non-discrimination",
        "3.1 Neither party discriminates against an employee for taking part, or for declining to take part, in the Union.",
    ),
    (
        2, "4", "Management rights",
        "4.1 The City keeps every right that this agreement does not limit, and uses it in good faith.",
    ),
    (
        2, "8", "Personnel files",
        "8.1 An employee may read the file kept on them within three (3) working days of asking, and add an answer to it.",
    ),
    (
        3, "10", "Labor-management committee",
        "10.1 The parties meet every second month. The agenda goes out five (5) working days before.",
    ),
    (3, "13", "Probationary period", "13.1 A new employee serves a probationary period of six (6) months."),
    (
        4, "28", "Savings clause",
        "28.1 If a court sets part of this agreement aside the rest stands, and the parties meet on that part in thirty (30) days.",
    ),
    (4, "31", "Printing", "31.1 The City prints one copy of this agreement for each employee of the unit."),
    (5, "6", "Bulletin boards", "6.1 The City keeps one bulletin board for the Union at each reporting place."),
    (
        5, "7", "Safety committee",
        "7.1 Three (3) members of each side walk one work site a month and report what they find within ten (10) days.",
    ),
)  # fmt: skip
