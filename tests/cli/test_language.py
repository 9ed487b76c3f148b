"""The command line speaks Chinese or English: as it is told to, else as the terminal is set."""

import re
from collections.abc import Callable, Iterator

import click
import pytest
from flask import Flask

from platform_app.cli import COMMANDS, columns
from platform_app.cli.language import chosen
from tests.cli.conftest import running

CHINESE = re.compile(r"[\u4e00-\u9fff]")
OPTION = re.compile(
    r"^  (--?[a-z-]+(?: (?:\[[^\]]+\]|[A-Z]+(?: [A-Z]+)*))?)(?:\n +|  +)(\S.*(?:\n {10,}\S.*)*)", re.MULTILINE
)


def every_command() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Each command with the words that call it."""

    def below(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
        yield words, command
        if isinstance(command, click.Group):
            for name, own in command.commands.items():
                yield from below(own, (*words, name))

    for command in COMMANDS:
        yield from below(command, (str(command.name),))


def told(page: str) -> tuple[list[str], dict[str, str]]:
    """What a page of help says of the command itself, and of each option (and command below it) by name."""
    _, *rest = page.split("\n\n")
    text = [part.strip() for part in rest if part.startswith("  ")]
    return text, {name: meaning for part in rest for name, meaning in OPTION.findall(part)}


@pytest.mark.parametrize(
    ("setting", "environ", "language"),
    [
        ("", {}, "en"),
        ("", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ("", {"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ("", {"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ("", {"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ("", {"LANG": "de_DE.UTF-8"}, "en"),
        ("en", {"LC_ALL": "zh_CN.UTF-8"}, "en"),
        ("zh", {"LC_ALL": "C"}, "zh"),
    ],
)
def test_the_setting_decides_and_then_the_terminal(setting: str, environ: dict[str, str], language: str) -> None:
    assert chosen(setting, environ) == language


def test_the_terminal_is_asked_when_a_command_runs(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    run = running(app)
    assert run("people", "--help").out.startswith("Usage: ")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert run("people", "--help").out.startswith("用法：")


def test_the_help_of_every_command_is_in_the_language_of_the_reader(make_app: Callable[..., Flask]) -> None:
    chinese, english = running(make_app(cli_language="zh")), running(make_app(cli_language="en"))
    for words, command in every_command():
        pages = {"zh": chinese(*words, "--help").out, "en": english(*words, "--help").out}
        assert pages["zh"].startswith("用法："), words
        assert not CHINESE.search(pages["en"]), words
        (text, options), (same_text, same_options) = told(pages["zh"]), told(pages["en"])
        assert text, words
        assert len(text) == len(same_text), words
        assert [part for part in text if not CHINESE.search(part)] == [], words
        assert options.keys() == same_options.keys(), words
        assert {name for name, meaning in options.items() if not CHINESE.search(meaning)} == set(), words
        assert "--help" in options, words
        own = {option.opts[0] for option in command.params if isinstance(option, click.Option)}
        assert own <= {name.split()[0] for name in options}, words


def test_the_list_of_commands_is_in_chinese(make_app: Callable[..., Flask]) -> None:
    listed = running(make_app(cli_language="zh"))("people", "--help").out.split("命令:\n")[1].splitlines()
    assert len(listed) == 6
    assert [line for line in listed if not CHINESE.search(line)] == []


def test_long_chinese_lines_break_within_the_terminal_and_begin_with_no_mark() -> None:
    text = "先读完全部文件再写入，有文件出错时停止导入；GB/T 2260代码不拆开。" * 3
    found = columns.lines(text, 38)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert all(columns.width(line) <= 40 for line in found)
    assert all(line[0] not in "，；。" for line in found)
    assert columns.shortened(text, 20) == "先读完全部文件再写…"
    assert columns.shortened("short", 20) == "short"
    assert columns.padded("案例", 6) == "案例  "
