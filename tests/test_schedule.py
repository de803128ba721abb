"""What beat asks for exists: a misspelt task would be noticed only by the deadline it missed."""

from celery.schedules import crontab

from labor_office.celery import app
from labor_office.schedule import BEAT_SCHEDULE
from tests.each import each


@each("name", sorted(BEAT_SCHEDULE))
def test_beat_asks_for_tasks_that_exist(name):
    app.loader.import_default_modules()

    assert BEAT_SCHEDULE[name]["task"] in app.tasks


@each("name", sorted(BEAT_SCHEDULE))
def test_beat_goes_by_the_clock_on_the_wall(name):
    """An interval would start over whenever beat is killed."""
    assert isinstance(BEAT_SCHEDULE[name]["schedule"], crontab)


def test_papers_go_to_their_own_queue():
    assert app.amqp.router.route({}, "labor_office.core.documents.tasks.print_paper")["queue"].name == "pdf"
