"""The YAML above a case's texts: every value is text, so that 2016, 0571 and `on:` stay what was written."""

from typing import Any

import yaml

from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import WHOLE
from platform_app.kernel.messages import Message, msg

FENCE = "---"


class _Reader(yaml.SafeLoader):
    """YAML with text, null, lists and mappings; a key stands once and nothing points elsewhere."""

    # Of the guesses of YAML 1.1 (dates, octal numbers, `no` for false) only null is wanted.
    yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] == "tag:yaml.org,2002:null"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse aliases: they can make a small file endless."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="aliases are not used here", problem_mark=self.peek_event().start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """Refuse a key that stands twice: one of the two values would be lost in silence."""
        seen = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"“{key.value}” stands here twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def split(text: str) -> tuple[dict[str, Any], str, int]:
    """A file's front matter, what stands below it, and the number of the line where that starts.

    Raises:
        Invalid: there is no front matter, or it is no YAML mapping.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != FENCE or FENCE not in (line.rstrip() for line in lines[1:]):
        raise Invalid.one(WHOLE, msg("The file must start with front matter between two lines of ---."))
    end = next(no for no, line in enumerate(lines[1:], start=1) if line.rstrip() == FENCE)
    return _mapping("\n".join(lines[:end])), "\n".join(lines[end + 1 :]), end + 2


def join(front: dict[str, Any], body: str) -> str:
    """Front matter and what stands below it as one file."""
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=110)
    return f"{FENCE}\n{head}{FENCE}\n{body}"


def _mapping(source: str) -> dict[str, Any]:
    try:
        # Python's parser, not libyaml's: it takes every character that our texts may hold.
        front = yaml.load(source, Loader=_Reader)
    except (yaml.YAMLError, RecursionError) as error:
        raise Invalid.one(WHOLE, _sentence(error)) from None
    if not isinstance(front, dict):
        raise Invalid.one(WHOLE, msg("The front matter must be made of “name: value” lines."))
    return front


def _sentence(error: Exception) -> Message:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    if mark is None or problem is None:
        return msg("The front matter is not valid YAML.")
    return msg("Line {line} is not valid YAML: {problem}.", line=mark.line + 1, problem=problem)
