"""Run All in JupyterLab, in a real browser, on each notebook."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
pytestmark = pytest.mark.browser

PANEL = "const panel = window.jupyterapp.shell.currentWidget;"
# The indicator in the page says idle before there is a kernel: ask the session itself.
READY = f"""() => {{ if (!window.jupyterapp?.shell.currentWidget?.sessionContext) return false;
    {PANEL} return panel.sessionContext.session?.kernel?.status === 'idle'; }}"""
RUN_ALL = """async () => { const run = name => window.jupyterapp.commands.execute(name);
    await run('notebook:clear-all-cell-outputs'); await run('notebook:run-all-cells'); }"""
SAVE = "() => window.jupyterapp.commands.execute('docmanager:save')"
# All outputs are in the model, whatever part of the notebook the page shows.
MODEL = f"() => {{ {PANEL} return panel.content.model.toJSON(); }}"
LOADED = f"""() => {{ {PANEL}
    return [...panel.node.querySelectorAll('.jp-OutputArea-output img')].map(
        image => image.complete && image.naturalWidth > 0); }}"""
HEIGHT = f"""() => {{ {PANEL}
    return panel.node.querySelector('.jp-WindowedPanel-outer').scrollHeight; }}"""
TO_TOP = f"() => {{ {PANEL} panel.node.querySelector('.jp-WindowedPanel-outer').scrollTop = 0; }}"


def open_notebook(page, lab, path):
    page.goto(f"{lab['url']}lab/tree/notebooks/{path.name}?reset&token={lab['token']}")
    page.wait_for_function(READY, timeout=60_000)


def save(page, path):
    """Save the open notebook, put the file back as it was, and return what had been saved."""
    before, at = path.read_bytes(), path.stat().st_mtime_ns
    try:
        page.evaluate(SAVE)
        assert path.stat().st_mtime_ns > at
        return path.read_bytes()
    finally:
        path.write_bytes(before)


def test_the_server_is_for_this_machine_and_keeps_its_token(lab):
    assert urlsplit(lab["url"]).hostname in {"localhost", "127.0.0.1", "::1"}
    assert re.fullmatch(r"[0-9a-f]{48}", lab["token"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_opened_and_saved_a_notebook_is_the_same_file(path, page, lab):
    stored = path.read_bytes()
    open_notebook(page, lab, path)
    assert save(page, path) == stored
    assert f"notebooks/{path.name}" in lab["noted"].read_text(encoding="utf-8")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_run_all(path, page, lab):
    stored = path.read_bytes()
    open_notebook(page, lab, path)
    page.evaluate(RUN_ALL)
    cells = [cell for cell in page.evaluate(MODEL)["cells"] if cell["cell_type"] == "code"]
    outputs = [output for cell in cells for output in cell["outputs"]]
    page.set_viewport_size({"width": 1300, "height": page.evaluate(HEIGHT) + 200})
    page.evaluate(TO_TOP)
    page.wait_for_timeout(500)
    loaded = page.evaluate(LOADED)
    # JupyterLab keeps the alt text in the notebook and doesn't (yet) put it on the image.
    images = [o["metadata"]["image/png"] for o in outputs if "image/png" in o.get("data", {})]

    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert [o["ename"] for o in outputs if o["output_type"] == "error"] == []
    assert [o["text"] for o in outputs if o.get("name") == "stderr"] == []
    assert loaded == [True] * len(images) != []
    assert [image for image in images if not image["alt"]] == []
    assert page.noted["errors"] == []
    hosts = {urlsplit(url).netloc for url in page.noted["requests"] if url.startswith("http")}
    assert hosts == {urlsplit(lab["url"]).netloc}
    assert path.read_bytes() == stored
    assert save(page, path) == stored


# Cells that show texts from data, each with what MathJax or Markdown could take for its own.
SHOWN = [
    "import pandas as pd\nfrom analysis import charts, display\n"
    "text = 'Revenue of $690m to $720m, and \\\\(x\\\\) and $$y$$ and `$5` *to* $6.'\n"
    "rows = pd.DataFrame({'name': [text, 'US$ 5'], 'low': [1, 2], 'high': [3, 4], 'quote': text})\n"
    "rows = rows.assign(paragraph=1, number_start=11, number_end=16, reason=text, verdict='')",
    "display.table(rows[['name', 'low']], caption=text)",
    "display.say('It says {text}, and again {text}.', text=text)",
    "display.quote(rows)",
    "display.proof(rows)",
    "display.article(text)",
    "charts.bars(rows.head(1), x='low', y='name').caption('{text}', text=text)",
    "rows[['name', 'quote']]",
]


def test_dollars_are_no_mathematics(page, lab):
    open_notebook(page, lab, NOTEBOOKS[0])
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "This is mathematics: $x_1^2$."}]
    code = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells += [code | {"source": source} for source in SHOWN]
    page.evaluate(
        f"cells => {{ {PANEL} const model = panel.content.model;"
        " model.fromJSON({ ...model.toJSON(), cells }); }",
        cells,
    )
    page.evaluate(RUN_ALL)
    page.wait_for_selector("mjx-container")
    page.wait_for_timeout(500)

    outputs = [output for cell in page.evaluate(MODEL)["cells"][1:] for output in cell["outputs"]]
    assert [o["output_type"] for o in outputs] == ["execute_result"] * (len(SHOWN) - 1)
    assert page.locator("mjx-container").count() == 1
    shown = page.locator(".jp-OutputArea").all_inner_texts()
    assert len([text for text in shown if "$690m to $720m" in text]) == len(SHOWN) - 1
