"""Agreements made up for tests, set in every way we have seen or can think of, with the truth about each."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from agreements.importing.numbers import roman

TITLES = (
    "Recognition", "Management Rights", "Association Security and Dues", "Non-Discrimination", "Hours of Work",
    "Overtime and Call-Out Pay", "Grievance Procedure", "Discipline and Discharge", "Seniority", "Layoff and Recall",
    "Holidays", "Vacation Leave", "Sick Leave",
    "Leaves of Absence, Military Leave and Other Time Away From Work With Pay",
    "Health and Welfare", "Wages", "Uniforms and Equipment", "Safety", "Section 125 Plan", "24-Hour Shifts",
    "Training/Education", "No Strike - No Lockout", "Personnel Records", "Labor Management Committee", "401(k) Plan",
    "Workers' Compensation", "Savings Clause", "Term of Agreement",
)  # fmt: skip
SENTENCES = (
    "The Employer and the Association agree that this provision applies to every regular employee of the unit.",
    "No employee shall be required to work more than sixteen hours in any period of twenty-four hours.",
    "An employee who is called back to work shall be paid for at least three hours at the overtime rate.",
    "Requests shall be made in writing to the division head not later than ten working days before the leave begins.",
    "The parties shall meet within fifteen days of such notice to discuss the effects of the change.",
    "Nothing in this provision limits the right of the City to act in an emergency declared by the Mayor.",
    "Employees who have completed the probationary period may use accrued time with the approval of the supervisor.",
    "Disputes about this provision are subject to the procedure set forth elsewhere in this Agreement.",
    "The rate shall be increased by two percent on the first full pay period after the first of July.",
    "A copy of the notice shall be sent to the Association at the same time.",
)
_WORDS = (
    "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN SEVENTEEN "
    "EIGHTEEN NINETEEN TWENTY"
)
WORDS = [*_WORDS.split(), *(f"TWENTY-{word}" for word in _WORDS.split()[:9]), "THIRTY", "THIRTY-ONE"]
Head = Callable[[int, str], list[str]]
HEADS: dict[str, Head] = {
    "dash": lambda n, t: [f"ARTICLE {n} - {t.upper()}"],
    "colon": lambda n, t: [f"ARTICLE {n}: {t.upper()}"],
    "gap": lambda n, t: [f"ARTICLE {n}          {t.upper()}"],
    "period": lambda n, t: [f"Article {n}. {t}"],
    "next line": lambda n, t: [f"ARTICLE {n}", t.upper()],
    "next line spaced": lambda n, t: [f"ARTICLE {n}", "", t.upper()],
    "centred": lambda n, t: [f"ARTICLE {n}".center(90).rstrip(), t.upper().center(90).rstrip()],
    "roman": lambda n, t: [f"ARTICLE {roman(n)} - {t.upper()}"],
    "roman next line": lambda n, t: [f"ARTICLE {roman(n)}", t],
    "word": lambda n, t: [f"ARTICLE {WORDS[n - 1]} - {t.upper()}"],
    "word next line": lambda n, t: [f"Article {WORDS[n - 1].title()}", t],
    "title case": lambda n, t: [f"Article {n} – {t}"],
    "spaced": lambda n, t: [f"A R T I C L E  {n}", t.upper()],
    "marked": lambda n, t: [f"## Article {n}: {t}"],
    "number no": lambda n, t: [f"ARTICLE NO. {n} {t.upper()}"],
    "bare": lambda n, t: [f"{n}. {t.upper()}"],
    "bare roman": lambda n, t: [f"{roman(n)}. {t.upper()}"],
    "bare zero": lambda n, t: [f"{n}.0 {t.upper()}"],
    "section": lambda n, t: [f"SECTION {n}. {t.upper()}"],
    "section next line": lambda n, t: [f"SECTION {n}", t.upper()],
    "rule": lambda n, t: [f"RULE {n} - {t.upper()}"],
    "chapter": lambda n, t: [f"CHAPTER {n}", t.upper()],
    "run in": lambda n, t: [f"ARTICLE {n}. {t.upper()}. {SENTENCES[n % 10]}"],
}
WITHOUT_WORD = {"bare", "bare roman", "bare zero", "section", "section next line"}


@dataclass
class Made:
    """An agreement as text, and its articles as ``(number, title, line)``."""

    text: str
    truth: list[tuple[str, str, int]]
    recipe: str


@dataclass
class Recipe:
    """How to set an agreement."""

    head: str = "dash"
    contents: str = "dots"
    header: str = "none"
    sections: str = "named"
    behind: str = "none"
    noise: str = "none"
    count: int = 18
    seed: int = 1
    references: bool = True
    lines: list[str] = field(default_factory=list)


def make(recipe: Recipe) -> Made:
    """The agreement a recipe describes."""
    dice = random.Random(recipe.seed)  # noqa: S311 -- the same text for the same seed
    titles = dice.sample(TITLES, recipe.count)
    body: list[tuple[str, int | None]] = [(line, None) for line in _opening(dice)]
    for number, title in enumerate(titles, start=1):
        body += [("", None)] * dice.choice((1, 2, 3))
        head = HEADS[recipe.head](number, title)
        body += [(line, number if place == 0 else None) for place, line in enumerate(_wrapped(head))]
        body += [("", None)] * dice.choice((0, 1, 1, 2))
        body += [(line, None) for line in _article(dice, recipe, number, titles)]
    body += [("", None), *((line, None) for line in _behind(dice, recipe, titles))]
    front = [(line, None) for line in [*_cover(), *_contents(dice, recipe, titles)]]
    lines = _paged(front, body, recipe, titles)
    if recipe.noise == "double":
        lines = [each for line in lines for each in (line, ("", None))]
    if recipe.noise == "scan":
        lines = [(_scanned(dice, text, number), number) for text, number in lines]
    truth = [(str(number), titles[number - 1], place) for place, (_, number) in enumerate(lines, start=1) if number]
    return Made("\n".join(text for text, _ in lines), truth, str(recipe))


def _cover() -> list[str]:
    return [
        "AGREEMENT",
        "between",
        "THE CITY OF RIVERMONT",
        "and",
        "RIVERMONT CITY WORKERS ASSOCIATION",
        "",
        "2024 - 2027",
        "",
    ]


def _opening(dice: random.Random) -> list[str]:
    return ["PREAMBLE", "", *_paragraph(dice), ""]


def _paragraph(dice: random.Random, width: int = 88) -> list[str]:
    words = " ".join(dice.sample(SENTENCES, dice.randint(2, 4))).split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) + 1 > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def _wrapped(head: list[str]) -> list[str]:
    """Headings longer than the page are broken as a word processor breaks them."""
    lines = []
    for line in head:
        if len(line) > 80 and line == line.lstrip():
            cut = line.rfind(" ", 0, 72)
            lines += [line[:cut], line[cut + 1 :]]
        else:
            lines.append(line)
    return lines


def _article(dice: random.Random, recipe: Recipe, number: int, titles: list[str]) -> list[str]:
    lines: list[str] = []
    for section in range(1, dice.randint(2, 5)):
        label = {
            "named": f"Section {section}.  ", "dotted": f"{number}.{section}  ", "plain": f"{section}. ", "none": "",
            "lettered": f"{chr(64 + section)}. ", "caps": f"SECTION {section}. ",
            "titled": f"Section {section}. Eligibility. ",
        }[recipe.sections]  # fmt: skip
        text = _paragraph(dice)
        text[0] = label + text[0]
        if recipe.references and dice.random() < 0.5:
            other = dice.randint(1, len(titles))
            word = {"section": "Section", "rule": "Rule", "chapter": "Chapter", "bare": "Section"}.get(
                recipe.head.split()[0], "Article"
            )
            text.append(dice.choice((
                f"as set forth in\n{word} {other}, {titles[other - 1]}, and nothing in it limits the City",
                f"under the terms of\n{word} {other} of this Agreement, and the employee shall be told of it",
                f"in the manner required by\n{word} {other}, Section 2 of this Agreement, within ten (10) days.",
                f"and the first step of\n{word.upper()} {other} - {titles[other - 1].upper()} shall be waived.",
            )))  # fmt: skip
        lines += [each for line in text for each in line.split("\n")]
        if dice.random() < 0.3:
            lines += [
                "",
                "  (a) the first of the steps;",
                "  (b) the second of the steps, and",
                "  (c) all other steps.",
            ]
        lines.append("")
    return lines


def _contents(dice: random.Random, recipe: Recipe, titles: list[str]) -> list[str]:
    if recipe.contents == "none":
        return []
    lines = ["", "TABLE OF CONTENTS", ""]
    page = 1
    for number, title in enumerate(titles, start=1):
        page += dice.randint(0, 3)
        head = HEADS[recipe.head](number, title)
        name = " ".join(" ".join(head).split()).split(". The ")[0][:78]
        if recipe.head == "run in":
            name = f"ARTICLE {number}. {title.upper()}"
        if recipe.contents == "dots":
            lines.append(f"{name} {'.' * max(4, 90 - len(name))} {page}")
        elif recipe.contents == "gaps":
            lines.append(f"{name}{' ' * max(4, 90 - len(name))}{page}")
        elif recipe.contents == "plain":
            lines.append(name)
        elif recipe.contents == "titles":
            lines.append(f"{title} {'.' * 30} {page}")
        elif recipe.contents == "sections":
            lines.append(f"{name} {'.' * 20} {page}")
            lines += [f"    Section {section}. Eligibility {'.' * 30} {page}" for section in range(1, 3)]
        elif recipe.contents == "numbers":
            lines.append(f"{number:<6}{title:<60}{page}")
    return [*lines, "", ""]


def _behind(dice: random.Random, recipe: Recipe, titles: list[str]) -> list[str]:
    sign = ["IN WITNESS WHEREOF the parties have signed this Agreement.", "", "For the City ____________", ""]
    if recipe.behind == "appendices":
        return [*sign, "APPENDIX A", "SALARY SCHEDULE", "", "Step 1   Step 2   Step 3", "22.10   23.40   24.80", "",
                "APPENDIX B - DRUG TESTING", "", *_paragraph(dice)]  # fmt: skip
    if recipe.behind == "restart":
        lines = [*sign, "APPENDIX A - SUPPLEMENTAL RETIREMENT PLAN", ""]
        for number in range(1, recipe.count + 6):
            lines += [
                "",
                *HEADS[recipe.head](
                    number, dice.choice(("Eligibility", "Contributions", "Vesting", "Board", "Benefits"))
                ),
            ]
            lines += ["", *_paragraph(dice)]
        return lines
    if recipe.behind == "letters":
        lines = [*sign]
        for other in (2, 5, len(titles)):
            lines += [f"SIDE LETTER - ARTICLE {other} - {titles[other - 1].upper()}", "", *_paragraph(dice), ""]
            lines += ["ARTICLE 1", "PURPOSE", "", *_paragraph(dice), "", "ARTICLE 2", "TERM", "", *_paragraph(dice), ""]
        return lines
    return sign if recipe.behind == "signatures" else []


def _paged(
    front: list[tuple[str, int | None]], body: list[tuple[str, int | None]], recipe: Recipe, titles: list[str]
) -> list[tuple[str, int | None]]:
    if recipe.header == "none":
        return [*front, *body]
    lines: list[tuple[str, int | None]] = [*front]
    feed = "" if recipe.header == "no feeds" else "\f"
    current, page, depth = 1, 1, 34
    for start in range(0, len(body), depth):
        part = body[start : start + depth]
        if recipe.header == "names":
            if start:
                name = HEADS[recipe.head](current, titles[current - 1])[0] if recipe.head != "run in" else "AGREEMENT"
                lines += [(f"{feed}{name}", None), ("", None)]
            else:
                lines.append((feed, None))
        else:
            lines += [(f"{feed}City of Rivermont and City Workers Association", None), ("Agreement 2024-2027", None)]
        lines += part
        current = next((number for _, number in reversed(part) if number), current)
        lines.append((f"Page {page} of 60" if recipe.header != "numbers" else str(page), None))
        page += 1
    return lines


def _scanned(dice: random.Random, text: str, number: int | None) -> str:
    """What a scanner makes of a line, headings above all."""
    if number is None or dice.random() < 0.4:
        return text
    digits = str(number)
    damaged = digits.replace("1", dice.choice("lI1")).replace("0", dice.choice("O0")).replace("5", dice.choice("S5"))
    changes = [
        lambda: text.replace(digits, damaged, 1),
        lambda: text.replace(
            "ARTICLE", dice.choice(("ARTIC LE", "ARTlCLE", "ARTICIE", "ARTCLE", "RTICLE", "ARTIGLE", "AR TICLE"))
        ),
        lambda: text.replace(" - ", dice.choice((" —- ", " ~ ", ". ", ", ", " — ", ": "))),
        lambda: f"{dice.choice(('_ ', '. ', '| ', '“'))}{text}",
    ]
    return dice.choice(changes)()
