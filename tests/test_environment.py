"""environment.yml, pyproject.toml and the imports say the same as requirements.lock."""

import ast
import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from rattler import MatchSpec, PackageRecord
from rattler.package.build_string import BuildString

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = dict(re.findall(r"^([a-z0-9][a-z0-9.-]*)==([^ ]+)", LOCK, flags=re.MULTILINE))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
SPECS = [spec for spec in CONDA if isinstance(spec, str)]
PIP = CONDA[-1]["pip"]  # what no conda channel is known to hold, exact, and the package itself
PYTHONS = ["3.11", "3.12", "3.13"]
# Imported by another name than the package has.
PACKAGE_OF = {"IPython": "ipython", "rattler": "py-rattler", "yaml": "pyyaml"}


def matches(spec: str, name: str, version: str) -> bool:
    record = PackageRecord(name, version, BuildString("0"), 0, "noarch")
    return MatchSpec(spec, strict=True).matches(record)


@pytest.mark.parametrize("spec", [s for s in SPECS if s != "pip" and not s.startswith("python>")])
def test_the_lock_satisfies_a_conda_spec(spec):
    name = MatchSpec(spec, strict=True).name.normalized
    assert re.fullmatch(r"[a-z0-9-]+=\d+\.\d+", spec), "name=major.minor"
    assert name in LOCKED
    assert matches(spec, name, LOCKED[name])


@pytest.mark.parametrize(
    ("spec", "expected"), [("pandas=3.1", True), ("pandas=3.0", False), ("pandas=31", False)]
)
def test_a_conda_spec_matches_by_version(spec, expected):
    assert matches(spec, "pandas", "3.1.1") is expected


@pytest.mark.parametrize("version", PYTHONS)
def test_conda_and_package_take_the_same_pythons(version):
    (spec,) = [s for s in SPECS if s.startswith("python>")]
    assert matches(spec, "python", f"{version}.1")
    assert Requirement(f"python{PROJECT['requires-python']}").specifier.contains(f"{version}.1")
    assert f"Programming Language :: Python :: {version}" in PROJECT["classifiers"]


def test_conda_installs_the_package_itself():
    assert PIP[-1] == "-e ."
    assert [spec for spec in PIP[:-1] if spec not in {f"{n}=={v}" for n, v in LOCKED.items()}] == []


def requirements() -> list[str]:
    return sum(PROJECT["optional-dependencies"].values(), PROJECT["dependencies"])


@pytest.mark.parametrize("requirement", requirements())
def test_the_lock_holds_what_the_package_asks_for(requirement):
    asked = Requirement(requirement)
    assert asked.specifier.contains(LOCKED[asked.name])
    assert all(
        spec.operator == ">=" and f"{LOCKED[asked.name]}.".startswith(f"{spec.version}.")
        for spec in asked.specifier
    ), "the floor is the locked major.minor"


def test_the_lock_is_exact_hashed_and_without_addresses():
    assert len(LOCKED) > 100
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    assert [b.splitlines()[0] for b in blocks if "--hash=sha256:" not in b or "==" not in b] == []
    assert "://" not in LOCK
    assert "index" not in LOCK.replace("--hash", "")


def imported(path: Path) -> set[str]:
    """Return the top-level packages that a module or a notebook imports."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        cells = [c for c in json.loads(text)["cells"] if c["cell_type"] == "code"]
        text = "\n".join("".join(cell["source"]) for cell in cells)
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module.split(".")[0])
    return found


def sources(*folders: str) -> list[Path]:
    paths = [p for f in folders for p in (ROOT / f).rglob("*") if p.suffix in {".py", ".ipynb"}]
    others = {"browser", ".ipynb_checkpoints"}
    return sorted(p for p in paths if others.isdisjoint(p.relative_to(ROOT).parts))


@pytest.mark.parametrize(
    "path", sources("src", "notebooks", "tests", "tools"), ids=lambda p: str(p.relative_to(ROOT))
)
def test_what_is_imported_is_in_both_environments(path):
    ours = {"analysis", "story"} | {p.stem for p in sources("benchmarks", "tests", "tools")}
    packages = {PACKAGE_OF.get(n, n) for n in imported(path) - sys.stdlib_module_names - ours}
    assert packages <= LOCKED.keys()
    conda = {MatchSpec(spec, strict=True).name.normalized for spec in SPECS}
    assert packages <= conda | {spec.partition("==")[0] for spec in PIP}
