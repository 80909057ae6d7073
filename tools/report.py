"""Run every notebook and write them as a web site that needs no network, to report/.

The site is made beside the last one and takes its place when all notebooks have run. With
ANALYSIS_DATA set to a dataset folder, the notebooks that suit any dataset are run on that.
"""

import asyncio
import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html
from tqdm import tqdm
from traitlets.config import Config

from execution import NotebookError, run_all

ROOT = Path(__file__).parents[1]
API = ROOT / "build" / "api.html"  # the body that tools/api.py makes, when sources have changed
GENERIC = ("01", "05", "07", "08")
TITLE = "The figures of an article"
THIS_ARTICLE = "this-article"  # the tag of cells that speak of the project's own article
CELLS = """{% extends "basic/index.html.j2" %}
{% block input %}<pre>{{ cell.source | escape_html }}</pre>{% endblock %}"""
LINK = re.compile(r'<a href="(?P<target>[^":]*)">(?P<label>.*?)</a>', re.DOTALL)


def data_folder() -> Path:
    """Return the dataset folder as the library does, without the half second of importing it."""
    return Path(os.environ.get("ANALYSIS_DATA") or ROOT / "data").expanduser()


def notebooks() -> list[Path]:
    """Return the notebooks to run: all of them, or those that suit any dataset."""
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    if os.environ.get("ANALYSIS_DATA"):
        # Each notebook runs in its own folder, so that a relative path would lead elsewhere.
        os.environ["ANALYSIS_DATA"] = str(data_folder().resolve())
        return [path for path in paths if path.name.startswith(GENERIC)]
    return paths


def write_report(paths: list[Path], target: Path, api: Path | None = None) -> None:
    """Run the notebooks and put the site in the target's place, or raise and leave it alone.

    `api` is the body of the page on what the library offers, if the site is to have it.
    """
    exporter = _exporter()
    with tqdm(total=len(paths), unit="notebook", disable=None) as bar:

        def convert(path: Path, notebook) -> dict[str, str]:
            bar.update()
            return _notebook_page(path, notebook, exporter)

        without = THIS_ARTICLE if os.environ.get("ANALYSIS_DATA") else None
        results = asyncio.run(run_all(paths, convert, without))
    errors = [result for result in results.values() if isinstance(result, NotebookError)]
    if errors:
        raise ExceptionGroup("the last report was left as it was", errors)
    folder = Path(tempfile.mkdtemp(prefix=".report-", dir=target.parent))
    try:
        _write_pages(results, folder, api)
        folder.chmod(0o755)
        _swap(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _swap(folder: Path, target: Path) -> None:
    """Put a folder in a target's place; the window without either is two renames wide."""
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=".report-old-", dir=target.parent))
        os.replace(target, old)
        os.replace(folder, target)
        shutil.rmtree(old)
    else:
        os.replace(folder, target)


def _exporter() -> HTMLExporter:
    """Return the converter of notebooks; it takes source code as it stands, without colours.

    The library's own way to colour code and clean it again takes twice the time of all the rest.
    """
    config = Config(TemplateExporter={"exclude_input_prompt": True, "exclude_output_prompt": True})
    return HTMLExporter(template_name="basic", raw_template=CELLS, config=config, embed_images=True)


def _write_pages(
    converted: dict[Path, dict[str, str]], folder: Path, api: Path | None = None
) -> None:
    title = site_title(data_folder())
    template = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
    ).get_template("page.html.j2")
    pages = list(converted.values())
    linked = set(re.findall(r'href="([^"#]*\.md)', "".join(page["body"] for page in pages)))
    beside = sorted({file for path in converted for file in path.parent.glob("*.md")})
    pages += [_text_page(file) for file in beside if file.name in linked]
    if api:
        pages.append(_api_page(api))
    known = {page["file"] for page in pages} | {"index.html"}
    for page in pages:
        body = relink(page["body"], known)
        html = template.render(site=title, pages=pages, page=page, body=body)
        (folder / page["file"]).write_text(html, encoding="utf-8")
    (folder / "index.html").write_text(template.render(site=title, pages=pages), encoding="utf-8")


def _notebook_page(path: Path, notebook, exporter: HTMLExporter) -> dict[str, str]:
    body, _ = exporter.from_notebook_node(notebook, {"metadata": {"path": str(path.parent)}})
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    title = heading("\n".join(texts))
    return {"file": f"{path.stem}.html", "title": title, "answer": answer(notebook), "body": body}


def _text_page(path: Path) -> dict[str, str]:
    text = path.read_text(encoding="utf-8")
    body = markdown2html(text)
    return {"file": f"{path.stem}.html", "title": heading(text), "answer": "", "body": body}


def _api_page(path: Path) -> dict[str, str]:
    body = path.read_text(encoding="utf-8")
    title = re.search("<h1>(.+?)</h1>", body)[1]
    said = "<p>Each public name: its signature, its examples and, for a chart, its picture.</p>"
    return {"file": "api.html", "title": title, "answer": said, "body": body}


def site_title(folder: Path) -> str:
    """Return the title that a dataset's descriptor gives, if it has one."""
    descriptor = folder / "datapackage.json"
    if not descriptor.exists():
        return TITLE
    return json.loads(descriptor.read_text(encoding="utf-8")).get("title") or TITLE


def heading(markdown: str) -> str:
    """Return the first heading of a text."""
    return re.search(r"^# (.+)$", markdown, re.MULTILINE)[1]


def answer(notebook) -> str:
    """Return the first sentence that a notebook computes, as HTML, or nothing."""
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", [])]
    texts = [o.data["text/markdown"] for o in outputs if "text/markdown" in o.get("data", {})]
    return markdown2html(texts[0]) if texts else ""


def relink(html: str, known: set[str]) -> str:
    """Let links between notebooks lead to their pages; what isn't in the site becomes text."""

    def link(match):
        file, hash_, part = match["target"].partition("#")
        file = re.sub(r"\.(ipynb|md)$", ".html", file.removeprefix("../report/"))
        if file and file not in known:
            return match["label"]
        return f'<a href="{file}{hash_}{part}">{match["label"]}</a>'

    return LINK.sub(link, html)


if __name__ == "__main__":
    try:
        write_report(notebooks(), ROOT / "report", API)
    except* NotebookError as group:
        for error in group.exceptions:
            print(error, file=sys.stderr)
        sys.exit(f"No report was made: {group.message}.")
    print("report/index.html is there")
