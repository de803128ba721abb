"""Where a citation leads, as a table; and what is no article of an agreement."""

from datetime import date

from agreements.queries.reading import text_url
from tests.each import each

JUNE_4 = date(2026, 6, 4)


@each(
    ("citation", "address"),
    [
        ("Art. 9, section 9.4", "/agreements/fire/articles/9/?as-of=2026-06-04#9.4"),
        ("Art. 11, section 11.5(b)", "/agreements/fire/articles/11/?as-of=2026-06-04#11.5"),
        ("Art. 16A", "/agreements/fire/articles/16A/?as-of=2026-06-04"),
        ("14.3", "/agreements/fire/articles/14/?as-of=2026-06-04#14.3"),
        ("16A", "/agreements/fire/articles/16A/?as-of=2026-06-04#16A"),
        ("Labor Ordinance, sec. 7(c)", ""),
        ("Ground rules, par. 7", ""),
        ("", ""),
    ],
)
def test_text_url(citation, address):
    assert text_url("fire", citation, JUNE_4) == address
