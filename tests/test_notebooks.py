"""What every stored notebook keeps to; that its outputs still come out is nbval's to say."""

import ast
import json
import os
import re
import string
import subprocess
import sys
from base64 import b64decode, b64encode
from collections import Counter
from io import BytesIO
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest
from matplotlib.image import imread, imsave
from nbformat import v4

import analysis
from analysis import find_mentions
from refresh import refresh

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
MOST_WORDS, MOST_LINES, MOST_ROWS = 80, 28, 12
IDS = [
    id_
    for table in (analysis.load_figures(), analysis.load_programmes(), analysis.load_events(),
                  analysis.load_references())
    for id_ in table.index
    if re.search(r"_|\d", id_)
]  # fmt: skip
EDGE = 4  # pixels around a picture that stay white
IMAGES = {"image/png", "image/jpeg", "image/svg+xml"}
# A path from the root of a file system or from somebody's home.
ABSOLUTE = re.compile(
    r"(?<![\w.:/<])(?:/(?:home|Users|root|tmp|usr|var|opt|work|mnt)/|[A-Z]:\\|~/)"
)
LINK = re.compile(r"\[(?P<label>[^\]]*)\]\((?P<target>[^)\s]+)[^)]*\)")
# What a number in Markdown may stand in: each is blanked, so that words don't run together.
ALLOWED = [
    re.compile(r"```.*?```", re.DOTALL),
    re.compile(r"`[^`]*`"),
    re.compile(r"^\s*>.*$", re.MULTILINE),
    re.compile(r"(?<=\])\([^)]*\)"),
    re.compile(r"“[^”]*”"),
    re.compile(r"\"[^\"\n]*\""),
]


def source(cell: dict) -> str:
    return "".join(cell["source"])


def code(notebook: dict) -> list[dict]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def outputs(notebook: dict) -> list[dict]:
    return [output for cell in code(notebook) for output in cell["outputs"]]


def lines(cell: dict) -> list[str]:
    return [line for line in source(cell).splitlines() if line.strip()]


def prose(markdown: str) -> str:
    """Return what the author says in a Markdown cell: no code, quotations and link targets."""
    for allowed in ALLOWED:
        markdown = allowed.sub(" – ", markdown)
    return markdown


def unexecuted(path: Path, notebook: dict) -> list[str]:
    counts = [cell["execution_count"] for cell in code(notebook) if source(cell).strip()]
    inner = [o["execution_count"] for o in outputs(notebook) if "execution_count" in o]
    faults = [] if counts == list(range(1, len(counts) + 1)) else [f"not run in order: {counts}"]
    if not outputs(notebook) or not set(inner) <= set(counts):
        faults.append("stored without the outputs of that run")
    return faults


def troubled(path: Path, notebook: dict) -> list[str]:
    faults = [o.get("ename") for o in outputs(notebook) if o["output_type"] == "error"]
    return faults + [o["text"] for o in outputs(notebook) if o.get("name") == "stderr"]


def shown(output: dict, kind: str) -> str:
    """Return one representation of an output, which is stored as a text or as its lines."""
    return "".join(output.get("data", {}).get(kind, ""))


def undescribed(path: Path, notebook: dict) -> list[str]:
    faults = []
    for number, output in enumerate(outputs(notebook), start=1):
        metadata = output.get("metadata", {})
        for kind in IMAGES & output.get("data", {}).keys():
            alt = metadata.get(kind, {}).get("alt") or metadata.get("alt") or ""
            if not alt.strip():
                faults.append(f"output {number}: {kind} without alt text")
            elif shown(output, "text/plain") != alt:
                faults.append(f"output {number}: nbval compares its text, which isn't its alt text")
    return faults


def cut_off(path: Path, notebook: dict) -> list[str]:
    """Pictures whose outermost pixels are not all white: something runs out of them."""
    faults = []
    for number, output in enumerate(outputs(notebook), start=1):
        if data := output.get("data", {}).get("image/png"):
            pixels = imread(BytesIO(b64decode(data)))
            pixels[EDGE:-EDGE, EDGE:-EDGE] = 1
            if pixels.min() < 1:
                faults.append(f"output {number}: cut off")
    return faults


def typed_numbers(path: Path, notebook: dict) -> list[str]:
    """Numbers in the prose, as digits or as words; numbers are quoted or computed, never typed.

    The word “one” is let through: in prose it points more often than it counts.
    """
    faults = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            text = prose(source(cell))
            faults += re.findall(r"\S*\d\S*", text)
            mentions = find_mentions(text)
            counted = mentions["kind"].isin(["quantity", "percent"]) & (mentions["value"] != 1)
            faults += mentions.loc[counted, "text"].tolist()
    return list(dict.fromkeys(faults))


def long_code(path: Path, notebook: dict) -> list[str]:
    counts = [len(lines(cell)) for cell in code(notebook)]
    return [f"a code cell of {count} lines" for count in counts if count > 15]


def is_sentence(output: dict) -> bool:
    return "text/markdown" in output.get("data", {})


def is_folded(cell: dict) -> bool:
    return bool(cell["metadata"].get("jupyter", {}).get("source_hidden"))


def late_answer(path: Path, notebook: dict) -> list[str]:
    """What a reader meets before the answer: too many words, or code.

    The answer's own code is folded; what a reader is to change may stand open before it.
    """
    words = 0
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", [])
        if cell["cell_type"] == "markdown":
            words += len(source(cell).split())
        elif any(map(is_sentence, cell["outputs"])):
            late = [f"{words} words before the answer"] if words > MOST_WORDS else []
            return late if is_folded(cell) else [*late, "the code of the answer isn't folded"]
        elif "parameters" not in tags:
            return [f"code before the answer: {lines(cell)[0]}"]
    return ["no answer"]


def sections(notebook: dict) -> list[tuple[str, list[dict]]]:
    """Return the headings of second level with the cells below each, its own among them."""
    found: list[tuple[str, list[dict]]] = []
    for cell in notebook["cells"]:
        text = source(cell)
        if cell["cell_type"] == "markdown" and (head := re.search(r"^## (.+)$", text, re.M)):
            found.append((head[1], []))
        if found:
            found[-1][1].append(cell)
    return found


def unasked(path: Path, notebook: dict) -> list[str]:
    """Headings that are no question."""
    texts = [source(cell) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    heads = [head for text in texts for head in re.findall(r"^#+ (.+)$", text, re.M)]
    return [head for head in heads if not head.endswith("?")]


def unanswered(path: Path, notebook: dict) -> list[str]:
    """Sections with code that show anything but a quotation before a computed sentence."""
    faults = []
    for head, cells in sections(notebook):
        shown_first = [o for cell in cells if cell["cell_type"] == "code" for o in cell["outputs"]]
        kept = [o for o in shown_first if not shown(o, "text/html").startswith("<blockquote>")]
        if any(c["cell_type"] == "code" for c in cells) and not (kept and is_sentence(kept[0])):
            faults.append(head)
    return faults


def long_tables(path: Path, notebook: dict) -> list[str]:
    """Tables of more than a dozen rows, the line apart that says how many more there are."""
    bodies = [shown(o, "text/html").partition("<tbody>")[2] for o in outputs(notebook)]
    counts = [len(re.findall("<tr><td(?! colspan)", body)) for body in bodies]
    return [f"a table of {count} rows" for count in counts if count > MOST_ROWS]


def raw_ids(path: Path, notebook: dict) -> list[str]:
    """Ids of the tables in what a reader sees; things have names."""
    texts = [shown(o, "text/markdown") or shown(o, "text/plain") for o in outputs(notebook)]
    return [id_ for id_ in IDS if any(re.search(rf"(?<!\w){id_}(?!\w)", text) for text in texts)]


def long_stretches(path: Path, notebook: dict) -> list[str]:
    """Code over several cells without prose or a computed sentence between."""
    stretches = [0]
    for cell in notebook["cells"]:
        stretches[-1] += len(lines(cell)) if cell["cell_type"] == "code" else 0
        if cell["cell_type"] == "markdown" or any(map(is_sentence, cell["outputs"])):
            stretches.append(0)
    return [f"{n} lines of code in a row" for n in stretches if n > MOST_LINES]


def unexplained(path: Path, notebook: dict) -> list[str]:
    """Steps before which nothing is said, in Markdown or in a comment; imports need none."""
    faults, before = [], ""
    for cell in notebook["cells"]:
        text = source(cell).strip()
        if cell["cell_type"] == "code" and text:
            setup = not cell["outputs"] and re.search(r"^(import|from) ", text, re.MULTILINE)
            if before != "markdown" and not text.startswith("#") and not setup:
                faults.append(f"no sentence and no comment before: {text.splitlines()[0]}")
        if text:
            before = cell["cell_type"]
    return faults


def plumbing(path: Path, notebook: dict) -> list[str]:
    """What a reader can't use or copy: functions, splats, asserts without a word, inner modules."""
    faults = []
    for cell in code(notebook):
        try:
            tree = ast.parse(source(cell))
        except SyntaxError as error:
            faults.append(f"no plain Python: {error}")
            continue
        faults += [fault for node in ast.walk(tree) for fault in plumbing_of(node)]
    return faults


def plumbing_of(node: ast.AST) -> list[str]:
    deep: list[str] = []
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return [f"defines {node.name}"]
        case ast.Assert(msg=None):
            return [f"an assert that says nothing: {ast.unparse(node)}"]
        case ast.Call() if any(keyword.arg is None for keyword in node.keywords):
            return [f"splatted into a call: {ast.unparse(node)}"]
        case ast.Import():
            deep = [name.name for name in node.names if name.name.startswith("analysis.")]
        case ast.ImportFrom(module="analysis"):
            deep = [name.name for name in node.names if name.name not in analysis.__all__]
        case ast.ImportFrom(module=str(module)) if module.startswith("analysis."):
            deep = [module]
        case ast.Attribute(value=ast.Name(id="analysis"), attr=name):
            deep = [] if name in {*analysis.__all__, "__version__"} else [name]
    return [f"from inside the package: {name}" for name in deep]


def bare_tables(path: Path, notebook: dict) -> list[str]:
    """Frames, columns and styled tables shown otherwise than by `display.table`."""
    faults = []
    for number, output in enumerate(outputs(notebook), start=1):
        page, text = shown(output, "text/html"), shown(output, "text/plain")
        if "<table" in page and not page.startswith("<table>"):
            faults.append(f"output {number}: a bare table")
        if not page and re.search(r"^(Name: .*, )?dtype: \w+$|^Index\(\[", text, re.MULTILINE):
            faults.append(f"output {number}: a bare column")
    return faults


def empty_findings(path: Path, notebook: dict) -> list[str]:
    """Cells tagged as findings that have no sentence for the report's first page."""
    return [
        f"tagged finding, but computes no sentence: {source(cell)}"
        for cell in notebook["cells"]
        if "finding" in cell["metadata"].get("tags", [])
        and not any(shown(output, "text/markdown") for output in cell.get("outputs", []))
    ]


def repeated_headings(path: Path, notebook: dict) -> list[str]:
    """Headings that a link can't tell apart."""
    cells = [source(cell) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    headings = re.findall(r"^#+ (.+)$", "\n".join(cells), re.MULTILINE)
    return [heading for heading, count in Counter(headings).items() if count > 1]


def otherwise_formatted(path: Path, notebook: dict) -> list[str]:
    text = path.read_bytes().decode()
    written = nbformat.writes(nbformat.from_dict(notebook)) + "\n"
    return [] if text == written else ["not as nbconvert writes it; `make refresh` mends it"]


def machine_paths(path: Path, notebook: dict) -> list[str]:
    texts = re.sub(r'"image/png": "[^"]*"', "", json.dumps(notebook, ensure_ascii=False))
    return [texts[m.start() : m.end() + 20] for m in ABSOLUTE.finditer(texts)]


def broken_links(path: Path, notebook: dict) -> list[str]:
    cells = [source(c) for c in notebook["cells"] if c["cell_type"] == "markdown"]
    targets = [link["target"] for cell in cells for link in LINK.finditer(cell)]
    local = [t.partition("#")[0] for t in targets if not re.match(r"[a-z]+:|#", t)]
    return [target for target in local if not (path.parent / target).exists()]


CHECKS = [
    unexecuted,
    troubled,
    undescribed,
    cut_off,
    typed_numbers,
    late_answer,
    unasked,
    unanswered,
    long_tables,
    raw_ids,
    long_code,
    long_stretches,
    unexplained,
    plumbing,
    bare_tables,
    empty_findings,
    repeated_headings,
    otherwise_formatted,
    machine_paths,
    broken_links,
]


def test_there_are_notebooks():
    assert NOTEBOOKS != []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_notebook(check, path):
    assert check(path, json.loads(path.read_text(encoding="utf-8"))) == []


# The checks themselves, on a good notebook made bad in one way.


TABLE = analysis.display.table(pd.DataFrame({"name": ["a"], "n": [1]}))._repr_html_()


SENTENCE = {"text/markdown": "**One.**", "text/plain": "<Markdown object>"}


def output(data: dict, **metadata) -> dict:
    return v4.new_output("display_data", data, metadata=metadata)


def picture(dot: int = 9) -> str:
    """Return a white picture of 20 by 20 pixels with a black dot on its diagonal, as PNG."""
    pixels = np.ones((20, 20, 3))
    pixels[dot, dot] = 0
    imsave(png := BytesIO(), pixels, format="png")
    return b64encode(png.getvalue()).decode()


def good() -> dict:
    cells = []
    for number in range(1, 11):
        text = f"## Word {string.ascii_letters[number]}?\nAs “more than 80” says, `x = 1`:"
        cells.append(v4.new_markdown_cell(f"{text}\n> 36 cities\n\n[on](other-2.ipynb#part-3)"))
        cell = v4.new_code_cell("a\nb\nc", execution_count=number)
        drawn = {"image/png": picture(), "text/plain": "Bars"}
        table = {"text/html": TABLE, "text/plain": "Name | N"}
        cell.outputs = [
            output(SENTENCE),
            output(drawn, **{"image/png": {"alt": "Bars"}}),
            output(table),
        ]
        cell.metadata = {"jupyter": {"source_hidden": True}} if number == 1 else {}
        cells.append(cell)
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    return v4.new_notebook(cells=cells)


def faults(check, notebook: dict, folder: Path, *, end: str = "\n") -> list[str]:
    path = folder / "good.ipynb"
    (folder / "other-2.ipynb").touch()
    path.write_text(nbformat.writes(notebook) + end, encoding="utf-8", newline="\n")
    return check(path, json.loads(path.read_text(encoding="utf-8")))


def change_outputs(*changed: dict):
    return lambda nb: nb.cells[1].update(outputs=list(changed))


def show(value):
    """Let the first code cell end in a value, as a kernel would show it."""
    data = {"text/plain": repr(value)}
    if isinstance(value, pd.DataFrame):
        data["text/html"] = value._repr_html_()
    return change_outputs(output(data))


def change_source(index: int, text: str):
    return lambda nb: nb.cells[index].update(source=text)


def drop_outputs(nb):
    for cell in nb.cells[1::2]:
        cell.outputs = []


def rows_of(count):
    table = analysis.display.table(pd.DataFrame({"n": range(count)}), most=count)
    return output({"text/html": table._repr_html_(), "text/plain": repr(table)})


def long_row(nb):
    """Leave but code, of twelve lines in each cell, which says nothing."""
    nb.cells = [cell for cell in nb.cells if cell.cell_type == "code"]
    for cell in nb.cells:
        cell.update(source="\n".join("abcdefghijkl"), outputs=[])


BAD = {
    "many words before the answer": (late_answer, change_source(0, "word " * 81)),
    "code before the answer": (late_answer, change_outputs(rows_of(1))),
    "open code of the answer": (late_answer, lambda nb: nb.cells[1].update(metadata={})),
    "no answer": (late_answer, lambda nb: nb.update(cells=nb.cells[::2])),
    "a heading that tells": (unasked, change_source(2, "## Words")),
    "a title that tells": (unasked, change_source(2, "# Words")),
    "a table before the sentence": (
        unanswered,
        lambda nb: nb.cells[5].update(outputs=nb.cells[5].outputs[::-1]),
    ),
    "a section without a sentence": (unanswered, lambda nb: nb.cells[5].update(outputs=[])),
    "thirteen rows": (long_tables, change_outputs(rows_of(13))),
    "the id of a reference": (raw_ids, change_outputs(output({"text/plain": "by R001."}))),
    "the id of a figure": (raw_ids, change_outputs(output({"text/markdown": IDS[0]}))),
    "much code in a row": (long_stretches, long_row),
    "counted otherwise": (unexecuted, lambda nb: nb.cells[1].update(execution_count=2)),
    "not run": (unexecuted, lambda nb: nb.cells[3].update(execution_count=None)),
    "no outputs": (unexecuted, drop_outputs),
    "outputs of another run": (
        unexecuted,
        change_outputs(v4.new_output("execute_result", {"text/plain": "1"}, execution_count=99)),
    ),
    "stderr": (troubled, change_outputs(v4.new_output("stream", name="stderr", text="careful"))),
    "error": (troubled, change_outputs(v4.new_output("error", ename="KeyError", evalue="x"))),
    "no alt text": (undescribed, change_outputs(output({"image/png": "iVBORw0KGgo="}))),
    "blank alt text": (undescribed, change_outputs(output({"image/png": "iVBO"}, alt=" "))),
    "svg without alt text": (undescribed, change_outputs(output({"image/svg+xml": "<svg/>"}))),
    "a dot at the edge": (cut_off, change_outputs(output({"image/png": picture(dot=17)}))),
    "digits": (typed_numbers, change_source(0, "It rose to 36 cities.")),
    "digits in a word": (typed_numbers, change_source(0, "The Q4 total.")),
    "digits in a heading": (typed_numbers, change_source(0, "## The 26 measures")),
    "digits in a label": (typed_numbers, change_source(0, "[the 26 measures](other-2.ipynb)")),
    "words": (typed_numbers, change_source(0, "The five services add up.")),
    "percent": (typed_numbers, change_source(0, "About fifty percent of them.")),
    "after a quotation": (typed_numbers, change_source(0, "“36 cities” in twelve provinces.")),
    "another text than the alt text": (
        undescribed,
        change_outputs(output({"image/png": picture(), "text/plain": "Figure"}, alt="Bars")),
    ),
    "a long cell": (long_code, change_source(1, "\n".join("abcdefghijklmnop"))),
    "a step unsaid": (unexplained, lambda nb: nb.cells.insert(2, v4.new_code_cell("n = 1"))),
    "an empty sentence": (unexplained, change_source(0, " ")),
    "imports among steps": (
        unexplained,
        lambda nb: nb.cells.insert(
            2, v4.new_code_cell("import analysis\nanalysis", outputs=nb.cells[1].outputs)
        ),
    ),
    "a chart as a finding": (
        empty_findings,
        lambda nb: nb.cells[1].update(
            metadata={"tags": ["finding"]}, outputs=nb.cells[1].outputs[1:]
        ),
    ),
    "prose as a finding": (
        empty_findings,
        lambda nb: nb.cells[0].metadata.update(tags=["finding"]),
    ),
    "a heading again": (repeated_headings, change_source(2, "## Word b?")),
    "a function": (plumbing, change_source(1, "def f():\n    return 1")),
    "a class": (plumbing, change_source(1, "# one\nclass A:\n    pass")),
    "an assert": (plumbing, change_source(1, "assert a == b")),
    "a splat": (plumbing, change_source(1, "display.say('{a}', **words)")),
    "a splat within": (plumbing, change_source(1, "x = [dict(a=1, **row) for row in rows]")),
    "the reader": (plumbing, change_source(1, "from analysis.reader import find_mentions")),
    "a wing": (plumbing, change_source(1, "import analysis.reader.english as english")),
    "a wing by name": (plumbing, change_source(1, "from analysis import reader")),
    "a wing by attribute": (plumbing, change_source(1, "analysis.reader.find_mentions('')")),
    "a magic": (plumbing, change_source(1, "%matplotlib inline")),
    "a bare frame": (bare_tables, show(pd.DataFrame({"n": [1]}))),
    "a bare column": (bare_tables, show(pd.Series([1, 2], name="n"))),
    "a bare column of words": (bare_tables, show(pd.Series(["a"]))),
    "a bare index": (bare_tables, show(pd.Index([1, 2]))),
    "another table": (bare_tables, change_outputs(output({"text/html": "<table id='T_1'>"}))),
    "home": (machine_paths, change_source(0, "see /home/me/data")),
    "windows": (machine_paths, change_source(1, "open(r'C:\\data.csv')")),
    "path in an output": (
        machine_paths,
        change_outputs(output({"text/plain": "File /usr/lib/python3/x.py"})),
    ),
    "missing file": (broken_links, change_source(0, "[on](other.ipynb)")),
    "missing image": (broken_links, change_source(0, "![Bars](bars.png)")),
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_check_lets_a_good_notebook_pass(check, tmp_path):
    assert faults(check, good(), tmp_path) == []


@pytest.mark.parametrize("bad", BAD)
def test_a_check_finds_a_bad_notebook(bad, tmp_path):
    check, spoil = BAD[bad]
    notebook = good()
    spoil(notebook)
    assert len(faults(check, notebook, tmp_path)) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "# one step\nn = 1",
        "assert a == b, 'both totals are the same'",
        "print(*rows, sep=', ')\nboth = {**one, **other}",
        "import pandas as pd\nimport analysis\nfrom analysis import Interval, charts, display",
        "for name in names:\n    print(analysis.display.fill('{x}', x=name), analysis.__version__)",
    ],
)
def test_plain_cells_pass(text, tmp_path):
    notebook = good()
    notebook.cells[1].source = text
    assert [check(tmp_path, notebook) for check in (long_code, unexplained, plumbing)] == [[]] * 3


@pytest.mark.parametrize("end", ["", "\n\n", "\r\n"])
def test_another_format_is_found(end, tmp_path):
    assert len(faults(otherwise_formatted, good(), tmp_path, end=end)) == 1


# A notebook as somebody who has just installed the package might write it.

OWN = [
    v4.new_markdown_cell("# How do the household services compare?\n\nAs counted in one sentence."),
    v4.new_code_cell(
        "import analysis\n"
        "from analysis import display\n\n"
        "figures = analysis.load_figures()\n"
        'total = analysis.total(figures[figures["divides"] == "savings_yuan"])\n'
        'display.say("**Together they are {total}.**", total=total)',
        metadata={"jupyter": {"source_hidden": True}},
    ),
    v4.new_markdown_cell("**The main limit.** The counts are lower ends."),
    v4.new_code_cell(
        "import analysis\n"
        "from analysis import charts, display\n\n"
        "figures = analysis.load_audited()\n"
        'services = figures[figures["divides"] == "savings_yuan"]\n'
        'services = services.sort_values("low", ascending=False)'
    ),
    v4.new_markdown_cell("## Which is the largest?\n\nThe table has them all."),
    v4.new_code_cell(
        "# one sentence\n"
        'services["share"] = analysis.shares(services)\n'
        'display.say("The largest has {share:%}.", share=services["share"].iloc[0])'
    ),
    v4.new_code_cell("# what the article says, beside what others do\ndisplay.proof(services)"),
    v4.new_code_cell(
        "# one table\n"
        'display.table(services[["name", "claim", "share"]], caption="Household services")'
    ),
    v4.new_code_cell(
        "# one chart\n"
        'chart = charts.rangebars(services, y="name", highlight="first_id_cards")\n'
        'chart.caption("The smallest has {n}", n=services["claim"].iloc[-1])'
    ),
]


@pytest.fixture(scope="module")
def own(tmp_path_factory) -> Path:
    """The path of a user's own notebook, run and stored as `make refresh` does."""
    path = tmp_path_factory.mktemp("own") / "my-question.ipynb"
    cells = [{**cell, "id": f"cell-{number}"} for number, cell in enumerate(OWN)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(nbformat.from_dict(notebook), path)
    assert refresh([path]) == []
    return path


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_users_own_nine_cell_notebook_passes(check, own):
    notebook = json.loads(own.read_text(encoding="utf-8"))
    assert len(notebook["cells"]) == 9
    assert check(own, notebook) == []


def test_a_users_own_nine_cell_notebook_comes_out_again(own):
    options = ["-q", "-p", "no:xdist", "--nbval", "--nbval-current-env", "-c", os.devnull]
    command = [sys.executable, "-m", "pytest", *options, str(own)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    assert "6 passed" in result.stdout
