"""What every stored notebook keeps to; that its outputs still come out is nbval's to say."""

import json
import re
import statistics
import string
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path

import nbformat
import numpy as np
import pytest
from matplotlib.image import imread, imsave
from nbformat import v4

from analysis import find_mentions

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
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


def undescribed(path: Path, notebook: dict) -> list[str]:
    faults = []
    for number, output in enumerate(outputs(notebook), start=1):
        metadata = output.get("metadata", {})
        for kind in IMAGES & output.get("data", {}).keys():
            alt = metadata.get(kind, {}).get("alt") or metadata.get("alt") or ""
            if not alt.strip():
                faults.append(f"output {number}: {kind} without alt text")
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
    lengths = [len(lines(cell)) for cell in code(notebook)]
    faults = [f"a code cell of {max(lengths)} lines"] if max(lengths, default=0) > 10 else []
    if statistics.median(lengths or [0]) > 3:
        faults.append(f"median code cell {statistics.median(lengths)} lines")
    starts = ("def ", "async def ", "class ", "for ", "while ")
    faults += [line for cell in code(notebook) for line in lines(cell) if line.startswith(starts)]
    return faults


def size(path: Path, notebook: dict) -> list[str]:
    count = len(notebook["cells"])
    return [] if 20 <= count <= 40 else [f"{count} cells, not 20 to 40"]


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
    long_code,
    size,
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
        text = f"## Word {string.ascii_letters[number]}\nAs “more than 80” says, `x = 1`:"
        cells.append(v4.new_markdown_cell(f"{text}\n> 36 cities\n\n[on](other-2.ipynb#part-3)"))
        cell = v4.new_code_cell("a\nb\nc", execution_count=number)
        cell.outputs = [output({"image/png": picture()}, **{"image/png": {"alt": "Bars"}})]
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


def change_source(index: int, text: str):
    return lambda nb: nb.cells[index].update(source=text)


def drop_outputs(nb):
    for cell in nb.cells[1::2]:
        cell.outputs = []


BAD = {
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
    "a long cell": (long_code, change_source(1, "\n".join("abcdefghijk"))),
    "a function": (long_code, change_source(1, "def f():\n    return 1")),
    "a loop": (long_code, change_source(1, "for x in y:\n    pass")),
    "few cells": (size, lambda nb: nb.cells.pop()),
    "many cells": (size, lambda nb: nb.cells.extend(v4.new_markdown_cell() for _ in range(21))),
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


def test_a_median_of_long_cells_is_found(tmp_path):
    notebook = good()
    for cell in notebook.cells[1::2]:
        cell.source = "a\nb\nc\nd"
    assert faults(long_code, notebook, tmp_path) == ["median code cell 4.0 lines"]


@pytest.mark.parametrize("end", ["", "\n\n", "\r\n"])
def test_another_format_is_found(end, tmp_path):
    assert len(faults(otherwise_formatted, good(), tmp_path, end=end)) == 1
