"""environment.yml, pyproject.toml and the imports say the same as requirements.lock.

`make lock` finds out what docs/pythons.csv says of the lock; here it is held against the rest.
"""

import ast
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import product
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version
from rattler import MatchSpec, PackageRecord
from rattler.package.build_string import BuildString

from wheels import PLATFORMS, PYTHONS, checksum, missing

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED: dict[str, list[str]] = {}  # more versions than one where the lock forks
for package, version in re.findall(r"^([a-z0-9][a-z0-9.-]*)==([^ ]+)", LOCK, flags=re.MULTILINE):
    LOCKED.setdefault(package, []).append(version)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
SPECS = [spec for spec in CONDA if isinstance(spec, str)]
PIP = CONDA[-1]["pip"]  # what no conda channel is known to hold, exact, and the package itself
with (ROOT / "docs" / "pythons.csv").open(encoding="utf-8", newline="") as file:
    TABLE = list(csv.DictReader(file))
HELD = list(dict.fromkeys(row["python"] for row in TABLE if not row["missing"]))
# Imported by another name than the package has.
PACKAGE_OF = {"IPython": "ipython", "rattler": "py-rattler", "yaml": "pyyaml"}


def matches(spec: str, name: str, version: str) -> bool:
    record = PackageRecord(name, version, BuildString("0"), 0, "noarch")
    return MatchSpec(spec, strict=True).matches(record)


def conda_spec(name: str) -> str:
    """Return the major.minor that is locked, or the range from the lowest to the highest."""
    minors = sorted({Version(version).release[:2] for version in LOCKED[name]})
    (low, minor), (high, last) = minors[0], minors[-1]
    only = len(minors) == 1
    return f"{name}={low}.{minor}" if only else f"{name}>={low}.{minor},<{high}.{last + 1}"


@pytest.mark.parametrize("spec", [s for s in SPECS if s != "pip" and not s.startswith("python>")])
def test_the_lock_satisfies_a_conda_spec(spec):
    name = MatchSpec(spec, strict=True).name.normalized
    assert name in LOCKED
    assert spec == conda_spec(name)
    assert all(matches(spec, name, version) for version in LOCKED[name])


@pytest.mark.parametrize(
    ("spec", "expected"), [("pandas=3.1", True), ("pandas=3.0", False), ("pandas=31", False)]
)
def test_a_conda_spec_matches_by_version(spec, expected):
    assert matches(spec, "pandas", "3.1.1") is expected


def test_the_table_of_pythons_was_made_for_this_lock():
    assert {row["lock"] for row in TABLE} == {checksum(ROOT / "requirements.lock")}, (
        "make lock-check"
    )
    assert [(r["python"], r["platform"]) for r in TABLE] == list(product(PYTHONS, PLATFORMS))


def test_conda_package_and_readme_take_the_pythons_of_the_table():
    first, last = HELD[0], HELD[-1]
    major, minor = map(int, last.split("."))
    assert SPECS[0] == f"python>={first},<{major}.{minor + 1}"
    assert PROJECT["requires-python"] == f">={first}"
    kind = "Programming Language :: Python :: "
    assert [c for c in PROJECT["classifiers"] if kind in c] == [kind + v for v in HELD]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"Python {first} to {last}" in readme
    assert f"Python {first} to {last}" in (ROOT / "tools" / "lock.sh").read_text(encoding="utf-8")
    assert ("today all has" in readme) is not any(row["missing"] for row in TABLE)


def test_conda_installs_the_package_itself():
    exact = {f"{name}=={version}" for name, versions in LOCKED.items() for version in versions}
    assert PIP[-1] == "-e ."
    assert set(PIP[:-1]) <= exact


def requirements() -> list[str]:
    return sum(PROJECT["optional-dependencies"].values(), PROJECT["dependencies"])


@pytest.mark.parametrize("requirement", requirements())
def test_the_lock_holds_what_the_package_asks_for(requirement):
    asked = Requirement(requirement)
    locked = LOCKED[asked.name]
    assert all(asked.specifier.contains(version) for version in locked)
    assert all(
        spec.operator == ">=" and f"{min(locked, key=Version)}.".startswith(f"{spec.version}.")
        for spec in asked.specifier
    ), "the floor is the locked major.minor"


def test_the_lock_is_exact_hashed_and_without_addresses():
    assert len(LOCKED) > 100
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    assert [b.splitlines()[0] for b in blocks if "--hash=sha256:" not in b or "==" not in b] == []
    assert "://" not in LOCK
    assert "index" not in LOCK.replace("--hash", "")


WHEEL, OTHER = ({"hashes": {"sha256": digest * 64}} for digest in "ab")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"wheels": [WHEEL]}, []),
        ({"wheels": [OTHER, WHEEL], "sdist": OTHER}, []),
        ({"wheels": [OTHER]}, ["numpy 2.4.6"]),
        ({"sdist": WHEEL}, ["numpy 2.4.6"]),
    ],
    ids=["a wheel", "one of two", "a wheel that the lock does not know", "source only"],
)
def test_a_wheel_counts_if_the_lock_holds_its_hash(files, expected):
    packages = [{"name": "numpy", "version": "2.4.6", **files}]
    assert missing(packages, f"numpy==2.4.6 \\\n    --hash=sha256:{'a' * 64}\n") == expected


# A Python that makes a folder with a pip, a uv that writes a lock, and a proof that fails or not.
STUB = """#!/bin/sh
mkdir -p "$3/bin"
printf '#!/bin/sh\n' | tee "$3/bin/pip" "$3/bin/uv" >"$3/bin/python"
echo 'for last in "$@"; do :; done; echo new >"$last"' >>"$3/bin/uv"
echo 'echo new >"$3"; exit {status}' >>"$3/bin/python"
chmod +x "$3/bin/"*
"""


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
@pytest.mark.parametrize(
    ("status", "arguments", "texts"),
    [
        (0, [], "new new"),
        (1, [], "old old"),
        (0, ["--check"], "old new"),
        (1, ["--check"], "old old"),
    ],
)
def test_lock_and_table_change_together_or_not_at_all(status, arguments, texts, tmp_path):
    lock, table = tmp_path / "requirements.lock", tmp_path / "docs" / "pythons.csv"
    for folder in ("tools", "docs"):
        (tmp_path / folder).mkdir()
    for path in (lock, table):
        path.write_text("old\n", encoding="utf-8")
    shutil.copy(ROOT / "tools" / "lock.sh", tmp_path / "tools")
    stub = tmp_path / "python"
    stub.write_text(STUB.replace("{status}", str(status)), encoding="utf-8")
    stub.chmod(0o755)
    command = ["sh", tmp_path / "tools" / "lock.sh", *arguments]
    run = subprocess.run(command, env=os.environ | {"PYTHON": str(stub)}, check=False)
    assert run.returncode == status
    assert f"{lock.read_text()}{table.read_text()}".split() == texts.split()


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
