"""The cast itself: everybody stands where the other tests believe."""

from flask import Flask

from tests import cast as the_cast


def test_the_cast_can_be_assembled(platform: Flask) -> None:
    cast = the_cast.assemble()
    assert cast.hangzhou.path == f"/{cast.zhejiang.id}/{cast.hangzhou.id}/"
    assert cast.lin.writes_for == cast.lin.coordinates == {cast.hangzhou.id}
    assert cast.shen.provinces_coordinated == (cast.zhejiang.path,)
    assert len(cast.actors) == 12
    assert not cast.guest.is_insider
