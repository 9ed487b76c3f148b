"""A digest over a real SMTP conversation, and the link in its head that stops it by one POST (RFC 8058)."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from platform_app.cases import curation
from platform_app.following import choices, mailing
from platform_app.kernel import clock
from platform_app.notifications import mail
from tests import factories
from tests.cast import address, assemble
from tests.notifications.test_smtp import MakeApp, Postbox, server

pytestmark = pytest.mark.databases("sqlite")


def test_a_digest_arrives_and_its_link_stops_it(make_app: MakeApp) -> None:
    postbox = Postbox()
    with server(postbox) as port:
        app = make_app(
            mailer="smtp", smtp_host="127.0.0.1", smtp_port=port, mail_from="城标互鉴 <post@exchange.example>",
            public_url="https://exchange.example",
        )  # fmt: skip
        with app.app_context():
            cast = assemble()
            thread = factories.make_thread(cast.lin)
            factories.make_post(cast.chen, thread)
            with clock.stopped_at(clock.now() + timedelta(days=1)):
                mailing.write_due()
                mail.drain()
        (digest,) = [m for m in postbox.messages if m["To"].addresses[0].addr_spec == address("lin")]
        assert digest["Subject"] == "【城标互鉴】每日摘要：1条新通知"
        assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        link = digest["List-Unsubscribe"].removeprefix("<").removesuffix(">")
        assert link.startswith("https://exchange.example/unsubscribe/")
        assert link in digest.get_content(), "people find it in the text too"

        answer = app.test_client().post(urlsplit(link).path, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
        with app.app_context():
            assert choices.preferences(cast.lin).replies == "never"
            factories.make_post(cast.chen, thread)
            with clock.stopped_at(clock.now() + timedelta(days=2)):
                assert mailing.write_due() == 0


def test_a_letter_that_is_no_notice_offers_no_link_to_stop_it(make_app: MakeApp) -> None:
    postbox = Postbox()
    with server(postbox) as port:
        app = make_app(mailer="smtp", smtp_host="127.0.0.1", smtp_port=port)
        with app.app_context():
            cast = assemble()
            factories.make_fields()
            case = factories.make_case(cast.lin, cast.hangzhou, status="published")
            curation.invite(cast.shen, case.id, statement="请提名。")
    assert [m["List-Unsubscribe"] for m in postbox.messages] == [None]
