"""Agreement text by the million paragraphs, as the import leaves it, in a database of its own.

Each unit has eight agreements of three years, one after the other, the last without an end:
of 1,500 paragraphs each, in 60 articles of five sections. One paragraph in eight is in force.
Words are invented and as frequent as words are (the n-th about 1/n as frequent as the first).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection, transaction

from agreements.models.text import Paragraph
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role

TERMS, PARAGRAPHS = 8, 1_500
VOCABULARY, FRAGMENTS = 30_000, 50_000
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aou"][:40]
_INDEXES = ("paragraph_unit_words", "paragraph_words_in_force", "paragraph_ending")

_UNITS = """
INSERT INTO workforce_bargainingunit (id, name, slug, code, nicknames)
SELECT u, 'Unit number ' || u, 'unit-' || u, 'U' || u, '{}' FROM generate_series(1, %(units)s) AS u;
CREATE TEMP TABLE b_term AS
SELECT u * %(terms)s + t AS id, u AS unit_id, t, make_date(2002 + 3 * t, 7, 1) AS starts_on,
       make_date(2005 + 3 * t, 6, 30) AS ends_on,
       CASE WHEN t < %(terms)s - 1 THEN make_date(2005 + 3 * t, 7, 1) END AS until_on
FROM generate_series(1, %(units)s) AS u CROSS JOIN generate_series(0, %(terms)s - 1) AS t;
INSERT INTO matters_matter (id, kind, reference, title, level, unit_id, opened_on, created_at)
SELECT id, 'agreement', 'AG-' || extract(year FROM starts_on) || '-' || lpad(unit_id::text, 4, '0'),
       'Agreement of unit ' || unit_id, 'OFFICE', unit_id, starts_on, starts_on + time '12:00' FROM b_term;
INSERT INTO agreements_agreement (matter_id, term_name, starts_on, ends_on, published_at, text_until)
SELECT id, extract(year FROM starts_on) || ' to ' || extract(year FROM ends_on), starts_on, ends_on,
       starts_on + time '12:00', until_on FROM b_term;
"""
# Clause 0 of an article is the article itself, 1 to 5 its sections.
_CLAUSES = """
CREATE TEMP TABLE b_clause AS
SELECT u * 1000 + a * 10 + s AS article_id, u AS unit_id, a, s,
       a || CASE WHEN s > 0 THEN '.' || s ELSE '' END AS number, CASE WHEN s > 0 THEN u * 1000 + a * 10 END AS parent_id
FROM generate_series(1, %(units)s) AS u CROSS JOIN generate_series(1, 60) AS a CROSS JOIN generate_series(0, 5) AS s;
INSERT INTO agreements_article (id, unit_id, number) SELECT article_id, unit_id, number FROM b_clause;
INSERT INTO agreements_articleversion (id, article_id, unit_id, agreement_id, level, number, title, parent_id, position,
                                       text, in_force, source)
SELECT t.id * 1000 + c.a * 10 + c.s, c.article_id, c.unit_id, t.id, CASE WHEN c.s > 0 THEN 'SECTION' ELSE 'ARTICLE' END,
       c.number, (SELECT words FROM b_title WHERE n = (c.a * 6 + c.s) %% 400), c.parent_id, c.a * 10 + c.s, '',
       daterange(t.starts_on, t.until_on), ''
FROM b_clause c JOIN b_term t ON t.unit_id = c.unit_id;
"""
_WORDS = """
CREATE TEMP TABLE b_word AS
SELECT n, s[1 + n %% 40] || s[1 + n / 40 %% 40] || s[1 + n / 1600 %% 40] AS word
FROM generate_series(1, %(vocabulary)s) AS n, (SELECT %(syllables)s::text[] AS s) AS given;
CREATE UNIQUE INDEX ON b_word (n);
CREATE TEMP TABLE b_fragment AS
SELECT f AS n, string_agg(word, ' ') AS words
FROM generate_series(0, %(fragments)s - 1) AS f CROSS JOIN generate_series(1, 10) AS at
CROSS JOIN LATERAL (SELECT (hashint8(f * 16 + at)::bigint & 2147483647) / 2147483648.0 AS u) AS drawn
JOIN b_word ON b_word.n = floor(%(vocabulary)s ^ u)::int
GROUP BY f;
CREATE UNIQUE INDEX ON b_fragment (n);
CREATE TEMP TABLE b_title AS
SELECT n, split_part(words, ' ', 3) || ' ' || split_part(words, ' ', 7) AS words FROM b_fragment WHERE n < 400;
CREATE UNIQUE INDEX ON b_title (n);
ANALYZE b_word;
ANALYZE b_fragment;
ANALYZE b_title;
"""
_PARAGRAPHS = """
INSERT INTO agreements_paragraph (version_id, unit_id, position, anchor, heading, text, in_force)
SELECT v.id, v.unit_id, p, v.number || CASE WHEN p > 1 THEN '-p' || p ELSE '' END, v.number || ' ' || v.title,
       (SELECT string_agg(f.words, ' ') FROM generate_series(1, 3 + (h %% 8)::int) AS at
        JOIN b_fragment f ON f.n = (hashint8(h * 64 + at)::bigint & 2147483647) %% %(fragments)s),
       v.in_force
FROM agreements_articleversion v CROSS JOIN generate_series(1, 5) AS p
CROSS JOIN LATERAL (SELECT hashint8(v.id * 8 + p)::bigint & 2147483647 AS h) AS drawn
WHERE v.parent_id IS NOT NULL ORDER BY v.id, p;
UPDATE agreements_articleversion v SET text = held.words
FROM (SELECT version_id, string_agg(text, E'\\n\\n' ORDER BY position) AS words FROM agreements_paragraph
      WHERE unit_id = 1 GROUP BY version_id) AS held
WHERE v.id = held.version_id;
"""


def word(rank: int) -> str:
    """The word that stands at ``rank`` in the vocabulary, as the generator spells it."""
    return SYLLABLES[rank % 40] + SYLLABLES[rank // 40 % 40] + SYLLABLES[rank // 1600 % 40]


@contextmanager
def text_database(paragraphs: int) -> Iterator[None]:
    """Work in a database that holds agreement text and nothing else; generated once and kept."""
    before = connection.settings_dict["NAME"]
    name = f"bench_text_{paragraphs}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE DATABASE {name}")
    _turn_to(name)
    import_module("django.core.management").call_command("migrate", verbosity=0)
    if not Paragraph.objects.exists():
        began = time.perf_counter()
        _generate(max(1, round(paragraphs / TERMS / PARAGRAPHS)))
        print(f"Generated {Paragraph.objects.count():,} paragraphs in {time.perf_counter() - began:.0f} s.", flush=True)
    yield
    _turn_to(before)


def _turn_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _generate(units: int) -> None:
    values = {
        "units": units, "terms": TERMS, "vocabulary": VOCABULARY, "fragments": FRAGMENTS, "syllables": SYLLABLES,
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        # Without row history and foreign key checks: the rows are right by construction.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL work_mem = '256MB'")
        cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = ANY(%s)", [list(_INDEXES)])
        definitions = [row[0] for row in cursor.fetchall()]
        cursor.execute(f"DROP INDEX {', '.join(_INDEXES)}")
        for part in (_UNITS, _WORDS, _CLAUSES, _PARAGRAPHS):
            for statement in filter(str.strip, part.split(";\n")):
                cursor.execute(statement, values)
        for definition in definitions:
            cursor.execute(definition)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    User.objects.create_user("reader@bench.example", "Read-Million-9-Pages", name="Reader", role=Role.SPECIALIST)
