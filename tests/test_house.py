"""The layout of the package as a rule: who may import whom, how high it is built, how long.

Every import counts, wherever it stands: inside a function and for types alone as well.
"""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "analysis"
# A wing or a single room imports from lower floors only, never from a neighbour on its own.
FLOORS = [
    {"wording"},
    {"intervals"},
    {"reader", "conversions"},
    {"articles"},
    {"screening"},
    {"dataset", "corpus", "comparison"},
    {"audit", "display"},
    {"charts"},
    {"__init__", "__main__"},
]
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names}
LANGUAGES = ("english", "chinese")
LONGEST = 45
HIGHEST = 5
MEANINGLESS = {"base", "common", "config", "core", "helpers", "lib", "misc", "shared", "utils"}


class Import(NamedTuple):
    source: str  # the module that imports
    target: str  # the module that is imported, or imported from
    name: str  # what is imported from it, or nothing


def modules(house: Path) -> dict[str, ast.Module]:
    """Return the syntax of each module of a package, by full name; a package is its __init__."""
    found = {}
    for path in sorted(house.rglob("*.py")):
        parts = [house.name, *path.relative_to(house).with_suffix("").parts]
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(house: Path) -> Iterator[Import]:
    """Yield what the package's modules import of each other; a submodule counts as a module."""
    known = modules(house)
    packages = {name.rpartition(".")[0] for name in known} | {house.name}
    for source, tree in known.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                pairs = [(alias.name, "") for alias in node.names]
            elif isinstance(node, ast.Constant) and "." in str(node.value) and node.value in known:
                pairs = [(node.value, "")]  # as for import_module
            elif isinstance(node, ast.ImportFrom):
                home = source.split(".") if node.level else []
                kept = len(home) - node.level + (source in packages)
                base = ".".join([*home[:kept], *filter(None, [node.module])])
                pairs = [(base, alias.name) for alias in node.names]
            else:
                continue
            for base, name in pairs:
                inner = f"{base}.{name}"
                if inner in known or base in known:
                    yield Import(source, *((inner, "") if inner in known else (base, name)))


def unit(module: str) -> str:
    """Return the wing or single room that a module belongs to."""
    return [*module.split("."), "__init__"][1]


def wings(house: Path) -> list[str]:
    return sorted(path.parent.name for path in house.glob("*/__init__.py"))


def offered(tree: ast.Module) -> set[str]:
    """Return what a door's `__all__` holds."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def past_a_door(house: Path) -> list[str]:
    """Return the imports that reach into a wing from outside, but for what its door offers."""
    doors = {wing: offered(modules(house)[f"{house.name}.{wing}"]) for wing in wings(house)}
    outside = [
        i for i in imports(house) if unit(i.target) in doors and unit(i.source) != unit(i.target)
    ]
    deeper = [i for i in outside if i.target.count(".") > 1]
    unoffered = [
        i for i in outside if i not in deeper and i.name not in doors[unit(i.target)] | {""}
    ]
    return [f"{i.source}: {i.target} {i.name}".rstrip() for i in deeper + unoffered]


def circles(house: Path) -> list[str]:
    graph = {name: set() for name in modules(house)}
    for one in imports(house):
        graph[one.source].add(one.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" ← ".join(error.args[1])]
    return []


def not_downwards(house: Path) -> list[str]:
    """Return the modules without a floor, and the imports from the same floor or a higher one."""
    homeless = [name for name in modules(house) if unit(name) not in FLOOR]
    pairs = [(i, unit(i.source), unit(i.target)) for i in imports(house)]
    upwards = [
        f"{i.source}: {i.target}"
        for i, source, target in pairs
        if source != target and FLOOR.get(source, 0) <= FLOOR.get(target, 0)
    ]
    return homeless + upwards


def mixed_languages(house: Path) -> list[str]:
    """Return the imports from one language to the other, and the rooms that one of them lacks."""
    home = [f"{house.name}.reader.{language}" for language in LANGUAGES]
    crossing = [
        f"{i.source}: {i.target}"
        for i in imports(house)
        for here, there in (home, home[::-1])
        if f"{i.source}.".startswith(f"{here}.") and f"{i.target}.".startswith(f"{there}.")
    ]
    rooms = [{p.name for p in (house / "reader" / lang).glob("*.py")} for lang in LANGUAGES]
    lacking = sorted(rooms[0] ^ rooms[1]) or ([] if all(rooms) else ["no rooms"])
    return crossing + lacking


def height(house: Path) -> list[str]:
    """Return the longest way from the public names down to the reader, if it is too long."""
    below: dict[str, set[str]] = {}
    for one in imports(house):
        if unit(one.source) != unit(one.target):
            below.setdefault(unit(one.source), set()).add(unit(one.target))

    def longest(name: str) -> list[str]:
        if name == "reader":
            return [name]
        ways = [way for other in below.get(name, ()) if (way := longest(other))]
        return [name, *max(ways, key=len)] if ways else []

    way = longest("__init__")[1:]
    if not way:
        return ["no way down to the reader"]
    return [" → ".join(way)] if len(way) > HIGHEST else []


def long_functions(house: Path) -> list[str]:
    return [
        f"{name}.{node.name}: {length} lines"
        for name, tree in modules(house).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := node.end_lineno - node.lineno + 1) > LONGEST
    ]


def meaningless_names(house: Path) -> list[str]:
    names = {part for name in modules(house) for part in name.split(".")}
    return sorted(names & MEANINGLESS)


CHECKS = [
    past_a_door,
    circles,
    not_downwards,
    mixed_languages,
    height,
    long_functions,
    meaningless_names,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house(check):
    assert check(HOUSE) == []


# A house that is as it should be, and what would spoil it.
SOUND = {
    "__init__": "from analysis.dataset import load_it\nfrom analysis.reader import find",
    "wording": "import math",
    "intervals": "from .wording import in_words",
    "articles": "from analysis.reader import find",
    "reader/__init__": "from analysis.reader.frame import find\n__all__ = ['find']",
    "reader/frame": "from .english import READINGS\nfrom . import chinese",
    "reader/english/__init__": "from analysis.reader.english import nouns",
    "reader/english/nouns": "",
    "reader/chinese/__init__": "",
    "reader/chinese/nouns": "",
    "dataset/__init__": "from analysis.dataset.load import load_it\n__all__ = ['load_it']",
    "dataset/load": "from analysis.articles import paragraphs",
}
SPOILED = [
    (past_a_door, "articles", "import analysis.reader.frame", "articles: analysis.reader.frame"),
    (past_a_door, "articles", "from analysis.reader import english", "reader.english"),
    (past_a_door, "articles", "from analysis.reader import KINDS", "analysis.reader KINDS"),
    (past_a_door, "articles", "def f():\n    from .reader.frame import x", "reader.frame x"),
    (past_a_door, "articles", "load('analysis.reader.frame')", "articles: analysis.reader.frame"),
    (past_a_door, "audit/__init__", "from analysis.dataset.load import load", "dataset.load load"),
    (circles, "wording", "if True:\n    import analysis.intervals", "analysis.intervals"),
    (circles, "reader/english/nouns", "from analysis.reader import find", "frame"),
    (not_downwards, "wording", "from analysis import intervals", "wording: analysis.intervals"),
    (not_downwards, "dataset/load", "from analysis import corpus", "load: analysis.corpus"),
    (not_downwards, "reader/frame", "import analysis", "reader.frame: analysis"),
    (not_downwards, "attic", "", "analysis.attic"),
    (mixed_languages, "reader/english/nouns", "from ..chinese import nouns", "reader.chinese"),
    (mixed_languages, "reader/chinese/nouns", "import analysis.reader.english", "reader.english"),
    (mixed_languages, "reader/chinese/measures", "", "measures.py"),
    (height, "__init__", "", "no way"),
    (long_functions, "wording", "class A:\n def f():" + "\n  0" * LONGEST, "f: 46"),
    (meaningless_names, "reader/english/utils", "", "utils"),
]  # fmt: skip


def build(folder: Path, sources: dict[str, str]) -> Path:
    for name, source in sources.items():
        path = folder / "analysis" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    (folder / "analysis" / "corpus.py").touch()
    return folder / "analysis"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_sound_house_has_no_fault(check, tmp_path):
    assert check(build(tmp_path, SOUND)) == []


@pytest.mark.parametrize(("check", "name", "source", "fault"), SPOILED)
def test_a_fault_is_found(check, name, source, fault, tmp_path):
    faults = check(build(tmp_path, SOUND | {name: source}))
    assert fault in "\n".join(faults)


def test_a_house_can_be_too_high(tmp_path):
    storeys = ["one", "two", "three", "four", "five", "reader"]
    chain = {f"{a}/__init__": f"import analysis.{b}" for a, b in pairwise(storeys)}
    house = build(tmp_path, {"__init__": "import analysis.one", "reader/__init__": "", **chain})
    assert height(house) == [" → ".join(storeys)]


PRIVATE = re.compile(r"analysis(?:\.\w+)*\._(?!_)\w+")


def private_names(source: str) -> list[str]:
    """Return the package's private names that a test uses, written out, as attribute or as text."""
    tree = ast.parse(source)
    ours = {"analysis"}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "analysis":
            found += [alias.name for alias in node.names if is_private(alias.name)]
            ours |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            ours |= {a.asname for a in node.names if a.asname and a.name.startswith("analysis.")}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            found += [node.attr] if ast.unparse(node.value).split(".")[0] in ours else []
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += PRIVATE.findall(node.value)
        elif isinstance(node, ast.Call) and len(node.args) > 1:
            first, second = map(ast.unparse, node.args[:2])
            if first.split(".")[0] in ours and is_private(second.strip("'")):
                found.append(second)
    return found


def is_private(name: str) -> bool:
    # What ends in _ as well is a protocol's: __doc__, _repr_html_.
    return name.startswith("_") and not name.endswith("_") and name.isidentifier()


TESTS = sorted({*(ROOT / "tests").rglob("*.py")} - {Path(__file__)})


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_tests_go_through_public_doors(path):
    assert private_names(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from analysis.wording import _plain", ["_plain"]),
        ("from analysis import wording as w\nw._plain(1)", ["_plain"]),
        ("import analysis\nanalysis.wording._plain", ["_plain"]),
        ("import analysis.wording as w\nw._plain", ["_plain"]),
        ("patch('analysis.wording._plain', None)", ["analysis.wording._plain"]),
        ("from analysis import wording\npatch(wording, '_plain', None)", ["'_plain'"]),
        ("from analysis.wording import in_words\nin_words.__doc__", []),
        ("from analysis import display\ndisplay.table(1)._repr_html_()", []),
        ("import other\nother._plain", []),
    ],
)
def test_a_private_name_is_found(source, expected):
    assert private_names(source) == expected
