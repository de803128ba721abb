"""What a spreadsheet may be handed."""

from labor_office.core.web.cells import inert


def test_what_would_run_gets_an_apostrophe_and_numbers_stay_numbers():
    runs = ["=1+1", "+A1", "-2+3", "@SUM(A1)", "\tx", " =1", "-", "-1,5;=A1"]
    stays = ["-2.50", "+3", "-$1,250.00", "-12%", "72500.00", "Mean", "", " ", "a=b"]
    assert [inert(cell) for cell in runs] == [f"'{cell}" for cell in runs]
    assert [inert(cell) for cell in stays] == stays
