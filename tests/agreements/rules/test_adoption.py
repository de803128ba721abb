"""The order of an adoption, its votes, and the words taken from the table."""

from agreements.rules.adoption import AFTER, Step, ratification_gap, refusal, undoing
from agreements.rules.agreed_text import pieces, titled
from bargaining.rules.roll_call import Ballot, is_carried
from tests.each import each

ALL = list(Step)


@each(
    ("step", "done", "words"),
    [
        (Step.SIGNED, {Step.AGREED, Step.ASSEMBLED, Step.COUNSEL},
         "Signatures cannot be recorded yet: first comes the union's ratification and the Council's resolution."),
        (Step.PUBLISHED, {Step.AGREED}, "In effect and published cannot be recorded yet: first comes the signatures."),
        (Step.RESOLVED, {Step.HEARING}, "Roll-call resolution cannot be recorded yet: first comes the union's ratification."),  # noqa: E501 -- a row of the table
        (Step.FISCAL, {Step.AGREED, Step.FISCAL}, "Fiscal impact study: done already."),
        (Step.AGREED, set(), ""),
    ],
)  # fmt: skip
def test_what_comes_first_is_named(step, done, words):
    assert refusal(step, done) == words


def test_what_is_not_signed_is_named():
    assert refusal(Step.AGREED, set(), unsigned=["TA-3"]) == "Not everything is agreed and signed: TA-3."
    assert refusal(Step.ASSEMBLED, set(), unsigned=["TA-3", "Art. 9"]).endswith("Not signed: TA-3 and Art. 9.")


def test_every_step_waits_only_for_earlier_ones_and_all_can_be_done_in_order():
    done = []
    for step in ALL:
        assert all(ALL.index(each) < ALL.index(step) for each in AFTER[step])
        assert refusal(step, done) == ""
        done.append(step)
    assert done == ALL


@each(("step", "done", "words"), [
    (Step.FISCAL, {Step.FISCAL}, ""),
    (Step.FISCAL, {Step.FISCAL, Step.DOCKETED}, "Take back first: the docket memo."),
    (Step.PUBLISHED, {Step.PUBLISHED}, "Its text is law. A side letter or amendment changes it."),
    (Step.HEARING, set(), "It is not recorded."),
])  # fmt: skip
def test_a_step_is_taken_back_while_nothing_rests_on_it(step, done, words):
    assert undoing(step, done) == words


@each(("ballots", "carried"), [
    ("AAAANNN", True), ("AAANNN", False), ("", False), ("ABBBB", True), ("NAA0", True),
])  # fmt: skip
def test_a_roll_call_carries_by_more_ayes_than_nays(ballots, carried):
    cast = {"A": Ballot.AYE, "N": Ballot.NAY, "B": Ballot.ABSTAIN, "0": Ballot.ABSENT}
    assert is_carried(cast[each] for each in ballots) is carried


@each(("count", "is_sound"), [
    ((120, 88, 12), True), ((None, 88, 12), True), ((100, None, None), True), ((None, None, None), True),
    ((90, 88, 12), False), ((120, 88, None), False), ((100, 88, 12), True),
])  # fmt: skip
def test_counts_of_a_vote_must_fit(count, is_sound):
    eligible, in_favor, against = count
    assert (ratification_gap(eligible=eligible, in_favor=in_favor, against=against) == "") is is_sound


@each(("number", "text", "found"), [
    ("14", "Own words.", [("14", "Own words.")]),
    ("14", "Lead.\n14.1 One.\nMore of one.\n14.3. Three.", [("14", "Lead."), ("14.1", "One.\nMore of one."), ("14.3", "Three.")]),  # noqa: E501 -- a row of the table
    ("14.3", "14.3 Order. By seniority.", [("14.3", "Order. By seniority.")]),
    ("14", "See\n22.1 elsewhere.", [("14", "See\n22.1 elsewhere.")]),
    ("14", "Section 14.1: One.", [("14", ""), ("14.1", "One.")]),
    ("1", "14.1 is another article.", [("1", "14.1 is another article.")]),
    ("16A", "16A.2 Later.", [("16A", ""), ("16A.2", "Later.")]),
])  # fmt: skip
def test_a_text_is_cut_at_its_own_sections(number, text, found):
    assert [(piece.number, piece.text) for piece in pieces(number, text)] == found


@each(("text", "former", "found"), [
    ("Order of call-outs. By seniority.", "Order of call-outs", ("Order of call-outs", "By seniority.")),
    ("Order of Call-outs\nBy seniority.", "Order of call-outs", ("Order of call-outs", "By seniority.")),
    ("Meals\nA meal is given.", "", ("Meals", "A meal is given.")),
    ("A meal is given.\nIt is hot.", "", ("", "A meal is given.\nIt is hot.")),
    ("By rotation.", "Order of call-outs", ("Order of call-outs", "By rotation.")),
])  # fmt: skip
def test_a_title_is_kept_unless_the_text_gives_another(text, former, found):
    assert titled(text, former) == found
