"""From roster, rules and proof to what each person owes. Set by set in the database; safe to run at any time.

Derived again from the same facts nothing changes. What ended or was done stays: taking it
again opens the next turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from training.actions.counting import count_due_dates
from training.actions.owing import lay_out

# Two derivations at once would each open the same turn.
_LOCK = 7_203_022
# A renewal may be good for so short that the next one is due already; more often than this it is not.
MOST_TURNS_AT_ONCE = 4


def _proved_or_freed(row: str) -> str:
    """Joins what proves the requirement of ``row`` for its person, and the exemption that holds on the day."""
    return f"""LEFT JOIN training_proof proof ON proof.employee_id = {row}.employee_id
        AND proof.requirement_id = {row}.requirement_id
    LEFT JOIN training_exemption freed ON freed.employee_id = {row}.employee_id
        AND freed.requirement_id = {row}.requirement_id
        AND freed.from_on <= %(today)s AND (freed.until_on IS NULL OR freed.until_on >= %(today)s)"""


_END = """
    UPDATE training_duty duty SET is_current = false, exemption_id = NULL, ended_on = %(today)s,
        state = CASE WHEN state = 'DONE' THEN 'DONE' ELSE 'ENDED' END,
        ended_because = CASE
            WHEN NOT EXISTS (SELECT FROM workforce_employee e JOIN workforce_assignment a ON a.employee_id = e.id
                WHERE e.id = duty.employee_id AND (e.left_on IS NULL OR e.left_on >= %(today)s)
                  AND a.starts_on <= %(today)s AND (a.ends_on IS NULL OR a.ends_on >= %(today)s))
            THEN 'Left the City'
            WHEN NOT EXISTS (SELECT FROM training_requirementversion v WHERE v.requirement_id = duty.requirement_id
                AND v.starts_on <= %(today)s AND (v.ends_on IS NULL OR v.ends_on >= %(today)s))
            THEN 'The requirement ended'
            ELSE 'No longer under the rule' END
    WHERE duty.is_current AND (%(only)s::bigint[] IS NULL OR duty.employee_id = ANY(%(only)s))
        AND (%(rules)s::bigint[] IS NULL OR duty.requirement_id = ANY(%(rules)s))
        AND NOT EXISTS (SELECT FROM training_owed owed
            WHERE owed.employee_id = duty.employee_id AND owed.requirement_id = duty.requirement_id)
"""
# Proof that was taken back proves nothing: what is current is owed again, what lies behind says why it counts no more.
_REOPEN = """
    UPDATE training_duty duty SET completion_id = NULL, done_on = NULL, good_until = NULL,
        state = CASE WHEN is_current THEN 'OWED' ELSE 'ENDED' END,
        ended_on = CASE WHEN is_current THEN NULL ELSE coalesce(ended_on, %(today)s) END,
        ended_because = CASE WHEN is_current THEN '' ELSE 'Its proof was taken back' END
    FROM training_completion done
    WHERE done.id = duty.completion_id AND done.voided_at IS NOT NULL
        AND (%(only)s::bigint[] IS NULL OR duty.employee_id = ANY(%(only)s))
"""
# A row without a counted date is a renewal: due on the day the last completion runs out, served only by a later one.
_STAND = f"""
    SELECT duty.id, owed.version_id,
        CASE WHEN duty.due_date_id IS NULL THEN duty.trigger_on ELSE owed.trigger_on END AS trigger_on,
        CASE WHEN duty.due_date_id IS NULL THEN duty.due_on ELSE due.due_on END AS due_on,
        CASE WHEN duty.due_date_id IS NULL THEN NULL ELSE due.id END AS due_date_id,
        CASE WHEN serves.it THEN 'DONE' WHEN freed.id IS NOT NULL THEN 'EXEMPT' ELSE 'OWED' END AS state,
        CASE WHEN serves.it THEN proof.completion_id END AS completion_id,
        CASE WHEN serves.it THEN proof.done_on END AS done_on,
        CASE WHEN serves.it THEN proof.good_until END AS good_until,
        CASE WHEN serves.it THEN NULL ELSE freed.id END AS exemption_id
    FROM training_duty duty
    JOIN training_owed owed ON owed.employee_id = duty.employee_id AND owed.requirement_id = duty.requirement_id
    LEFT JOIN training_duedate due ON due.version_id = owed.version_id AND due.trigger_on = owed.trigger_on
    {_proved_or_freed("duty")}
    CROSS JOIN LATERAL (SELECT proof.completion_id IS NOT NULL AND (proof.good_until IS NULL
        OR CASE WHEN duty.due_date_id IS NULL THEN proof.good_until > duty.trigger_on
                ELSE proof.good_until >= %(today)s END) AS it) serves
    WHERE duty.is_current AND duty.state <> 'DONE'
"""  # noqa: S608 -- constants only
_SETTLE = f"""
    UPDATE training_duty duty SET version_id = stand.version_id, trigger_on = stand.trigger_on, due_on = stand.due_on,
        due_date_id = stand.due_date_id, state = stand.state, completion_id = stand.completion_id,
        done_on = stand.done_on, good_until = stand.good_until, exemption_id = stand.exemption_id
    FROM ({_STAND}) stand
    WHERE stand.id = duty.id
        AND (duty.version_id, duty.trigger_on, duty.due_on, duty.due_date_id, duty.state, duty.exemption_id)
            IS DISTINCT FROM (stand.version_id, stand.trigger_on, stand.due_on, stand.due_date_id, stand.state,
                              stand.exemption_id)
"""  # noqa: S608 -- constants only
_COLUMNS = """employee_id, requirement_id, version_id, turn, trigger_on, due_on, due_date_id, state, is_current,
    completion_id, done_on, good_until, exemption_id, began_on, ended_because"""
# Whoever has nothing current begins: done already, to be renewed since it ran out, freed, or owed.
_BEGIN = f"""
    INSERT INTO training_duty ({_COLUMNS})
    SELECT owed.employee_id, owed.requirement_id, owed.version_id, coalesce(owed.last_turn, 0) + 1,
        CASE WHEN ran.out THEN proof.good_until ELSE owed.trigger_on END,
        CASE WHEN ran.out THEN greatest(proof.good_until, due.due_on) ELSE due.due_on END,
        CASE WHEN ran.out THEN NULL ELSE due.id END,
        CASE WHEN now.good THEN 'DONE' WHEN freed.id IS NOT NULL THEN 'EXEMPT' ELSE 'OWED' END, true,
        CASE WHEN now.good THEN proof.completion_id END, CASE WHEN now.good THEN proof.done_on END,
        CASE WHEN now.good THEN proof.good_until END, CASE WHEN now.good THEN NULL ELSE freed.id END,
        least(%(today)s::date, CASE WHEN ran.out THEN proof.good_until - owed.window_days ELSE owed.trigger_on END), ''
    FROM training_owed owed
    JOIN training_duedate due ON due.version_id = owed.version_id AND due.trigger_on = owed.trigger_on
    {_proved_or_freed("owed")}
    CROSS JOIN LATERAL (SELECT coalesce(proof.good_until < %(today)s, false) AS out) ran
    CROSS JOIN LATERAL (SELECT proof.completion_id IS NOT NULL AND NOT ran.out AS good) now
    WHERE owed.duty_id IS NULL
"""  # noqa: S608 -- constants only
# What is done comes round again: something new began the time, it was taken again, or its window has opened.
_NEXT = f"""
    CREATE TEMP TABLE training_next ON COMMIT DROP AS
    SELECT duty.id AS former_id, duty.employee_id, duty.requirement_id, owed.version_id, duty.turn + 1 AS turn,
        CASE WHEN why.anew THEN owed.trigger_on WHEN why.again THEN proof.done_on
            ELSE duty.good_until END AS trigger_on,
        CASE WHEN why.anew THEN due.due_on ELSE duty.good_until END AS due_on,
        CASE WHEN why.anew THEN due.id END AS due_date_id, why.is_done, proof.completion_id, proof.done_on,
        proof.good_until, freed.id AS exemption_id,
        least(%(today)s::date, CASE WHEN why.anew THEN owed.trigger_on WHEN why.again THEN proof.done_on
            ELSE duty.good_until - owed.window_days END) AS began_on
    FROM training_duty duty
    JOIN training_owed owed ON owed.employee_id = duty.employee_id AND owed.requirement_id = duty.requirement_id
    LEFT JOIN training_duedate due ON due.version_id = owed.version_id AND due.trigger_on = owed.trigger_on
    {_proved_or_freed("duty")}
    CROSS JOIN LATERAL (SELECT
        coalesce(owed.trigger_on > duty.trigger_on AND duty.done_on < owed.trigger_on - owed.counts_from_days, false)
            AS anew,
        coalesce(proof.completion_id <> duty.completion_id AND duty.good_until IS NOT NULL
            AND (proof.good_until IS NULL OR proof.good_until > duty.good_until), false) AS again,
        coalesce(duty.good_until - owed.window_days <= %(today)s, false) AS open) is_so
    CROSS JOIN LATERAL (SELECT is_so.anew, is_so.again AND NOT is_so.anew AS again,
        proof.completion_id IS NOT NULL AND (proof.good_until IS NULL OR proof.good_until >= %(today)s)
            AND (is_so.anew OR is_so.again) AS is_done) why
    WHERE duty.is_current AND duty.state = 'DONE' AND (is_so.anew OR is_so.again OR is_so.open)
"""  # noqa: S608 -- constants only
_CLOSE_TURN = """
    UPDATE training_duty duty SET is_current = false FROM training_next coming WHERE coming.former_id = duty.id
"""
_OPEN_TURN = f"""
    INSERT INTO training_duty ({_COLUMNS})
    SELECT employee_id, requirement_id, version_id, turn, trigger_on, due_on, due_date_id,
        CASE WHEN is_done THEN 'DONE' WHEN exemption_id IS NOT NULL THEN 'EXEMPT' ELSE 'OWED' END, true,
        CASE WHEN is_done THEN completion_id END, CASE WHEN is_done THEN done_on END,
        CASE WHEN is_done THEN good_until END, CASE WHEN is_done THEN NULL ELSE exemption_id END, began_on, ''
    FROM training_next
"""  # noqa: S608 -- constants only


@dataclass(frozen=True, slots=True)
class Tally:
    """What a derivation changed: duties ended, settled anew, and opened."""

    ended: int
    settled: int
    opened: int

    @property
    def changed(self) -> int:
        """How many in all; none when the facts are as they were."""
        return self.ended + self.settled + self.opened


@transaction.atomic
def derive_duties(
    *, today: date, employees: Sequence[int] | None = None, requirements: Sequence[int] | None = None
) -> Tally:
    """Bring what everyone owes up to the facts as they stand on ``today``.

    ``employees`` and ``requirements``, given by key, leave everybody and everything else alone.

    A person who left owes nothing. Whoever comes under a rule owes it from their trigger;
    whoever no longer does keeps what was done, and the rest ends. A completion serves
    until it runs out; from the day its window opens the next turn is owed, due when it runs
    out. Nothing that was done is ever erased.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    values = lay_out(today=today, employees=employees, requirements=requirements)
    count_due_dates()
    ended = _run(_END, values)
    settled = _run(_REOPEN, values) + _run(_SETTLE, values)
    opened = _run(_BEGIN, values) + _open_next_turns(values)
    return Tally(ended, settled, opened)


def _open_next_turns(values: dict[str, Any]) -> int:
    total = 0
    for _ in range(MOST_TURNS_AT_ONCE):
        _run("DROP TABLE IF EXISTS training_next", {})
        found = _run(_NEXT, values)
        if not found:
            break
        _run(_CLOSE_TURN, {})
        _run(_OPEN_TURN, {})
        total += found
    return total


def _run(statement: str, values: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return max(int(cursor.rowcount), 0)
