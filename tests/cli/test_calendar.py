"""Answers of calendar programs from a pipe."""

from flask import Flask

from tests import factories
from tests.cast import assemble
from tests.cli.conftest import Run
from tests.meetings.inviting import name, reply
from tests.meetings.scene import open_scene


def test_an_answer_is_taken_from_a_pipe_and_a_wrong_one_is_refused(app: Flask, run: Run) -> None:
    with app.app_context():
        factories.make_fields()
        scene = open_scene(assemble())
        meeting = scene.convened()
        name(scene.cast.huang, meeting, scene.cast.fujian)
        good, wrong = (reply(meeting, uid=uid).decode() for uid in (meeting.uid, "another"))
    taken = run("calendar", "answer", typed=good)
    assert (taken.code, taken.out) == (0, "代表: Comes\n")
    refused = run("calendar", "answer", typed=wrong)
    assert refused.code == 2 and "another meeting" in refused.err
