"""A post to be reported: made once in a process, then put back."""

from sqlalchemy import select

from platform_app.exchange.models import Post, Thread
from platform_app.kernel.db import db
from tests import factories
from tests.cast import Cast, assemble
from tests.scenes import Scene


def _post() -> Cast:
    factories.make_fields()
    cast = assemble()
    thread = factories.make_thread(cast.lin, field="smart-city")
    factories.make_post(cast.chen, thread, "来买我们的电梯。")
    return cast


_scene = Scene(_post)


def post_and_everybody() -> Cast:
    """Everybody, and a post of Chen of Xiamen in a thread of Lin of Hangzhou."""
    return _scene.put()


def posted() -> tuple[Thread, Post]:
    """The thread and the post."""
    thread, post = db.session.scalars(select(Thread)).one(), db.session.scalars(select(Post).where(Post.no == 2)).one()
    db.session.close()  # or its transaction would not see what others write
    return thread, post
