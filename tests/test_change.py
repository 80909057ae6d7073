"""A figure changed in the data reaches everything that depends on it, and nothing else does."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import data_folder

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "02-cross-province-household-services.ipynb"


@pytest.fixture(scope="module")
def changed_data(tmp_path_factory):
    """The dataset with one figure changed: 1.73 million has become 1.83 million."""
    folder = tmp_path_factory.mktemp("changed") / "data"
    shutil.copytree(data_folder(), folder)
    path = folder / "figures.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count("more than 1.73 million") == 1
    path.write_text(text.replace("1.73 million", "1.83 million"), encoding="utf-8")
    return folder


def run(arguments, folder):
    environment = os.environ | {"ANALYSIS_DATA": str(folder)}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def shown(path):
    """Return what each cell of a notebook shows: texts, and the alt text and bytes of pictures."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [json.dumps(cell.get("outputs", []), ensure_ascii=False) for cell in cells]


def test_nbval_fails_on_the_old_outputs(changed_data):
    arguments = [
        "pytest",
        "-q",
        "-p",
        "no:xdist",
        "--nbval",
        "--nbval-current-env",
        "-c",
        os.devnull,
    ]
    before = run([*arguments, str(NOTEBOOK)], data_folder())
    after = run([*arguments, str(NOTEBOOK)], changed_data)
    assert before.returncode == 0, before.stdout
    assert after.returncode == 1, after.stdout
    assert re.search(r"\d+ failed", after.stdout)


def test_a_refresh_changes_all_that_depends_on_the_figure(changed_data, tmp_path):
    arguments = ["jupyter", "nbconvert", "--to=notebook", "--execute", f"--output-dir={tmp_path}"]
    result = run([*arguments, "--log-level=ERROR", str(NOTEBOOK)], changed_data)
    assert result.returncode == 0, result.stderr
    old, new = shown(NOTEBOOK), shown(tmp_path / NOTEBOOK.name)
    assert not [text for text in new if re.search(r"1\.73 million|1,730,000|57\.5", text)]
    changed = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    depends = [
        i for i, text in enumerate(old) if re.search(r"1\.73|1,730,000|57\.[45]|1,24[12]", text)
    ]
    assert depends
    assert set(depends) <= set(changed)
    pictures = [i for i in changed if "image/png" in old[i]]
    assert len(pictures) == 3, "the bars, the shares and the savings; the published totals stay"
