"""A figure changed in the data reaches everything that depends on it, and nothing else does."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat import v4

import analysis
from analysis import data_folder
from refresh import refresh

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "02-cross-province-household-services.ipynb"


FIGURES = analysis.load_figures()
SERVICES = FIGURES[FIGURES["divides"] == "savings_yuan"]
LARGEST = SERVICES["low"].idxmax()


@pytest.fixture(scope="module")
def changed_data(tmp_path_factory):
    """The dataset with one figure changed in its second digit, as 1.73 million to 1.83 million."""
    folder = tmp_path_factory.mktemp("changed") / "data"
    shutil.copytree(data_folder(), folder)
    path = folder / "figures.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False, index_col="figure_id")
    second = list(re.finditer(r"\d", quote := table.loc[LARGEST, "quote"]))[1]
    digit = (int(second[0]) + 1) % 10
    table.loc[LARGEST, "quote"] = f"{quote[: second.start()]}{digit}{quote[second.end() :]}"
    table.to_csv(path)
    return folder


def run(arguments, folder):
    environment = os.environ | {"ANALYSIS_DATA": str(folder)}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def shown(path):
    """Return what each cell of a notebook shows: texts, and the alt text and bytes of pictures."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [json.dumps(cell.get("outputs", []), ensure_ascii=False) for cell in cells]


NBVAL = ["pytest", "-q", "-p", "no:xdist", "--nbval", "--nbval-current-env", "-c", os.devnull]


def test_nbval_fails_on_the_old_outputs(changed_data):
    before = run([*NBVAL, str(NOTEBOOK)], data_folder())
    after = run([*NBVAL, str(NOTEBOOK)], changed_data)
    assert before.returncode == 0, before.stdout
    assert after.returncode == 1, after.stdout
    assert re.search(r"\d+ failed", after.stdout)


@pytest.fixture(scope="module")
def chart_alone(tmp_path_factory):
    """A notebook that shows nothing but a chart, whose caption doesn't hang on the figure."""
    draw = """import analysis
from analysis import charts
figures = analysis.load_figures()
figures["claim"] = analysis.claims(figures)
services = figures[figures["divides"] == "savings_yuan"]
charts.rangebars(services).caption("Services")"""
    path = tmp_path_factory.mktemp("chart") / "chart.ipynb"
    nbformat.write(v4.new_notebook(cells=[v4.new_code_cell(draw, id="chart")]), path)
    assert refresh([path]) == []
    return path


def test_nbval_fails_where_only_a_drawn_number_changed(chart_alone, changed_data):
    (output,) = json.loads(chart_alone.read_text(encoding="utf-8"))["cells"][0]["outputs"]
    assert set(output["data"]) == {"image/png", "text/plain"}
    before = run([*NBVAL, str(chart_alone)], data_folder())
    after = run([*NBVAL, str(chart_alone)], changed_data)
    assert before.returncode == 0, before.stdout
    assert after.returncode == 1, after.stdout
    assert "1 failed" in after.stdout
    assert str(analysis.claims(analysis.load_figures(changed_data))[LARGEST]) in after.stdout


def test_a_refresh_changes_all_that_depends_on_the_figure(changed_data, tmp_path):
    arguments = ["jupyter", "nbconvert", "--to=notebook", "--execute", f"--output-dir={tmp_path}"]
    result = run([*arguments, "--log-level=ERROR", str(NOTEBOOK)], changed_data)
    assert result.returncode == 0, result.stderr
    old, new = shown(NOTEBOOK), shown(tmp_path / NOTEBOOK.name)
    # the share that it gives, and the total; the count itself is printed elsewhere too
    words = [f"{analysis.shares(SERVICES)[LARGEST]:%}", analysis.total(SERVICES)]
    stale = re.compile("|".join(re.escape(str(word)) for word in words))
    assert not [text for text in new if stale.search(text)]
    changed = {i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b}
    depends = {i for i, text in enumerate(old) if stale.search(text)}
    assert depends
    assert depends <= changed
    pictures = {i for i, text in enumerate(old) if "image/png" in text}
    assert pictures & changed
    assert pictures - changed, "the published totals stay"
