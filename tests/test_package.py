"""The package as a whole: what importing it costs, what it offers, what a wheel of it holds.

And what stands around it: version and citation, workflow, issue forms, Binder, dev container.
"""

import inspect
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

import analysis
import timings

ROOT = Path(__file__).parents[1]
# Processor time, not the clock's, and of the import alone: other work on the machine counts less.
TIMED = "from time import process_time as t; s = t(); import {}; print(t() - s)"


def python(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def cost_ratio(rounds: int) -> float:
    """Return the median cost of importing analysis over that of pandas, taken in turns."""
    times = [
        [float(python(TIMED.format(name))) for name in ("pandas", "analysis")]
        for _ in range(rounds)
    ]
    pandas, ours = zip(*times, strict=True)
    return statistics.median(ours) / statistics.median(pandas)


def test_importing_costs_little_more_than_pandas():
    ratio = cost_ratio(5)
    # A busy machine can make one measurement wrong, hardly a longer one as well.
    assert min(ratio, cost_ratio(15) if ratio > 1.15 else ratio) <= 1.15


def test_importing_loads_no_charting_library():
    loaded = python("import sys, analysis; print(*sys.modules)").split()
    assert "pandas" in loaded
    assert {"matplotlib", "seaborn", "IPython"}.isdisjoint(loaded)


def test_everything_offered_is_there():
    assert sorted(analysis.__all__) == analysis.__all__
    assert [name for name in analysis.__all__ if not hasattr(analysis, name)] == []
    assert dir(analysis) == analysis.__all__
    with pytest.raises(AttributeError, match="no attribute 'total_of'"):
        analysis.total_of  # noqa: B018


@pytest.mark.parametrize("name", [n for n in analysis.__all__ if not n.startswith("__")])
def test_everything_offered_is_described(name):
    first = inspect.getdoc(getattr(analysis, name)).splitlines()[0]
    assert first.endswith((".", ":"))


def carried() -> set[str]:
    """Return what a wheel is to hold, but for what describes it: every file of package and data."""
    places = {"analysis": ROOT / "src" / "analysis", "analysis/data": ROOT / "data"}
    return {
        f"{name}/{path.relative_to(folder).as_posix()}"
        for name, folder in places.items()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path != ROOT / "data/article.txt"
    }


def test_the_wheel_carries_every_file_of_package_and_data(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    assert f"-{analysis.__version__}-" in wheel.name
    names = set(zipfile.ZipFile(wheel).namelist())
    described = {name for name in names if ".dist-info/" in name}
    assert names - described == carried()
    assert {"analysis/py.typed", "analysis/data/figures.csv", "analysis/data/LICENSE"} <= names
    assert [name for name in described if name.endswith("licenses/LICENSE")] != []


def test_the_version_is_the_one_to_cite():
    """It has one number and one date, in the changelog and in what is cited."""
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+) \((\S+)\)$", changes, re.MULTILINE).groups()
    assert newest == (analysis.__version__, str(cited["date-released"]))
    assert cited["version"] == analysis.__version__


def test_a_tag_names_a_version_of_the_changelog():
    """In a clone whose history has none, there is nothing to hold."""
    tags = git("tag", "--list", "v*")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\S+)", changes, re.MULTILINE)
    assert [tag for tag in tags if tag.removeprefix("v") not in versions] == []
    here = [tag for tag in git("tag", "--points-at", "HEAD") if tag in tags]
    assert here in ([], [f"v{analysis.__version__}"])


def git(*arguments: str) -> list[str]:
    """Return the words that git prints, none where the project is no clone or git is not there."""
    try:
        said = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError:
        return []
    return said.stdout.split()


def supported() -> set[str]:
    """Return the Pythons that the package names."""
    said = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return set(re.findall(r"Python :: (3\.\d+)", said))


def parsed(path: str):
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def test_the_workflow_runs_all_on_each_python():
    (job,) = parsed(".github/workflows/tests.yml")["jobs"].values()
    assert set(job["strategy"]["matrix"]["python"]) == supported()
    assert job["steps"][-1] == {"run": "bash .ci/run"}
    assert job["env"]["ANALYSIS_WITHOUT_ARTICLE"] == "1"


def test_continuous_integration_says_that_the_article_is_not_there(tmp_path):
    (tmp_path / ".ci").mkdir()
    run = shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    gone = {"ANALYSIS_ARTICLE": str(tmp_path / "gone.txt"), "PATH": os.environ["PATH"]}
    said = subprocess.run(["bash", run], env=gone, capture_output=True, text=True)
    assert said.returncode == 1
    assert "ANALYSIS_WITHOUT_ARTICLE=1 does without" in said.stderr
    assert said.stdout == ""


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")))
def test_an_issue_form_is_one(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form.keys() == {"name", "description", "labels", "body"}
    ids = [field["id"] for field in form["body"]]
    assert len(ids) == len(set(ids)) > 1
    for field in form["body"]:
        assert field["type"] in {"input", "textarea"}
        assert field["attributes"]["label"]
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert f"*{form['name']}*" in contributing


def test_binder_and_dev_container_make_the_environment_of_the_lock():
    runtime = (ROOT / ".binder" / "runtime.txt").read_text(encoding="utf-8")
    assert runtime.strip().removeprefix("python-") in supported()
    assert "sh tools/setup.sh" in (ROOT / ".binder" / "postBuild").read_text(encoding="utf-8")
    assert os.access(ROOT / ".binder" / "postBuild", os.X_OK) or os.name == "nt"
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    (version,) = re.fullmatch(r"python:(3\.\d+)", container["image"]).groups()
    assert version in supported()
    assert container["postCreateCommand"] == f"make setup PYTHON=python{version}"
    setup = (ROOT / "tools" / "setup.sh").read_text(encoding="utf-8")
    assert "--require-hashes -r requirements.lock" in setup


def test_the_readme_has_its_measured_timings_and_no_typed_ones():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    before, table = readme.split(timings.BEGIN)
    table, after = table.split(timings.END)
    names = {*timings.calls(), *timings.commands(ROOT)}
    assert {row.split(" | ")[0].removeprefix("| ") for row in table.split("\n")[4:-2]} == names
    assert (
        re.findall(r"\b(?:seconds|minutes?|milliseconds)\b", before + after.split("\n## ")[0]) == []
    )


def test_timings_are_written_between_their_markers_alone():
    readme = f"# A\n\n{timings.BEGIN}\nold\n{timings.END}\nb\n"
    new = timings.written(readme, ["| report | 8 s | once |"])
    assert new.startswith(f"# A\n\n{timings.BEGIN}\n\n| ")
    assert new.endswith(f"| once |\n\n{timings.END}\nb\n")
    assert "old" not in new
    assert timings.written(new, ["| report | 8 s | once |"]) == new
    with pytest.raises(SystemExit, match=r"^README\.md: .* is not there$"):
        timings.written("# A", [])
