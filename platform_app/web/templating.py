"""Templates are compiled once for each language, and what depends on the language alone stands in them ready-made.

A page has a hundred fixed words and pictures. Looking them up at each rendering was a tenth of what a page cost.
"""

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer

from platform_app.web.locale import language

# Functions whose answer depends on their arguments and the page's language and on nothing else.
FIXED = frozenset({"_", "icon", "field_icon", "language", "other_language", "html_language"})


class Templates(Environment):
    """The templates of the application, and below them those compiled for one language."""

    speaks: str | None = None

    def get_or_select_template(self, *args: Any, **kwargs: Any) -> Template:
        """What `render_template` asks for: the template in the language of the page."""
        return super(Templates, self._speaking(language())).get_or_select_template(*args, **kwargs)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dictionary for all templates; Jinja's own chain of two is looked through at each import of a macro."""
        return super().make_globals(d) if d or not self.speaks else self.globals

    def _speaking(self, code: str) -> "Templates":
        own: dict[str, Templates] = self.__dict__.setdefault("own", {})
        if code not in own:
            own[code] = self._compiled_for(code)
        return own[code]

    def _compiled_for(self, code: str) -> "Templates":
        one: Templates = self.overlay()
        one.speaks = code
        one.globals = dict(self.globals)
        return one


class _Compiler(CodeGenerator):
    """Answers fixed calls before it writes the code of a template."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:
        if isinstance(self.environment, Templates) and self.environment.speaks:
            node = _Answers(self.environment).visit(node)
        super().visit_Template(node, frame)


class _Answers(NodeTransformer):
    """Puts the answer in the place of a call of a fixed function with fixed arguments."""

    def __init__(self, environment: Templates) -> None:
        self.environment = environment

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        name, arguments = getattr(node.node, "name", None), node.args
        if name not in FIXED or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        if not all(isinstance(argument, nodes.Const) for argument in arguments):
            return node
        function: Any = self.environment.globals[name]
        answer = function(*(argument.as_const() for argument in arguments))
        return nodes.Const(answer, lineno=node.lineno, environment=self.environment)


Templates.code_generator_class = _Compiler
