"""Which column of a roster file means what."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum


class RosterField(StrEnum):
    """What a roster says about one employee."""

    NUMBER = "number"
    NAME = "name"
    LAST_NAME = "last_name"
    FIRST_NAME = "first_name"
    EMAIL = "email"
    DEPARTMENT = "department"
    DEPARTMENT_NAME = "department_name"
    CLASSIFICATION = "classification"
    CLASSIFICATION_TITLE = "classification_title"
    UNIT = "unit"
    PAY_STEP = "pay_step"
    ANNUAL_PAY = "annual_pay"
    HIRED_ON = "hired_on"
    SUPERVISOR = "supervisor_number"

    @property
    def label(self) -> str:
        """The field as the mapping page names it."""
        return _WORDS[self][0]

    @property
    def hint(self) -> str:
        """What belongs there, with an example where one helps."""
        return _WORDS[self][1]

    @property
    def is_required(self) -> bool:
        """Whether no roster can be read without it."""
        return self in REQUIRED


REQUIRED = (RosterField.NUMBER, RosterField.DEPARTMENT, RosterField.CLASSIFICATION)
_WORDS: dict[RosterField, tuple[str, str]] = {
    RosterField.NUMBER: ("Employee number", "The number payroll knows the person by."),
    RosterField.NAME: ("Name", "The whole name in one column."),
    RosterField.LAST_NAME: ("Last name", "Only when the file splits the name."),
    RosterField.FIRST_NAME: ("First name", "Only when the file splits the name."),
    RosterField.EMAIL: ("Email", ""),
    RosterField.DEPARTMENT: ("Department", "Its code or its full name."),
    RosterField.DEPARTMENT_NAME: ("Department name", "Used to name a department that is added from the file."),
    RosterField.CLASSIFICATION: ("Classification", "Its code or its full title."),
    RosterField.CLASSIFICATION_TITLE: (
        "Classification title",
        "Used to title a classification that is added from the file.",
    ),
    RosterField.UNIT: ("Bargaining unit", "Its code or name. Left out, the classification's unit is taken."),
    RosterField.PAY_STEP: ("Grade or step", ""),
    RosterField.ANNUAL_PAY: ("Annual pay", "Dollars; $ and commas are read."),
    RosterField.HIRED_ON: ("Hire date", "For example 6/15/2019 or 2019-06-15."),
    RosterField.SUPERVISOR: ("Supervisor's employee number", ""),
}
# Headings as payroll systems print them, letters only; an earlier one is the better guess.
_GUESSES: dict[RosterField, tuple[str, ...]] = {
    RosterField.NUMBER: (
        "employeenumber", "employeeid", "employeeno", "empno", "empid", "empnum", "emplid", "personnelnumber",
        "personid", "staffnumber", "badge", "number", "id",
    ),
    RosterField.NAME: ("name", "employeename", "fullname", "employee"),
    RosterField.LAST_NAME: ("lastname", "surname", "last", "familyname"),
    RosterField.FIRST_NAME: ("firstname", "first", "givenname"),
    RosterField.EMAIL: ("email", "emailaddress", "workemail", "mail"),
    RosterField.DEPARTMENT: (
        "departmentcode", "deptcode", "department", "dept", "deptid", "departmentid", "agency", "deptno",
    ),
    RosterField.DEPARTMENT_NAME: ("departmentname", "deptname", "departmentdescription", "deptdescr"),
    RosterField.CLASSIFICATION: (
        "classificationcode", "classcode", "jobcode", "classification", "class", "jobclass", "positiontitle",
        "jobtitle", "title", "position", "grade",
    ),
    RosterField.CLASSIFICATION_TITLE: (
        "classificationtitle", "classtitle", "jobcodedescription", "jobtitle", "positiontitle", "title",
    ),
    RosterField.UNIT: ("unitcode", "bargainingunit", "bargunit", "unioncode", "unit", "union", "bu"),
    RosterField.PAY_STEP: ("paystep", "step", "gradestep", "salarystep", "paygrade", "grade"),
    RosterField.ANNUAL_PAY: (
        "annualpay", "annualsalary", "basesalary", "employeeannualsalary", "annualrate", "basepay", "salary",
        "annualbase",
    ),
    RosterField.HIRED_ON: ("hiredate", "hiredon", "datehired", "dateofhire", "originalhiredate", "startdate", "hired"),
    RosterField.SUPERVISOR: ("supervisornumber", "supervisorid", "supervisoremployeenumber", "managerid", "reportsto"),
}  # fmt: skip
_NOT_LETTERS = re.compile(r"[^a-z]+")


def suggest_columns(header: Sequence[str], *, remembered: Mapping[str, str]) -> dict[str, str]:
    """Which heading to read each field from: as last time where the heading is still there, else by its words.

    A heading serves one field only. Fields without a likely heading are left out.
    """
    chosen = {field: heading for field, heading in remembered.items() if heading in header}
    plain = {heading: _NOT_LETTERS.sub("", heading.lower()) for heading in header}
    for field in RosterField:
        if field in chosen:
            continue
        free = [heading for heading in header if heading not in chosen.values()]
        ranked = [(_GUESSES[field].index(plain[h]), h) for h in free if plain[h] in _GUESSES[field]]
        if ranked:
            chosen[field] = min(ranked)[1]
    return chosen


def columns_missing(columns: Mapping[str, str]) -> list[RosterField]:
    """The required fields that no column was chosen for."""
    return [field for field in REQUIRED if not columns.get(field)]


def columns_used_twice(columns: Mapping[str, str]) -> list[str]:
    """Headings chosen for more than one field."""
    used = [heading for heading in columns.values() if heading]
    return sorted({heading for heading in used if used.count(heading) > 1})
