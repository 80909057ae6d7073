"""Write the API page's body: each public name with its signature, docstring and what it shows.

pdoc reads the package. Its own pages, one a module and searched by script, are not taken: the
report frames this body like its other pages (`page.html.j2`). Below a chart stands its picture,
from the examples that the tests draw too; below another function that shows things, what comes out
of the last example in its docstring.
"""

import ast
import base64
import doctest
import html
import inspect
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from textwrap import indent
from typing import Any

from jinja2 import Environment, FileSystemLoader
from pdoc.doc import Class, Doc, Function, Module
from pdoc.render_helpers import to_html

import chart_examples

# What is offered at the top comes first, by the wing that it comes from; then the other rooms.
TOP = "analysis"
WINGS = ["reader", "intervals", "articles", "dataset", "audit"]
ROOMS = ["charts", "display", "corpus", "articles", "intervals", "wording"]
SHOWING = f"{TOP}.display"
# Examples, and tables ruled with equals signs. Markdown's own way with examples undoes escapes.
AS_IT_STANDS = re.compile(r"^(?:>>> .+|=+ [= ]+)(?:\n.+)*", re.MULTILINE)
QUOTED_TYPE = re.compile(r"(: |-> )'([^']+)'")
OWN_PATH = re.compile(r"\banalysis\.(?:\w+\.)*|\btyping\.")
NAMED = re.compile(r"<code>(?:analysis\.)?([\w.]+)(?:\(\))?</code>")


def body() -> str:
    """Return the page's body as HTML: the contents, then every room."""
    rooms = list(documented_rooms())
    ids = {entry["id"]: entry["id"] for room in rooms for entry in room["entries"]}
    ids |= {room["name"].removeprefix(f"{TOP}."): room["name"] for room in rooms}
    template = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
    ).get_template("api.html.j2")

    def link(match: re.Match[str]) -> str:
        return f'<a href="#{ids[match[1]]}">{match[0]}</a>' if match[1] in ids else match[0]

    return NAMED.sub(link, template.render(rooms=rooms))


def documented_rooms() -> Iterator[dict[str, Any]]:
    """Yield the top and each other room; a name stands where it was met first."""
    shown: set[int] = set()
    for name in [TOP, *(f"{TOP}.{room}" for room in ROOMS)]:
        members = [member for member in public(name) if id(member.obj) not in shown]
        shown.update(id(member.obj) for member in members)
        about = described_in_html(inspect.getdoc(import_module(name)))
        entries = [described(member, name) for member in members]
        yield {"name": name, "about": about, "entries": entries}


def public(name: str) -> list[Doc]:
    """Return a module's public classes and functions, in the order of their wings and lines."""
    module = import_module(name)
    for offered in getattr(module, "__all__", []):
        vars(module).setdefault(offered, getattr(module, offered))  # what loads on first use
    members = [m for m in Module(module).own_members if isinstance(m, (Class, Function))]
    return sorted((m for m in members if not m.name.startswith("_") and m.docstring), key=place)


def place(member: Doc) -> tuple[int, bool, str, int]:
    home = member.obj.__module__
    wing = home.split(".")[1]
    rank = WINGS.index(wing) if wing in WINGS else len(WINGS)
    return rank, isinstance(member, Function), home, inspect.getsourcelines(member.obj)[1]


def described(member: Doc, room: str) -> dict[str, Any]:
    """Return what the page says of a function, a class or a method."""
    name = f"{room}.{member.qualname}"
    call, draw = examples().get(name, ("", None))
    entry = {
        "id": name.removeprefix(f"{TOP}."),
        "name": name,
        "signature": signature(member),
        "summary": described_in_html(member.docstring.partition("\n")[0]),
        "text": described_in_html(member.docstring),
        "call": call,
        "shows": as_html(draw()) if draw else "",
        "methods": [],
    }
    if room == SHOWING:
        entry["shows"] = shown_by(member.docstring, dict(vars(sys.modules[room])))
    if isinstance(member, Class):
        methods = [m for m in member.own_members if not m.name.startswith("_") and m.docstring]
        entry["methods"] = [described(method, room) for method in methods]
    return entry


def signature(member: Doc) -> str:
    """Return a signature as one would write it, the library's own names without their path."""
    text = member.name
    with warnings.catch_warnings():
        # An annotation such as pd.Series[Any] means something to a type checker alone.
        warnings.simplefilter("ignore", UserWarning)
        if isinstance(member, Function):
            text += str(member.signature)
        elif isinstance(member, Class) and (constructor := member.members.get("__init__")):
            text += str(constructor.signature_without_self)
    return QUOTED_TYPE.sub(r"\1\2", OWN_PATH.sub("", text)).replace("pandas.", "pd.")


def described_in_html(docstring: str) -> str:
    """Return a docstring as HTML."""
    return str(to_html(AS_IT_STANDS.sub(lambda match: "\n" + indent(match[0], "    "), docstring)))


@cache
def examples() -> dict[str, tuple[str, Callable[[], Any]]]:
    """Return, by a chart's full name, the call that draws its example, as text and to be called."""
    draws = chart_examples.EXAMPLES
    tree = ast.parse(inspect.getsource(chart_examples))
    (written,) = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EXAMPLES"
    ]
    texts = [ast.unparse(value.body) for value in written.values]
    return {
        f"{TOP}.charts.{name}": (text, draw)
        for (name, draw), text in zip(draws.items(), texts, strict=True)
    }


def shown_by(docstring: str, names: dict[str, Any]) -> str:
    """Run a docstring's examples and return, as HTML, the last chart or table that came out."""
    values: list[Any] = []
    hook, sys.displayhook = sys.displayhook, values.append
    try:
        for example in doctest.DocTestParser().get_examples(docstring):
            if not example.exc_msg:
                exec(compile(example.source, "<example>", "single"), names)
    finally:
        sys.displayhook = hook
    return next(filter(None, map(as_html, reversed(values))), "")


def as_html(value: Any) -> str:
    """Return what a notebook would show for a value: a picture with its alt text, or HTML."""
    if hasattr(value, "_repr_mimebundle_"):
        bundle = value._repr_mimebundle_()
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        if "image/png" in data:
            png, alt = data["image/png"], metadata["image/png"]["alt"]
            code = png if isinstance(png, str) else base64.b64encode(png).decode()
            return f'<img src="data:image/png;base64,{code}" alt="{html.escape(alt)}">'
        return str(data.get("text/html", ""))
    if hasattr(value, "_repr_html_"):
        return str(value._repr_html_())
    return str(to_html(value.data)) if hasattr(value, "_repr_markdown_") else ""


if __name__ == "__main__":
    os.environ.pop("ANALYSIS_DATA", None)  # the examples are about the project's own dataset
    target = Path(sys.argv[1])
    page = body()
    target.parent.mkdir(exist_ok=True)
    target.write_text(page, encoding="utf-8")
