"""Build the wheel, install it alone in an empty environment, and use it from another folder.

Only what the package itself asks for comes with it, in the versions of the lock: no notebooks, no
tests, no extras. So whatever it needs and does not say, or does not carry, shows.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
# What would lead the new environment back to this one, or to other data.
UNSET = ["PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "ANALYSIS_DATA", "ANALYSIS_ARTICLE"]
SETTING = {name: value for name, value in os.environ.items() if name not in UNSET}
# Code or a command line, run in the folder of the samples, and something that it must print.
USES = [
    ("import analysis; print(analysis.__file__, analysis.data_folder())", "site-packages"),
    ("import analysis; print(analysis.find_mentions('80 cards')['value'][0])", "80.0"),
    ("import analysis; print(analysis.load_audited()['verdict'])", "corroborated"),
    ("import analysis; print(analysis.load_events(), analysis.load_programmes())", "n_events"),
    ("import analysis; print(analysis.check_article(open('en.txt').read()))", "detail"),
    ("from analysis import *; print(charts.bars(load_figures()['topic'].value_counts()))", "Bars"),
    ("from analysis import corpus as c; print(c.find_mentions_in('en.txt', progress=False))", "en"),
    ("analysis start en.txt own", "own from en.txt"),
    ("import analysis; print(analysis.load_figures('own')['note'])", "Prefilled"),
    ("analysis check own en.txt", "to do"),
    ("analysis screen en.txt", "findings"),
    ("analysis compare zh.txt en.txt", "scale"),
]
SAMPLES = """import pathlib, analysis
for name in ('en', 'zh'):
    pathlib.Path(f'{name}.txt').write_text(analysis.sample_article(name), encoding='utf-8')"""


def run(*command: str | Path, folder: Path = ROOT) -> str:
    """Run a command and return what it prints; where it breaks, end with that."""
    result = subprocess.run(
        command,
        cwd=folder,
        env=SETTING,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if result.returncode not in (0, 1) or "Traceback" in result.stdout:  # 1: something was found
        sys.exit(f"{result.stdout}\n{' '.join(map(str, command))} failed")
    return result.stdout


def installed(home: Path) -> Path:
    """Build the wheel, install it in an environment of its own, and return the Python of that."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", home)
    (wheel,) = home.glob("*.whl")
    locked = re.findall(r"^\S+==[^\\\n]+", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    (home / "versions.txt").write_text("\n".join(locked), encoding="utf-8")
    environment = home / "environment"
    venv.create(environment, with_pip=True)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    options = ["-qq", "--disable-pip-version-check", "--only-binary", ":all:"]
    run(python, "-m", "pip", "install", *options, "-c", home / "versions.txt", wheel)
    return python


def main() -> None:
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="wheel-") as temporary:
        python = installed(Path(temporary))
        print(f"installed after {time.monotonic() - start:.0f} s")
        folder = Path(temporary, "elsewhere")
        folder.mkdir()
        run(python, "-c", SAMPLES, folder=folder)
        for use, said in USES:
            arguments = ["-c", use] if "(" in use else ["-m", *use.split()]
            printed = run(python, *arguments, folder=folder)
            if said not in printed:
                sys.exit(f"{use} does not say {said!r}:\n{printed}")
    print(f"{len(USES)} uses of the wheel alone, after {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
