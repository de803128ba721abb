"""What import-linter cannot see: strings, sizes, and the habits that keep the house readable."""

import ast
import importlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from factory.django import DjangoModelFactory

from tests.each import each

ROOT = Path(__file__).resolve().parent.parent
# Low to high; those on one line may not know each other.
FLOORS = [
    {"users"},
    {"workforce"},
    {"web"},
    {"matters"},
    {"notices"},
    {"deadlines", "documents"},
    {"bargaining"},
    {"agreements"},
    {"grievances", "training"},
    {"desk"},
]
FLOOR_OF = {label: number for number, labels in enumerate(FLOORS) for label in labels}
APPS_ABOVE_THE_CORE = {"bargaining", "agreements", "grievances", "training", "desk"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "constants", "enums", "exceptions", "services", "signals", "misc"}
# A module or a folder of this name may read the clock.
EDGE = {"views", "tasks", "commands", "context", "admin", "adapters", "middleware"}
CLOCK_CALLS = {("timezone", "now"), ("timezone", "localdate"), ("datetime", "now"), ("date", "today")}
LONGEST_FILE, LONGEST_FUNCTION = 300, 40


def sources(*, tests: bool = False) -> list[Path]:
    """Our Python files, migrations apart."""
    tops = ["labor_office", "bargaining", "agreements", "grievances", "training", *(["tests"] if tests else [])]
    return sorted(path for top in tops for path in (ROOT / top).rglob("*.py") if "migrations" not in path.parts)


def is_edge(path: Path) -> bool:
    """Whether ``path`` is where the outside comes in."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return bool(EDGE & set(parts)) or parts[:2] == ("labor_office", "local") or path.name == "clock.py"


def our_models() -> list[type[models.Model]]:
    """Every table we describe ourselves; pghistory's own event tables apart."""
    found = [model for label in FLOOR_OF for model in apps.get_app_config(label).get_models()]
    return sorted((model for model in found if not hasattr(model, "pgh_tracked_model")), key=lambda m: m._meta.label)


def relations() -> list[models.Field]:
    """Every relation one of our tables holds to another of ours."""
    fields = [field for model in our_models() for field in [*model._meta.local_fields, *model._meta.local_many_to_many]]
    return [field for field in fields if field.is_relation and field.related_model._meta.app_label in FLOOR_OF]


def all_factories(base: type) -> list[type]:
    """Every factory of ours, found by importing tests/factories."""
    for path in sorted((ROOT / "tests" / "factories").glob("[a-z]*.py")):
        importlib.import_module(f"tests.factories.{path.stem}")
    pending, found = [base], []
    while pending:
        below = [made for made in pending.pop().__subclasses__() if made not in found]
        pending, found = pending + below, found + below
    ours = [made for made in found if made._meta.model and made.__module__.startswith("tests.")]
    return sorted(ours, key=lambda made: (made.__module__, made.__name__))


def label(thing) -> str:
    """How a file, a model or a field is called in what is amiss."""
    if isinstance(thing, Path):
        return str(thing.relative_to(ROOT))
    return thing._meta.label if isinstance(thing, type) else str(thing)


def for_each(found: Callable[[], list[Any]]) -> Callable[[Callable[[Any], None]], Callable[[], None]]:
    """One test for all of ``found()``: thousands of tests would take longer to hand out than to run.

    What is amiss is listed, each thing by its name and with what its assertion said.
    """

    def over_all(test: Callable[[Any], None]) -> Callable[[], None]:
        def amiss(thing: Any) -> str:
            try:
                test(thing)
            except AssertionError as error:
                return f"{label(thing)}: {error}"
            return ""

        def test_of_all() -> None:
            things = found()
            assert things, "nothing to judge"
            lines = [line for thing in things if (line := amiss(thing))]
            assert not lines, "\n".join(lines)

        return test_of_all

    return over_all


@cache
def parsed(path: Path) -> ast.Module:
    """A file as Python reads it, once for all that is asked of it."""
    return ast.parse(path.read_text())


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Every function in ``tree``."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@for_each(relations)
def test_relations_point_down(field):
    here, there = field.model._meta.app_label, field.related_model._meta.app_label
    assert here == there or FLOOR_OF[there] < FLOOR_OF[here]


@for_each(relations)
def test_relations_leave_no_handle_in_a_lower_app(field):
    """Within the core, what hangs on a matter may be asked of it; no app above leaves a handle on anything below."""
    here, there = field.model._meta.app_label, field.related_model._meta.app_label
    if here != there and here in APPS_ABOVE_THE_CORE:
        assert field.remote_field.hidden, f"{field}: give it related_name='+'"


# Rows of these are written by the thousand, and what they point at is never deleted one by one.
WITHOUT_AN_INDEX = {
    "agreements_articleversion.change_id", "training_duty.completion_id", "training_duty.due_date_id",
    "training_duty.exemption_id", "training_duty.version_id",
}  # fmt: skip


@pytest.mark.django_db
def test_every_foreign_key_is_the_first_of_some_index_so_that_nothing_is_searched_row_by_row_when_its_target_goes():
    asked = """
        SELECT key.conrelid::regclass || '.' || held.attname FROM pg_constraint key
        JOIN pg_attribute held ON held.attrelid = key.conrelid AND held.attnum = key.conkey[1]
        WHERE key.contype = 'f' AND NOT EXISTS (
            SELECT FROM pg_index WHERE indrelid = key.conrelid AND indkey[0] = key.conkey[1]
        )
    """
    with connection.cursor() as cursor:
        cursor.execute(asked)
        assert {column for (column,) in cursor.fetchall()} == WITHOUT_AN_INDEX


@for_each(our_models)
def test_models_do_no_work_on_save_and_attach_to_nothing_generic(model):
    assert "save" not in vars(model)
    assert not [field for field in model._meta.private_fields if type(field).__name__ == "GenericForeignKey"]


@for_each(our_models)
def test_suffixes_tell_the_type(model):
    kinds = {"_on": models.DateField, "_at": (models.DateTimeField, models.TimeField)}
    for field in model._meta.local_fields:
        for suffix, kind in kinds.items():
            if field.name.endswith(suffix):
                assert isinstance(field, kind), field.name
                assert suffix != "_on" or not isinstance(field, models.DateTimeField), field.name


@for_each(our_models)
def test_when_and_who_stand_or_fall_together(model):
    """An optional ``x_at`` or ``x_on`` beside an optional ``x_by`` has a constraint that names both."""
    fields = {field.name: field for field in model._meta.local_fields}
    constraints = [str(constraint.deconstruct()) for constraint in model._meta.constraints]
    for by in (name for name, field in fields.items() if name.endswith("_by") and field.null):
        when = next((by[:-3] + end for end in ("_at", "_on") if by[:-3] + end in fields), "")
        if when and fields[when].null:
            assert any(by in text and when in text for text in constraints), f"{by} and {when}"


@for_each(our_models)
def test_every_model_has_a_factory(model):
    """One at least in tests/factories, which with nothing given makes a row that the database takes."""
    made = {found._meta.model for found in all_factories(DjangoModelFactory)}
    assert model in made, f"Write a DjangoModelFactory for {model._meta.label} in tests/factories/."


@pytest.mark.django_db
@each("made", all_factories(DjangoModelFactory))
def test_a_factory_makes_a_row_by_itself(made):
    with transaction.atomic():
        row = made()
        assert made._meta.model.objects.filter(pk=row.pk).exists()
        connection.check_constraints()
        transaction.set_rollback(True)


@for_each(lambda: sources(tests=True))
def test_files_stay_small(path):
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


def first_statement(function):
    """The first statement of a function after its docstring, or the docstring of one that has no other."""
    is_documented = isinstance(function.body[0], ast.Expr) and isinstance(function.body[0].value, ast.Constant)
    return function.body[1] if is_documented and len(function.body) > 1 else function.body[0]


@for_each(sources)
def test_functions_stay_small(path):
    """Counted from the first statement: what an action takes and says about itself is no work."""
    tree = parsed(path)
    lengths = {node.name: node.end_lineno - first_statement(node).lineno + 1 for node in functions(tree)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@for_each(sources)
def test_files_are_named_for_what_they_hold(path):
    parts = {part for part in path.relative_to(ROOT).with_suffix("").parts if part != "core"}
    assert parts & FORBIDDEN_NAMES == set()


@for_each(lambda: [p for p in sources() if p.name == "__init__.py"])
def test_packages_re_export_nothing(path):
    """A package's front holds its docstring; only ``models`` names its parts, for Django to find them."""
    body = [node for node in parsed(path).body if not isinstance(node, ast.Expr)]
    if path.parent == ROOT / "labor_office":
        assert [node.module for node in body if isinstance(node, ast.ImportFrom)] == ["labor_office.celery"]
    elif path.parent.name == "models":
        assert all(isinstance(node, ast.ImportFrom) and node.module.endswith(".models") for node in body)
    else:
        assert body == []


@for_each(lambda: [p for p in sources() if not is_edge(p)])
def test_the_clock_is_read_at_the_edge(path):
    tree = parsed(path)
    # With an argument they turn an instant into its local day and read nothing.
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call) and not node.args]
    read = [
        f"{call.value.id}.{call.attr}() in line {call.lineno}"
        for call in calls
        if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name)
        if (call.value.id, call.attr) in CLOCK_CALLS
    ]
    imports = [
        f"the clock, imported in line {node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        if node.module == "labor_office.core.web.clock"
        or "clock" in {a.name for a in node.names if "web" in node.module}
    ]
    assert read + imports == []


@for_each(lambda: [p for p in sources() if "views" in p.with_suffix("").parts])
def test_views_read_only_what_the_user_may_see(path):
    """A view touches ``Model.objects`` only as ``Model.objects.visible_to(...)``."""
    nodes = list(ast.walk(parsed(path)))
    scoped = [node.value for node in nodes if isinstance(node, ast.Attribute) and node.attr == "visible_to"]
    unscoped = [
        node for node in nodes if isinstance(node, ast.Attribute) and node.attr == "objects" and node not in scoped
    ]
    shortcuts = [
        node
        for node in nodes
        if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("_or_404")
        if isinstance(node.args[0], ast.Name) and node.args[0].id[:1].isupper()
    ]
    assert [f"line {node.lineno}" for node in unscoped + shortcuts] == []


@for_each(sources)
def test_nothing_listens_for_signals(path):
    assert re.findall(r"@receiver\b|\b(?:pre|post)_(?:save|delete|init)\.connect\(", path.read_text()) == []
