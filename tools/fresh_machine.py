"""Do what the README says on a machine without anything: clone, `make lab`, `make test`.

Each Python that is tried gets an empty home, so no package cache and no settings, and a clone of
its own for each of the two commands, once from zero and once again.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from wheels import PYTHONS

ROOT = Path(__file__).parents[1]
LIMIT = 900
# What would tell the commands of this machine, or of the environment that started this script.
UNSET = ["CI", "VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "ANALYSIS_DATA", "ANALYSIS_ARTICLE"]


def pythons() -> dict[str, str]:
    """Return the Pythons to try that are here, by version: those on the path, then pyenv's."""
    found = {}
    for version in PYTHONS:
        pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
        for path in [shutil.which(f"python{version}"), *pyenv.glob(f"{version}.*/bin/python3")]:
            if (
                path
                and subprocess.run([path, "-c", "import ensurepip"], capture_output=True).returncode
                == 0
            ):
                found.setdefault(version, str(path))
    return found


def clone(folder: Path) -> Path:
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    return folder


def environment(home: Path) -> dict[str, str]:
    home.mkdir(exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if k not in UNSET and not k.startswith("XDG_")}
    return kept | {"HOME": str(home)}


def make(*arguments: str, folder: Path, home: Path) -> float:
    """Run make and return the seconds that it took; its output is printed if it fails."""
    start = time.monotonic()
    result = subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env=environment(home),
        text=True,
        timeout=LIMIT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if result.returncode:
        sys.exit(f"{result.stdout}\nmake {' '.join(arguments)} failed")
    print(f"    {result.stdout.strip().splitlines()[-1]}")
    return time.monotonic() - start


def serve(*arguments: str, folder: Path, home: Path) -> float:
    """Run `make lab` until the page of the first notebook is there; return the seconds to that."""
    runtime = home / "runtime"
    env = environment(home) | {"JUPYTER_RUNTIME_DIR": str(runtime)}
    shutil.rmtree(runtime, ignore_errors=True)
    log = (home / "lab.log").open("w+")
    start = time.monotonic()
    server = subprocess.Popen(
        ["make", "lab", "LAB_ARGS=--no-browser --ServerApp.port=0", *arguments],
        cwd=folder,
        env=env,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    try:
        while time.monotonic() - start < LIMIT and server.poll() is None:
            for path in runtime.glob("jpserver-*.json"):
                said = json.loads(path.read_text(encoding="utf-8"))
                first = next((folder / "notebooks").glob("01-*.ipynb")).name
                page = f"{said['url']}lab/tree/notebooks/{first}"
                if status(page) == 200:
                    sys.exit("the page is served without a token")
                if status(f"{page}?token={said['token']}") == 200:
                    return time.monotonic() - start
            time.sleep(0.1)
        log.seek(0)
        sys.exit(f"{log.read()}\nmake lab served no page")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def status(url: str) -> int:
    """Return the status of a page itself, whatever it redirects to, or 0 if nothing answers."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *arguments):
            return None

    try:
        with urllib.request.build_opener(Stay).open(url, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def prove(version: str, python: str, folder: Path) -> None:
    print(f"Python {version}", flush=True)
    chosen = f"PYTHON={python}"
    lab, test = clone(folder / "lab"), clone(folder / "test")
    zero = serve(chosen, folder=lab, home=folder / "home-lab")
    warm = serve(folder=lab, home=folder / "home-lab")
    print(f"  make lab:  page served after {zero:.1f} s from zero, {warm:.1f} s warm", flush=True)
    zero = make("test", chosen, folder=test, home=folder / "home-test")
    warm = make("test", folder=test, home=folder / "home-test")
    print(f"  make test: {zero:.1f} s from zero, {warm:.1f} s warm", flush=True)


if __name__ == "__main__":
    found = pythons()
    if not found:
        sys.exit(f"none of Python {', '.join(PYTHONS)} is here")
    for version, python in found.items():
        with tempfile.TemporaryDirectory(prefix="fresh-") as folder:
            prove(version, python, Path(folder))
