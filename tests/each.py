"""A table of cases as one test: to hand out thousands of small tests takes longer than to run them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest


def each(names: str | Sequence[str], cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Written as ``pytest.mark.parametrize`` is, for a test that asks for no fixtures.

    All cases are tried; those that fail are shown one after the other, each with its values.
    A table without a case is a fault.
    """
    table = list(cases)
    fields = names.replace(" ", "").split(",") if isinstance(names, str) else list(names)

    def over_all(test: Callable[..., None]) -> Callable[[], None]:
        def test_each() -> None:
            assert table, "no case to try"
            amiss = [fault for case in table if (fault := _tried(test, fields, case))]
            if amiss:
                raise ExceptionGroup(f"{len(amiss)} of {len(table)} cases", amiss)

        test_each.__doc__ = test.__doc__
        return test_each

    return over_all


def _tried(test: Callable[..., None], fields: list[str], case: Any) -> Exception | None:
    """What ``test`` says against ``case``, with the case named; None when it holds."""
    if hasattr(case, "marks"):  # as pytest.param wraps it
        case = case.values if len(fields) > 1 else case.values[0]
    values = {fields[0]: case} if len(fields) == 1 else dict(zip(fields, case, strict=True))
    try:
        test(**values)
    except pytest.fail.Exception as error:
        fault: Exception = AssertionError(str(error)).with_traceback(error.__traceback__)
    except Exception as error:
        fault = error
    else:
        return None
    fault.add_note(f"Case: {', '.join(f'{name}={value!r}' for name, value in values.items())}")
    return fault
