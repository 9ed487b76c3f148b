"""First posts of an account wait where the setting says so: seen by nobody but author and moderators until shown."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS
from platform_app.exchange import counting, queries, queries_posts, service_curating, service_files, service_posts
from platform_app.exchange.inputs import Because, PostChange
from platform_app.exchange.models import Post, Thread
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotAllowed, NotFound
from platform_app.kernel.pages import PageRequest
from platform_app.media.keeping import Upload
from platform_app.media.models import File
from platform_app.moderation import audit, queries_held, service_held
from tests import factories
from tests.cast import Cast
from tests.mailbox import Mailbox
from tests.media import samples
from tests.moderation.test_reports import WHY, sanctions


@pytest.fixture
def platform(make_app: Callable[..., Flask]) -> Iterator[Flask]:
    """A platform that holds the first two posts of an account."""
    app = make_app(hold_first_posts=2)
    with app.app_context():
        yield app
    make_app()


@pytest.fixture
def thread(cast: Cast) -> Thread:
    """A thread of a moderator, whose posts never wait."""
    return factories.make_thread(cast.gao)


def fresh(thread: Thread) -> Thread:
    return db.session.get_one(Thread, thread.id, populate_existing=True)


def readers_of(thread: Thread, cast: Cast, no: int) -> set[str]:
    found = set()
    for name, actor in {"anyone": ANONYMOUS, "chen": cast.chen, "lin": cast.lin, "gao": cast.gao}.items():
        if queries_posts.page_of(actor, fresh(thread), 1)[no - 1].is_readable:
            found.add(name)
    return found


def test_a_held_post_is_seen_by_its_author_and_moderators_and_counts_for_nothing(cast: Cast, thread: Thread) -> None:
    post = factories.make_post(cast.chen, thread)
    assert (post.status, fresh(thread).post_count, fresh(thread).last_author) == ("held", 1, "高远")
    assert readers_of(thread, cast, 2) == {"chen", "gao"}
    with pytest.raises(NotFound):
        queries_posts.get(cast.lin, post.id)
    service_posts.edit(cast.chen, post.id, PostChange(text="改过的话。"))
    assert db.session.get_one(Post, post.id).status == "held"
    acts = [line.act for line in audit.lines(cast.gao, PageRequest(), subject_kind="post").items]
    assert acts == ["PostEdited", "PostHeld"]
    assert counting.check(cast.tang) == []


def test_released_it_is_there_for_everybody_and_its_author_is_told(cast: Cast, thread: Thread, platform: Flask) -> None:
    first = factories.make_post(cast.chen, thread)
    assert service_held.release(cast.gao, first.id).status == "shown"
    assert readers_of(thread, cast, 2) == {"anyone", "chen", "lin", "gao"}
    assert (fresh(thread).post_count, fresh(thread).last_author) == (2, "陈屿")
    assert f"/posts/{first.id}" in Mailbox(platform).to(cast.chen.email)[0].get_content()
    with pytest.raises(Conflict):
        service_held.release(cast.gao, first.id)
    second = factories.make_post(cast.chen, thread, "第二条。")
    assert second.status == "held"
    service_held.release(cast.gao, second.id)
    assert factories.make_post(cast.chen, thread, "第三条。").status == "shown"


def test_declined_it_is_hidden_with_a_reason_against_which_one_can_appeal(cast: Cast, thread: Thread) -> None:
    post = factories.make_post(cast.chen, thread)
    assert service_held.decline(cast.gao, post.id, Because(reason=WHY)).status == "hidden"
    assert [(row.kind, row.reason, row.can_be_appealed) for row in sanctions(cast.chen)] == [("hide", WHY, True)]
    assert factories.make_post(cast.chen, thread, "又一条。").status == "held"  # what was declined does not count


def test_files_of_a_held_post_are_shown_with_it_and_not_before(cast: Cast, thread: Thread) -> None:
    post = factories.make_post(cast.chen, thread)
    service_files.attach(cast.chen, post.id, Upload(BytesIO(samples.picture()), "lift.png"), alt="电梯")
    file = db.session.get_one(Post, post.id).files[0]["id"]
    assert db.session.get_one(File, file).is_shared is False
    service_held.release(cast.gao, post.id)
    assert db.session.get_one(File, file, populate_existing=True).is_shared is True


def test_a_thread_of_a_new_account_waits_as_a_whole(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    assert fresh(thread).status == "held"
    assert not queries.threads(ANONYMOUS, queries.ThreadFilter(), PageRequest()).items
    for actor in (ANONYMOUS, cast.chen):
        with pytest.raises(NotFound):
            queries.get(actor, thread.id)
    with pytest.raises(Conflict):
        factories.make_post(cast.gao, thread)
    (waiting,) = queries_held.held(cast.gao, PageRequest()).items
    service_held.release(cast.gao, waiting.id)
    assert (fresh(thread).status, fresh(thread).post_count) == ("open", 1)
    acts = [line.act for line in audit.lines(cast.gao, PageRequest(), subject_kind="thread").items]
    assert acts == ["ThreadReleased", "ThreadHeld"]
    assert counting.check(cast.tang) == []


def test_a_declined_thread_is_hidden_and_whole_again_when_it_is_shown(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    (waiting,) = queries_held.held(cast.gao, PageRequest()).items
    service_held.decline(cast.gao, waiting.id, Because(reason=WHY))
    assert fresh(thread).status == "hidden"
    assert queries_held.held(cast.gao, PageRequest()).items == []
    service_curating.undo(cast.gao, thread.id, "hide")
    assert (fresh(thread).status, readers_of(thread, cast, 1)) == ("open", {"anyone", "chen", "lin", "gao"})


def test_a_province_releases_in_its_part_of_the_country_and_nobody_her_own(cast: Cast, thread: Thread) -> None:
    here, there, own = (factories.make_post(actor, thread) for actor in (cast.zhou, cast.chen, cast.shen))
    lists = {name: queries_held.held(actor, PageRequest()).items for name, actor in cast.actors.items()}
    waiting = {name: [row.id for row in rows] for name, rows in lists.items()}
    assert (waiting["gao"], waiting["shen"], waiting["huang"]) == ([here.id, there.id, own.id], [here.id], [there.id])
    assert waiting["lin"] == waiting["he"] == []
    for actor, post in ((cast.shen, own), (cast.chen, there)):
        with pytest.raises(NotAllowed):
            service_held.release(actor, post.id)
    with pytest.raises(NotFound):
        service_held.release(cast.lin, here.id)
    service_held.release(cast.shen, here.id)
    assert [state.total for state in queries_held.waiting(cast.gao)] == [0, 2, 0]
    assert queries_held.waiting(cast.lin) == []
