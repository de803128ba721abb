"""The people and places of Rivermont, an invented city. Plain data; the story is told elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from labor_office.core.users.permissions import Role

# Everyone's password in the demo city; the desk says so on its sign-in page only when DEMO is on.
DEMO_PASSWORD = "rivermont-demo-2026"  # noqa: S105 -- a demonstration city has no secrets
DOMAIN = "rivermont.example"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who signs in. ``department`` names the department they speak or decide for."""

    name: str
    role: Role
    title: str
    phone: str = ""
    backup: str = ""
    department: str = ""
    decides_step: str = ""

    @property
    def email(self) -> str:
        """``dana.whitfield@rivermont.example``."""
        return f"{self.name.lower().replace(' ', '.')}@{DOMAIN}"


PEOPLE = (
    Person("Rosa Castellanos", Role.CHIEF, "Chief Labor Relations Officer", "555-0101"),
    Person("Dana Whitfield", Role.SPECIALIST, "Labor Relations Specialist", "555-0102"),
    Person("Omar Reyes", Role.SPECIALIST, "Labor Relations Specialist", "555-0103", backup="Dana Whitfield"),
    Person("Ines Calder", Role.SPECIALIST, "Labor Relations Specialist", "555-0104", backup="Omar Reyes"),
    Person("Theo Lindqvist", Role.ANALYST, "Labor Relations Analyst", "555-0105"),
    Person("Grace Okafor", Role.TRAINER, "Training Coordinator", "555-0106"),
    Person("Samuel Brandt", Role.ATTORNEY, "Assistant City Attorney", "555-0107"),
    Person("Nell Harwood", Role.RECORDS, "Office Manager", "555-0108"),
    Person("Mateo Ortega", Role.LIAISON, "HR Liaison", "555-0110", department="water-utilities"),
    Person("Joan Pruitt", Role.LIAISON, "HR Liaison", "555-0111", department="fire-and-ems"),
    Person("Wes Adair", Role.LIAISON, "HR Liaison", "555-0112", department="police"),
    Person(
        "Lloyd Grady",
        Role.DECISION_MAKER,
        "Superintendent of Distribution",
        "555-0120",
        department="water-utilities",
        decides_step="1",
    ),
    Person(
        "Priya Amadi",
        Role.DECISION_MAKER,
        "Director of Water Utilities",
        "555-0121",
        department="water-utilities",
        decides_step="2",
    ),
    Person(
        "Hal Brewster", Role.DECISION_MAKER, "Battalion Chief", "555-0122", department="fire-and-ems", decides_step="1"
    ),
    Person("Corinne Vail", Role.DECISION_MAKER, "Fire Chief", "555-0123", department="fire-and-ems", decides_step="2"),
    Person("Russell Tan", Role.DECISION_MAKER, "Division Commander", "555-0124", department="police", decides_step="1"),
    Person("Adele Munroe", Role.DECISION_MAKER, "Chief of Police", "555-0125", department="police", decides_step="2"),
    Person(
        "Vera Sandoval",
        Role.DECISION_MAKER,
        "Deputy City Manager",
        "555-0126",
        department="city-manager",
        decides_step="3",
    ),
)

# Whoever decides a step for other departments besides their own: name, department, step.
DECIDES_TOO = (("Lloyd Grady", "public-works", "1"), ("Lloyd Grady", "parks-and-recreation", "1"))

# slug, name, payroll code, title of its head
DEPARTMENTS = (
    ("city-manager", "City Manager's Office", "100", "City Manager"),
    ("water-utilities", "Water Utilities", "410", "Director of Water Utilities"),
    ("public-works", "Public Works", "420", "Director of Public Works"),
    ("parks-and-recreation", "Parks and Recreation", "450", "Director of Parks"),
    ("fire-and-ems", "Fire and EMS", "510", "Fire Chief"),
    ("police", "Police", "520", "Chief of Police"),
    ("finance", "Finance", "210", "Finance Director"),
    ("permits-and-inspections", "Permits and Inspections", "330", "Building Official"),
)

# slug, name, short name, address for service
ORGANIZATIONS = (
    ("local-1840", "Municipal Workers of Rivermont, Local 1840", "Municipal Workers Local 1840", "88 Cooper Street"),
    ("fire-fighters", "Rivermont Fire Fighters Association", "Fire Fighters Association", "12 Ladder Lane"),
    ("police-lodge-12", "Rivermont Police Benevolent Lodge 12", "Police Lodge 12", "301 Beacon Road"),
)

# slug, name, code, organization, nicknames, certified, owner
UNITS = (
    ("labor-and-trades", "Labor and Trades", "LT", "local-1840", ("L&T", "trades"), "2022-09-14", "Dana Whitfield"),
    ("fire-and-ems", "Fire and EMS", "FE", "fire-fighters", ("fire", "EMS"), "2021-11-02", "Dana Whitfield"),
    ("police", "Police", "PO", "police-lodge-12", ("sworn",), "2021-12-09", "Omar Reyes"),
    ("administrative", "Administrative and Technical", "AT", "local-1840", ("A&T",), "2024-12-20", "Ines Calder"),
    ("professional", "Professional", "PR", "local-1840", ("pros",), "2026-03-02", "Ines Calder"),
    ("dispatch", "Dispatch", "DI", "local-1840", ("911",), "2022-11-16", "Ines Calder"),
)

# organization, name, role, phone
REPRESENTATIVES = (
    ("local-1840", "Tanya Boone", "Business representative", "555-0142"),
    ("local-1840", "Jack Marsh", "Chief steward", "555-0143"),
    ("fire-fighters", "Ty Boone", "Vice president, grievances", "555-0151"),
    ("police-lodge-12", "Carla Nunez", "Lodge secretary", "555-0161"),
)

# code, title, unit, department, how many, base pay
CLASSIFICATIONS = (
    ("LT110", "Laborer I", "labor-and-trades", "public-works", 44, 43_800),
    ("LT120", "Equipment Operator II", "labor-and-trades", "public-works", 38, 52_400),
    ("LT210", "Pipe Fitter I", "labor-and-trades", "water-utilities", 22, 56_100),
    ("LT211", "Pipe Fitter II", "labor-and-trades", "water-utilities", 26, 61_900),
    ("LT300", "Groundskeeper", "labor-and-trades", "parks-and-recreation", 30, 45_200),
    ("FE100", "Firefighter", "fire-and-ems", "fire-and-ems", 96, 64_500),
    ("FE200", "Fire Lieutenant", "fire-and-ems", "fire-and-ems", 24, 86_300),
    ("PO100", "Police Officer", "police", "police", 128, 66_700),
    ("PO200", "Police Sergeant", "police", "police", 26, 91_200),
    ("AT100", "Administrative Assistant", "administrative", "finance", 40, 48_900),
    ("AT200", "Permit Technician", "administrative", "permits-and-inspections", 18, 53_300),
    ("PR100", "Civil Engineer", "professional", "public-works", 14, 94_800),
    ("PR200", "Plans Examiner", "professional", "permits-and-inspections", 9, 82_600),
    ("DI100", "Dispatcher", "dispatch", "city-manager", 14, 54_800),
)

# Employees whom the story names: number, name, classification, hired
NAMED_EMPLOYEES = (
    ("10042", "Marcus Bell", "LT211", "2011-03-07"),
    ("10043", "Rita Solano", "LT211", "2012-06-18"),
    ("10044", "Dwight Ferris", "LT211", "2009-10-05"),
    ("10045", "Anita Cho", "LT210", "2016-02-01"),
    ("10112", "Ben Holloway", "LT120", "2014-08-11"),
    ("10127", "Luz Herrera", "LT110", "2020-01-13"),
    ("10160", "Paul Edmond", "LT300", "2018-05-21"),
    ("20017", "Kevin Starke", "FE100", "2015-09-14"),
    ("20031", "Moira Dunn", "FE200", "2010-04-19"),
    ("20055", "Alan Pike", "FE100", "2019-07-08"),
    ("30021", "Terrence Hale", "PO100", "2013-11-04"),
    ("30048", "Sofia Marino", "PO200", "2008-01-28"),
    ("40009", "Helen Zhou", "AT100", "2017-03-13"),
)

# Whose people report to whom on the roster: classification of the crew, classification of its leads.
LEADS = {"FE100": "FE200", "PO100": "PO200", "LT110": "PR100", "LT120": "PR100", "AT200": "PR200"}

_FIRST = ("Ada", "Bruno", "Celia", "Drew", "Edith", "Farid", "Gwen", "Hugo", "Iris", "Jonah", "Kira", "Leo", "Mina", "Nico", "Opal", "Pia", "Quinn", "Remy", "Sela", "Tomas", "Una", "Viggo", "Willa", "Yara", "Zane")  # fmt: skip
_LAST = ("Abbott", "Barlow", "Crane", "Dalton", "Ewing", "Frost", "Garner", "Hobbs", "Ingram", "Jarvis", "Keller", "Lowell", "Mercer", "Norris", "Osborn", "Pryor", "Quill", "Rowan", "Sutter", "Thorne", "Upton", "Vance", "Weller", "Yates")  # fmt: skip


def roster_rows() -> list[dict[str, str]]:
    """The City's payroll roster as its payroll system would export it: one row an employee."""
    rows = []
    serial = 0
    for code, _title, unit, department, count, base in CLASSIFICATIONS:
        named = [entry for entry in NAMED_EMPLOYEES if entry[2] == code]
        for place in range(count):
            serial += 1
            if place < len(named):
                number, name, _, hired = named[place]
            else:
                number = str(50_000 + serial)
                name = f"{_FIRST[serial % len(_FIRST)]} {_LAST[(serial * 7) % len(_LAST)]}"
                hired = f"{2006 + serial % 19}-{1 + serial % 12:02d}-{1 + serial % 27:02d}"
            rows.append(
                {
                    "Employee number": number,
                    "Name": name,
                    "Department": _code_of(department),
                    "Classification": code,
                    "Unit": _unit_code(unit),
                    "Step": str(1 + serial % 9),
                    "Annual pay": f"{base + 950 * (serial % 9)}.00",
                    "Hired": hired,
                    # A few are on the roster without an address, as everywhere.
                    "Email": f"{name.lower().replace(' ', '.')}.{number}@{DOMAIN}" if serial % 37 else "",
                }
            )
    for place, row in enumerate(rows):
        leads = [each["Employee number"] for each in rows if each["Classification"] == LEADS.get(row["Classification"])]
        row["Supervisor number"] = leads[place % len(leads)] if leads else ""
    return rows


def _code_of(slug: str) -> str:
    return next(code for known, _, code, _ in DEPARTMENTS if known == slug)


def _unit_code(slug: str) -> str:
    return next(code for known, _, code, *_ in UNITS if known == slug)
