"""What a draft changes against the agreement before it, clause by clause, in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from agreements.models.drafts import DraftClause
from agreements.models.text import Agreement, ArticleVersion
from agreements.rules.packets import ClauseChange
from agreements.rules.vocabulary import ClauseLevel
from bargaining.redline.changes import Change, changes
from bargaining.redline.compare import redline

_MOST_TOLD = 6
_ONE_DAY = timedelta(days=1)


def changes_of(agreement: Agreement) -> tuple[ClauseChange, ...]:
    """Every clause that the draft, or once adopted the text, adds, changes, renumbers or ends. Two queries.

    Clauses are matched as the same article, whatever its number. Equal ones are left out.
    """
    former = agreement.predecessor
    if former is None:
        return ()
    day = agreement.starts_on - _ONE_DAY
    before = ArticleVersion.objects.in_force(day).filter(agreement=former).order_by("position", "pk")
    was = {row.article_id: row for row in before}
    found, kept = [], set()
    for clause in _now(agreement):
        old = was.get(clause.article_id) if clause.article_id is not None else None
        if old is not None:
            kept.add(old.article_id)
        change = _change(old, clause)
        if change is not None:
            found.append(change)
    found += [ClauseChange(_cited(row), "Ends") for row in was.values() if row.article_id not in kept]
    return tuple(found)


def _now(agreement: Agreement) -> Iterable[DraftClause]:
    return DraftClause.objects.filter(draft__agreement=agreement.pk).order_by("position")


def _change(old: ArticleVersion | None, clause: DraftClause) -> ClauseChange | None:
    if old is None:
        return ClauseChange(_cited(clause), "New", tuple(part for part in (clause.text,) if part))
    found = redline(old.text, clause.text)
    renamed = (old.number, old.title) != (clause.number, clause.title)
    where = f", was {_cited(old)}" if renamed else ""
    if found.is_equal:
        return ClauseChange(_cited(clause), f"Same words{where}") if renamed else None
    told = changes(found)
    details = [_sentence(each) for each in told[:_MOST_TOLD]]
    if len(told) > _MOST_TOLD:
        details.append(f"And {len(told) - _MOST_TOLD} further changes of words.")
    return ClauseChange(_cited(clause), f"Changed{where}", tuple(details))


def _sentence(change: Change) -> str:
    if change.is_move:
        return f"Moved here: “{change.inserted}”"
    after = f"After “{change.after}”: " if change.after else ""
    if change.deleted and change.inserted:
        return f"{after}“{change.deleted}” becomes “{change.inserted}”"
    return f"{after}“{change.deleted}” is taken out" if change.deleted else f"{after}“{change.inserted}” is added"


def _cited(row: ArticleVersion | DraftClause) -> str:
    """``Article 14, Overtime``; ``14.3, Order of call-outs``; an appendix by its own name."""
    is_article = row.level == ClauseLevel.ARTICLE and row.number[:1].isdigit()
    number = f"Article {row.number}" if is_article else row.number
    return ", ".join(part for part in (number, row.title) if part) or "Preamble"
