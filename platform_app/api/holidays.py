"""The days off and the worked weekends by which working days are counted."""

from platform_app.access.actor import Actor
from platform_app.api import examples, shapes_requests
from platform_app.api.answers import Answer
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked
from platform_app.api.shapes import Listing, whole
from platform_app.api.shapes_requests import HOLIDAY, HolidayShape
from platform_app.coordination import queries, service_holidays
from platform_app.coordination.inputs import HolidayEntry
from platform_app.kernel.inputs import Day

noun = Noun("holidays", "The table by which working days are counted.")


class HolidayDay(Asked):
    """Which day."""

    day: Day


@noun.operation("GET", "/holidays", Note(Listing[HolidayShape], examples.listing(HOLIDAY)))
def index(actor: Actor) -> Answer:
    """The whole table, from the latest day; for everybody."""
    rows = queries.holidays(actor)
    return Answer(Listing[HolidayShape](**whole([shapes_requests.holiday(row) for row in rows])))


@noun.operation(
    "PUT",
    "/holidays/<day>",
    Note(
        HolidayShape,
        HOLIDAY,
        refusals=(403, 404, 422),
        writes=True,
        sends={"name_zh": "示例假日", "name_en": "An example"},
    ),
)
def put(actor: Actor, path: HolidayDay, body: HolidayEntry) -> Answer:
    """Enter a day, or change what the table says of it; for administrators. Days set before stay as they are."""
    return Answer(shapes_requests.holiday(service_holidays.set_holiday(actor, path.day, body)))


@noun.operation("DELETE", "/holidays/<day>", Note(None, status=204, refusals=(403, 404), writes=True))
def remove(actor: Actor, path: HolidayDay) -> Answer:
    """Take a day out; for administrators."""
    service_holidays.remove_holiday(actor, path.day)
    return Answer(None, 204)
