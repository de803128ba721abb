"""Charts: decoration beside a table, or a picture that is told."""

from decimal import Decimal

from labor_office.core.web.charts import Bar, Series, bar_chart, line_chart

LINE = [Series("City 4", "city", (Decimal(1), Decimal(3)), ("$1", "$3"))]


def test_with_a_title_a_chart_is_told_with_its_figures():
    drawn = line_chart(("FY 2027", "FY 2028"), LINE, title="Cost so far")
    assert 'role="img"' in drawn
    assert "<title>Cost so far</title><desc>City 4: FY 2027 $1, FY 2028 $3.</desc>" in drawn
    assert "aria-hidden" not in drawn


def test_without_one_it_is_decoration():
    assert 'aria-hidden="true"' in line_chart(("FY 2027", "FY 2028"), LINE)


def test_words_of_people_are_escaped():
    drawn = bar_chart([Bar("<b>", "ours", Decimal(2), "2")], title='"&"')
    assert "<b>" not in drawn
    assert "<title>&quot;&amp;&quot;</title><desc>&lt;b&gt; 2.</desc>" in drawn
