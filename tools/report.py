"""Run every notebook and write them as a web site that needs no network, to report/.

The site is made beside the last one and takes its place when all notebooks have run. With
ANALYSIS_DATA set to a dataset folder, the notebooks that suit any dataset are run on that.
"""

import asyncio
import csv
import ctypes
import html
import json
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html
from tqdm import tqdm
from traitlets.config import Config

from execution import FileError, NotebookError, naming, run_all

ROOT = Path(__file__).parents[1]
API = ROOT / "build" / "api.html"  # the body that tools/api.py makes, when sources have changed
MAKING, MOVED = ".report-", ".report-old-"  # how a folder is called that is not yet, or no more
ANY = "????????"  # what tempfile puts after that
GENERIC = {"01": "figures.csv", "05": "events.csv", "07": "references.csv"}  # and what each needs
SCREENED = "Screened: "  # what follows in a figure's note was found by screening the text
TITLE = "The figures of an article"
THIS_ARTICLE = "this-article"  # the tag of cells that speak of the project's own article
FINDING = "finding"  # the tag of cells whose sentence stands on the summary page too
CELLS = """{% extends "basic/index.html.j2" %}
{% block input_group %}{% if cell.source.strip() %}
<details class="input"><summary>Code</summary><pre>{{ cell.source | escape_html }}</pre></details>
{% endif %}{% endblock %}"""
NO_ROW = ">none</td></tr></tbody>"  # as a table without rows says it
UNDRAWN = "Not drawn: there is"  # as a chart says it that has nothing to compare
NO_THING = f"{UNDRAWN} nothing"  # and one that has nothing at all
LINK = re.compile(r'<a href="(?P<target>[^":#]*(?:#[^"]*)?)">(?P<label>.*?)</a>', re.DOTALL)
Steps = dict[str, list[dict[str, Any]]]  # what is left to do, by the name of a step
# Where a section begins, and where a cell with a finding does.
PLACE = re.compile(
    r'<h2(?: id="(?P<anchor>[^"]*)")?>(?P<title>.*?)(?:<a class="anchor-link".*?)?</h2>'
    rf'|<div[^>]* class="[^"]*\bcode_cell\b[^"]* celltag_{FINDING}[ "]',
    re.DOTALL,
)


def data_folder() -> Path:
    """Return the dataset folder as the library does, without the half second of importing it."""
    return Path(os.path.expanduser(os.environ.get("ANALYSIS_DATA") or ROOT / "data"))


def is_another_dataset() -> bool:
    """Tell whether the report is on another dataset than the project's own."""
    return bool(os.environ.get("ANALYSIS_DATA"))


def notebooks() -> list[Path]:
    """Return the notebooks to run: all of them, or those that suit another dataset."""
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    if is_another_dataset():
        # Each notebook runs in its own folder, so that a relative path would lead elsewhere.
        folder = data_folder().resolve()
        os.environ["ANALYSIS_DATA"] = str(folder)
        suited = [number for number, table in GENERIC.items() if rows(folder / table)]
        return [path for path in paths if path.name.startswith(tuple(suited))]
    return paths


def rows(table: Path) -> list[dict[str, str]]:
    """Return the rows of a table as they are stored; a missing table has none."""
    if not table.is_file():
        return []
    with naming(table), table.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def left_to_do(folder: Path) -> Steps:
    """Return what is left to do on a dataset, by step, as `analysis.check_dataset` lists it.

    Raises FileError for tables that can't be read.
    """
    # Half a second to import, which a report on the project's own dataset does without.
    from analysis import audit

    found = audit.check_dataset(folder)
    found["line"] = found["line"].astype("object").where(found["line"].notna(), "")
    steps: Steps = {}
    for entry in found.to_dict("records"):
        about = {"about": audit.STEPS[entry["step"]]}
        steps.setdefault(entry["step"], []).append(entry | about)
    if faults := steps.get("fault"):
        raise FileError("\n".join(fault["problem"] for fault in faults))
    return steps


def notes(folder: Path, steps: Steps) -> list[str]:
    """Return what somebody who reads a report on another dataset should know of its state."""
    n_figures = len(rows(folder / "figures.csv"))
    unconfirmed = Counter(entry["file"] for entry in steps.get("unconfirmed", []))
    said = []
    if n_prefilled := unconfirmed["figures.csv"]:
        said.append(
            f"Figures that are as they were prefilled: {n_prefilled:,} of {n_figures:,}."
            " What they count, when, where and in which role is proposed by rule from words of the"
            " article, and nobody has confirmed it yet."
        )
    if n_others := unconfirmed["other_mentions.csv"]:
        said.append(f"Numbers of which nobody has confirmed that they are no figure: {n_others:,}.")
    if blank := steps.get("unnamed"):
        said.append(f"Cells in which nobody has said anything yet: {len(blank):,}.")
    if not rows(folder / "references.csv"):
        said.append(
            "Nothing has been held against other publications yet: a page on whether the numbers"
            " can be trusted appears when references.csv has rows."
        )
    return said


def screened(folder: Path) -> list[dict[str, str]]:
    """Return the figures in whose notes stands what screening the text found, and what it is."""
    table = rows(folder / "figures.csv")
    noted = [(row, (row.get("note") or "").partition(SCREENED)) for row in table]
    return [
        {"quote": row["quote"], "paragraph": row["paragraph"], "found": found}
        for row, (_, sign, found) in noted
        if sign
    ]


def write_report(paths: list[Path], target: Path, api: Path | None = None) -> None:
    """Run the notebooks and put the site in the target's place, or raise and leave it alone.

    `api` is the body of the page on what the library offers, if the site is to have it. Raises an
    ExceptionGroup of each NotebookError, and FileError for what can't be read or written.
    """
    target = target.resolve()
    with naming(target):
        _tidy(target)
    title_and_origins(data_folder())
    steps = left_to_do(data_folder()) if is_another_dataset() else {}
    exporter = _exporter()
    with tqdm(total=len(paths), unit="notebook", disable=None) as bar:

        def convert(path: Path, notebook) -> dict[str, Any]:
            bar.update()
            return _notebook_page(path, notebook, exporter)

        without = THIS_ARTICLE if is_another_dataset() else None
        results = asyncio.run(run_all(paths, convert, without))
    errors = [result for result in results.values() if isinstance(result, NotebookError)]
    if errors:
        raise ExceptionGroup("the last report was left as it was", errors)
    with naming(target):
        folder = Path(tempfile.mkdtemp(prefix=MAKING, dir=target.parent))
    try:
        _write_pages(results, folder, steps, api)
        with naming(target):
            folder.chmod(0o755)
            _swap(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tidy(target: Path) -> None:
    """Put back the last report, if a killed run had just moved it away; remove what one left."""
    moved = [*target.parent.glob(f"{MOVED}{ANY}")]
    if moved and not target.exists():
        os.replace(moved.pop(), target)
    for left in [*moved, *target.parent.glob(f"{MAKING}{ANY}")]:
        shutil.rmtree(left)


def _swap(folder: Path, target: Path) -> None:
    """Put a folder in the target's place.

    On Linux there is no moment without a report, if the file system can exchange two folders.
    Elsewhere the last one is moved away before: killed then, a run leaves none, and the next run
    puts it back.
    """
    if not target.exists():
        os.replace(folder, target)
    elif not exchange(folder, target):
        old = folder.with_name(folder.name.replace(MAKING, MOVED))
        os.replace(target, old)
        os.replace(folder, target)
        shutil.rmtree(old)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, and tell whether that can be done here."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    here, swap = -100, 2  # AT_FDCWD and RENAME_EXCHANGE
    return bool(rename) and not rename(here, os.fsencode(one), here, os.fsencode(other), swap)


def _exporter() -> HTMLExporter:
    """Return the converter of notebooks; it takes source code as it stands, without colours.

    The library's own way to colour code and clean it again takes twice the time of all the rest.
    """
    config = Config(TemplateExporter={"exclude_input_prompt": True, "exclude_output_prompt": True})
    return HTMLExporter(template_name="basic", raw_template=CELLS, config=config, embed_images=True)


def _write_pages(
    converted: dict[Path, dict[str, Any]], folder: Path, steps: Steps, api: Path | None = None
) -> None:
    site, origins = title_and_origins(data_folder())
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
    )
    notebooks = list(converted.values())
    linked = set(re.findall(r'href="([^"#]*\.md)', "".join(page["body"] for page in notebooks)))
    beside = sorted({file for path in converted for file in path.parent.glob("*.md")})
    others = [_text_page(file) for file in beside if file.name in linked]
    if api:
        others.append(_api_page(api))
    summary = templates.get_template("summary.html.j2")
    said: dict[str, Any] = {"origins": origins}
    if is_another_dataset():
        data = data_folder()
        said |= {"notes": notes(data, steps), "screened": screened(data)}
        said["corrected"] = steps.get("corrected", [])
        if steps:
            others.insert(0, _to_do_page(steps, templates))
    body = summary.render(site=site, notebooks=notebooks, others=others, **said)
    pages = [{"file": "index.html", "title": site, "body": body}, *notebooks, *others]
    known = {page["file"] for page in pages}
    frame = templates.get_template("page.html.j2")
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        body = relink(page["body"], known)
        text = frame.render(pages=pages, page=page, body=body, before=before, after=after)
        with naming(folder / page["file"]):
            (folder / page["file"]).write_text(text, encoding="utf-8")


def _notebook_page(path: Path, notebook, exporter: HTMLExporter) -> dict[str, Any]:
    cells = without_empty_sections(notebook.cells) if is_another_dataset() else notebook.cells
    notebook.cells = joined(cells)
    body, _ = exporter.from_notebook_node(notebook, {"metadata": {"path": str(path.parent)}})
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    found = findings(notebook, body)
    said = answer(notebook)
    return {
        "file": f"{path.stem}.html",
        "title": heading("\n".join(texts)),
        "answer": "" if said in [finding["sentence"] for finding in found] else said,
        "findings": found,
        "body": body,
    }


def without_empty_sections(cells: list) -> list:
    """Leave out the sections of which all tables and charts have nothing to show."""
    found = [[]]
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            found.append([])
        found[-1].append(cell)
    return [cell for section in found if not is_empty(section) for cell in section]


def is_empty(section: list) -> bool:
    """Tell whether a section has tables or charts, and nothing in any of them."""
    outputs = [output.get("data", {}) for cell in section for output in cell.get("outputs", [])]
    tables = [data["text/html"] for data in outputs if "<table" in data.get("text/html", "")]
    words = [data.get("text/markdown", "") for data in outputs if is_chart(data)]
    shown = [NO_ROW not in table for table in tables] + [NO_THING not in text for text in words]
    return bool(shown) and not any(shown)


def is_chart(data: dict) -> bool:
    """Tell whether an output is a chart, be it one that shows itself in words."""
    return "image/png" in data or UNDRAWN in data.get("text/markdown", "")


def _text_page(path: Path) -> dict[str, str]:
    with naming(path):
        text = path.read_text(encoding="utf-8")
        title = heading(text)
    body = markdown2html(text)
    return {"file": f"{path.stem}.html", "title": title, "answer": "", "body": body}


def _to_do_page(steps: Steps, templates: Environment) -> dict[str, str]:
    title = "What is left to do on this dataset"
    body = templates.get_template("todo.html.j2").render(title=title, steps=steps)
    said = "<p>Cells that are blank, rows that nobody has confirmed, references without use.</p>"
    return {"file": "to-do.html", "title": title, "answer": said, "body": body}


def _api_page(path: Path) -> dict[str, str]:
    with naming(path):
        body = path.read_text(encoding="utf-8")
    title = re.search("<h1>(.+?)</h1>", body)[1]
    said = "<p>Each public name: its signature, its examples and, for a chart, its picture.</p>"
    return {"file": "api.html", "title": title, "answer": said, "body": body}


def title_and_origins(folder: Path) -> tuple[str, list[str]]:
    """Return the title of a dataset and where its figures are from, if its descriptor says so."""
    path = folder / "datapackage.json"
    with naming(path):
        said = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        try:
            titles = [said.get("title", ""), *(one["title"] for one in said.get("sources", []))]
        except (AttributeError, KeyError, TypeError):
            titles = [None]
        if not all(isinstance(title, str) for title in titles):
            raise ValueError("expected an object with a title, and sources with a title each")
    return titles[0] or TITLE, titles[1:]


def heading(markdown: str) -> str:
    """Return the first heading of a text; raises ValueError if it has none."""
    found = re.search(r"^# (.+)$", markdown, re.MULTILINE)
    if not found:
        raise ValueError("it has no heading of the first level (# …)")
    return found[1]


def joined(cells: list) -> list:
    """Return the cells, each code cell that shows nothing joined to the code cell after it."""
    kept: list = []
    for cell in cells:
        before = kept[-1] if kept else None
        if before and before.cell_type == cell.cell_type == "code" and not before.outputs:
            cell.source = "\n\n".join(filter(str.strip, [before.source, cell.source]))
            kept.pop()
        kept.append(cell)
    return kept


def sentences(cell) -> list[str]:
    """Return the sentences that a cell computes, as HTML."""
    data = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [markdown2html(shown["text/markdown"]) for shown in data if "text/markdown" in shown]


def answer(notebook) -> str:
    """Return the first sentence that a notebook computes, as HTML, or nothing."""
    return next((sentence for cell in notebook.cells for sentence in sentences(cell)), "")


def findings(notebook, body: str) -> list[dict[str, str]]:
    """Return each sentence tagged as a finding, and the section of the page where it is shown.

    A section has an `anchor` and a `title`, both empty above the first heading of the second level.
    """
    found: list[dict[str, str]] = []
    section = {"anchor": "", "title": ""}
    tagged = (
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and FINDING in cell.metadata.get("tags", [])
    )
    for place in PLACE.finditer(body):
        if place["title"] is None:
            found += [section | {"sentence": sentence} for sentence in sentences(next(tagged))]
        else:
            title = html.unescape(re.sub("<[^>]*>", "", place["title"])).strip()
            section = {"anchor": place["anchor"] or "", "title": title}
    return found


def relink(body: str, known: set[str]) -> str:
    """Let links between notebooks lead to their pages; what isn't in the site becomes text."""

    def link(match):
        file, hash_, part = match["target"].partition("#")
        file = re.sub(r"\.(ipynb|md)$", ".html", file.removeprefix("../report/"))
        if file and file not in known:
            return match["label"]
        return f'<a href="{file}{hash_}{part}">{match["label"]}</a>'

    return LINK.sub(link, body)


def main() -> str | None:
    """Write the report; return what kept it from being made, a line for each fault."""
    try:
        write_report(notebooks(), ROOT / "report", API)
    except ExceptionGroup as group:
        faults: tuple[Exception, ...] = group.exceptions
    except FileError as error:
        faults = (error,)
    else:
        print("report/index.html is there")
        return None
    return "\n".join([*map(str, faults), "No report was made: the last one was left as it was."])


if __name__ == "__main__":
    sys.exit(main())
