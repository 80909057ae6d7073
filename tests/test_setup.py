"""`make setup` with a Python that only notes what it is asked for: one at a time."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[1] / "tools" / "setup.sh"
STUB = """#!/bin/sh
case "$*" in
*platform*) cat here ;;
*print*) echo 3.13.1 ;;
*venv\\ .venv) echo venv >>log; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
*requirements.lock) sleep 0.2; echo lock >>log ;;
*-e\\ .) echo project >>log ;;
esac
"""
TABLE = """python,platform,packages,missing,lock
3.11,linux-x86_64,160,,0
3.13,linux-x86_64,160,,0
3.15,linux-x86_64,160,numpy 2.4.6; contourpy 1.3.3,0
3.15,darwin-arm64,160,,0
"""
ONCE = ["venv", "lock", "project"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a script is no program there")


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    (tmp_path / "tools").mkdir()
    shutil.copy(SETUP, tmp_path / "tools")
    (tmp_path / "docs").mkdir()
    contents = {"docs/pythons.csv": TABLE, "here": "3.13,linux-x86_64"}
    for name, text in ({"requirements.lock": "x", "pyproject.toml": "x"} | contents).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    stub = tmp_path / "python"
    stub.write_text(STUB, encoding="utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("PYTHON", str(stub))
    return tmp_path


def start(project: Path) -> subprocess.Popen[str]:
    command = ["sh", project / "tools" / "setup.sh"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finish(setup: subprocess.Popen[str]) -> str:
    said, _ = setup.communicate(timeout=20)
    assert setup.returncode == 0, said
    return said


def log(project: Path) -> list[str]:
    assert list(project.glob(".venv.lock*")) == []
    return (project / "log").read_text(encoding="utf-8").split()


def test_of_two_setups_one_waits_and_finds_all_done(project):
    setups = [start(project) for _ in range(2)]
    said = "".join(map(finish, setups))
    assert said.count("Installing") == 1
    assert log(project) == ONCE


def test_a_setup_that_finds_all_done_neither_locks_nor_says_anything(project):
    finish(start(project))
    (project / ".venv.lock").write_text(str(os.getpid()), encoding="utf-8")
    assert finish(start(project)) == ""
    (project / ".venv.lock").unlink()
    (project / "pyproject.toml").write_text("y", encoding="utf-8")
    finish(start(project))
    assert log(project) == [*ONCE, "project"]


@pytest.mark.parametrize("signed", [True, False], ids=["dead", "lost its process id"])
def test_a_killed_setup_keeps_nobody_waiting(signed, project):
    dead = subprocess.Popen(["sh", "-c", "exit"])
    dead.wait()
    (project / ".venv.lock").write_text(str(dead.pid) * signed, encoding="utf-8")
    setups = [start(project) for _ in range(3)]
    said = "".join(map(finish, setups))
    assert said.count("Installing") == 1
    assert log(project) == ONCE


def test_a_lock_that_is_gone_by_then_is_not_dropped(project, monkeypatch):
    """Else the lock that somebody else has taken meanwhile would go."""
    rm, mkdir = shutil.which("rm"), shutil.which("mkdir")
    stubs = {
        "mkdir": f'case "$*" in *.lock.*) {rm} .venv.lock ;; esac; {mkdir} "$@"',
        "rm": f'[ "$*" != "-f .venv.lock" ] || echo dropped >>log; {rm} "$@"',
    }
    for name, script in stubs.items():
        (project / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (project / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(project), prepend=os.pathsep)
    (project / ".venv.lock").write_text("", encoding="utf-8")
    finish(start(project))
    assert log(project) == ONCE


def test_a_setup_that_never_ends_is_not_waited_for_forever(project):
    script = project / "tools" / "setup.sh"
    script.write_text(script.read_text(encoding="utf-8").replace("=900", "=0"), encoding="utf-8")
    (project / ".venv.lock").write_text(str(os.getpid()), encoding="utf-8")
    setup = start(project)
    said, _ = setup.communicate(timeout=20)
    held = f".venv.lock: held by process {os.getpid()} for 0 s; remove it if that is no setup\n"
    assert (setup.returncode, said) == (1, held)
    assert not (project / "log").exists()


def test_where_there_are_no_links_there_is_no_lock(project, monkeypatch):
    (project / "ln").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (project / "ln").chmod(0o755)
    monkeypatch.setenv("PATH", str(project), prepend=os.pathsep)
    finish(start(project))
    assert log(project) == ONCE


def test_a_setup_that_fails_holds_no_lock(project):
    stub = project / "python"
    stub.write_text(STUB.replace("sleep 0.2", "exit 3"), encoding="utf-8")
    setup = start(project)
    setup.communicate(timeout=20)
    assert setup.returncode == 3
    stub.write_text(STUB, encoding="utf-8")
    finish(start(project))
    assert log(project) == ["venv", *ONCE]


def refusal(project: Path) -> str:
    setup = start(project)
    said, _ = setup.communicate(timeout=20)
    assert setup.returncode == 1
    assert not (project / "log").exists()
    [line] = said.splitlines()
    return line.replace(str(project), "here")


@pytest.mark.parametrize(
    ("here", "held"),
    [
        ("3.10,linux-x86_64", "3.11 3.13"),
        ("3.1,linux-x86_64", "3.11 3.13"),
        ("3.15,linux-x86_64", "3.11 3.13"),
        ("3.13t,linux-x86_64", "3.11 3.13"),
        ("3.13 without venv,linux-x86_64", "3.11 3.13"),
        ("3.13,darwin-arm64", "3.15"),
        ("3.13,linux-riscv64", "none"),
    ],
)
def test_a_python_that_the_table_does_not_hold_for_is_refused_in_one_line(here, held, project):
    (project / "here").write_text(here, encoding="utf-8")
    version, platform = here.split(",")
    expected = f"here/python is Python {version}; on {platform} the lock holds for {held}: "
    assert refusal(project) == f"{expected}make setup PYTHON=/path/to/one"


def test_a_refused_python_leaves_the_environment_there_is(project):
    finish(start(project))
    (project / "here").write_text("3.10,linux-x86_64", encoding="utf-8")
    (project / "requirements.lock").write_text("y", encoding="utf-8")
    (project / "log").unlink()
    assert "3.10" in refusal(project)
    assert (project / ".venv" / "bin" / "python").exists()


def test_without_a_python_named_the_first_that_the_table_holds_for_is_taken(project, monkeypatch):
    for name, here in (("python3.13", "3.13 without venv"), ("python3.12", "3.12")):
        (project / name).write_text(f"#!/bin/sh\necho {here},linux-x86_64", encoding="utf-8")
        (project / name).chmod(0o755)
    shutil.copy(project / "python", project / "python3.11")
    (project / "here").write_text("3.11,linux-x86_64", encoding="utf-8")
    monkeypatch.delenv("PYTHON")
    monkeypatch.setenv("PATH", str(project), prepend=os.pathsep)
    assert "with Python 3.13.1" in finish(start(project))
    assert log(project) == ONCE


def test_what_is_no_python_is_named(project, monkeypatch):
    monkeypatch.setenv("PYTHON", "/nowhere/python")
    expected = "/nowhere/python: no Python; docs/pythons.csv says which ones serve"
    assert refusal(project) == expected


def test_a_python_says_what_the_table_calls_it(project):
    here = Path(SETUP).read_text(encoding="utf-8").split("describe='")[1].split("'")[0]
    said = subprocess.run([sys.executable, "-c", here], capture_output=True, text=True, check=True)
    version = ".".join(map(str, sys.version_info[:2]))
    assert said.stdout == f"{version},{sys.platform}-{platform.machine()}"
