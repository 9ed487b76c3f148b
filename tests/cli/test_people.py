"""`flask people` and `flask demo`: accounts, seats and roles from the command line."""

from collections.abc import Callable

import pytest
from flask import Flask

from platform_app.access.levels import PlatformRole, Role
from platform_app.accounts import demo, queries, queries_people
from platform_app.accounts.credentials import matches
from tests.cast import assemble
from tests.cli.conftest import Run, running


@pytest.fixture(autouse=True)
def cast(app: Flask) -> None:
    """The cast's organisations, to seat people in."""
    with app.app_context():
        assemble()


def test_a_person_is_made_seated_and_given_a_role(app: Flask, run: Run) -> None:
    assert run("people", "create", "New@People.example", "新人").code == 0
    assert run("people", "seat", "new@people.example", "330100", "editor").code == 0
    assert run("people", "role", "new@people.example", "moderator").code == 0
    with app.app_context():
        person = queries_people.by_address("new@people.example")
        actor = queries.actor_of(person.id if person else 0)
        assert actor is not None
        assert [seat.role for seat in actor.seats] == [Role.EDITOR]
        assert actor.roles == {PlatformRole.MODERATOR}
    line = run("people", "list", "--q", "新人").out
    assert "New@people.example" in line
    assert "moderator; editor of 330100 Hangzhou" in line


def test_seats_and_roles_are_taken_away_again(app: Flask, run: Run) -> None:
    run("people", "role", "lin@cast.example", "moderator")
    assert run("people", "seat", "lin@cast.example", "330100", "editor", "--end").code == 0
    assert run("people", "role", "lin@cast.example", "moderator", "--revoke").code == 0
    assert "林晓  coordinator of 330100 Hangzhou\n" in run("people", "list", "--q", "林晓").out


def test_people_are_listed_in_the_language_of_the_reader(app: Flask, make_app: Callable[..., Flask]) -> None:
    chinese = running(make_app(cli_language="zh"))
    assert chinese("people", "suspend", "lin@cast.example", "--reason", "离职").out == "lin@cast.example已停用\n"
    assert chinese("people", "role", "lin@cast.example", "moderator").out == "lin@cast.example现为内容管理员\n"
    assert "林晓  内容管理员；杭州协调员（330100）；杭州编辑（330100）；已停用\n" in chinese("people", "list").out
    listed = running(app)("people", "list").out
    assert "林晓  moderator; coordinator of 330100 Hangzhou; editor of 330100 Hangzhou; suspended\n" in listed


def test_a_suspended_person_cannot_act_until_she_is_reinstated(app: Flask, run: Run) -> None:
    assert run("people", "suspend", "lin@cast.example", "--reason", "离职").code == 0
    with app.app_context():
        lin = queries_people.by_address("lin@cast.example")
        assert lin is not None
        assert queries.actor_of(lin.id) is None
    assert "suspended" in run("people", "list", "--q", "林晓").out
    assert run("people", "reinstate", "lin@cast.example").code == 0
    with app.app_context():
        assert queries.actor_of(lin.id) is not None


def test_a_password_is_asked_for_and_never_printed(app: Flask, run: Run) -> None:
    typed = "a brand new secret\n" * 2
    ended = run("people", "create", "new@people.example", "新人", "--ask-password", typed=typed)
    assert ended.code == 0
    assert "brand new" not in ended.out + ended.err
    with app.app_context():
        person = queries_people.by_address("new@people.example")
        assert person is not None
        assert matches(person.password_hash, "a brand new secret")


def test_a_password_that_is_easy_to_guess_makes_no_account(app: Flask, run: Run) -> None:
    ended = run("people", "create", "new@people.example", "新人", "--ask-password", typed="password1234\n" * 2)
    assert ended.code == 2
    assert "Error: password: This is easy to guess" in ended.err
    assert "password1234" not in ended.out + ended.err
    with app.app_context():
        assert queries_people.by_address("new@people.example") is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["create", "no-address", "新人"], "email: This is not an e-mail address."),
        (["create", "new@people.example", " "], "name: This is needed."),
        (["create", "new@people.example", "人" * 81], "name: At most 80 characters."),
        (["create", "new@people.example"], "Missing argument 'NAME'"),
        (["seat", "nobody@people.example", "330100", "editor"], "email: there is no account"),
        (["seat", "lin@cast.example", "999999", "editor"], "code: there is no organisation with the code 999999"),
        (["seat", "lin@cast.example", "330100", "king"], "'king' is not one of"),
        (["seat", "lin@cast.example", "350200", "editor", "--end"], "role: lin@cast.example is not editor there"),
        (["role", "\udcff", "admin"], "a word of the command has broken characters"),
        (["seat", "lin@cast.example", "\udcff", "editor"], "a word of the command has broken characters"),
        (["create", "new@people.example", "\udcff"], "name: This has broken characters"),
        (["suspend", "lin@cast.example", "--reason", " "], "reason: This is needed."),
    ],
)
def test_bad_words_are_answered_with_a_sentence(run: Run, words: list[str], sentence: str) -> None:
    ended = run("people", *words)
    assert (ended.code, sentence in ended.err) == (2, True), ended.err


REFUSALS: list[tuple[list[str], str]] = [
    (["people", "create", "no-address", "新人"], "错误：email：邮箱格式不正确。"),
    (["people", "create", "new@people.example"], "错误：缺少参数 'NAME'."),
    (["people", "seat", "nobody@people.example", "330100", "editor"], "错误：email：没有使用邮箱nobody"),
    (["people", "seat", "lin@cast.example", "330100", "king"], "'king'不在可选值之列"),
    (
        ["people", "seat", "lin@cast.example", "350200", "editor", "--end"],
        "错误：role：lin@cast.example不是该机构的编辑",
    ),
    (["people", "role", "\udcff", "admin"], "错误：命令中有损坏的字符"),
    (["people", "lsit"], "错误：没有命令'lsit'。 您是否想用'list'？"),
    (["content", "load", "--path", "nowhere"], "错误：'--path'的值无效：文件夹'nowhere'不存在。"),
    (["demo", "show"], "错误：演示账号仅在DEMO=1时可用"),
]


def test_refusals_are_in_chinese_for_chinese_readers(make_app: Callable[..., Flask], subtests: pytest.Subtests) -> None:
    run = running(make_app(cli_language="zh"))
    for words, sentence in REFUSALS:
        with subtests.test(words=words):
            ended = run(*words)
            assert (ended.code, sentence in ended.err) == (2, True), ended.err


def test_demo_accounts_are_made_once_and_shown(make_app: Callable[..., Flask]) -> None:
    app = make_app(demo=True, demo_password="a demonstration only")
    run = running(app)
    assert [run("demo", "accounts").code for _ in range(2)] == [0, 0]
    shown = run("demo", "show").out
    assert "a demonstration only" in shown
    assert all(account.email in shown for account in demo.DEMO_ACCOUNTS)
    with app.app_context():
        city = queries_people.by_address("city@demo.example")
        assert city is not None
        assert matches(city.password_hash, "a demonstration only")


@pytest.mark.parametrize("command", ["accounts", "show"])
def test_there_is_no_demonstration_without_demo(app: Flask, run: Run, command: str) -> None:
    ended = run("demo", command)
    assert (ended.code, "DEMO=1" in ended.err) == (2, True)
    with app.app_context():
        assert queries_people.by_address("city@demo.example") is None
