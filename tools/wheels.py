"""Write docs/pythons.csv: for which Pythons, on which platforms, the lock has wheels of everything.

For each of them uv chooses as pip would there, by markers and by tags. What it chooses must be a
wheel with a hash that the lock holds. Nothing is downloaded or built, so this shows that all can be
installed, not that it runs. `make lock` and `make lock-check` call it, in a folder that has uv.
"""

import csv
import os
import re
import subprocess
import sys
import tomllib
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

PYTHONS = ["3.11", "3.12", "3.13", "3.14", "3.15"]
# What sys.platform and platform.machine() say there, and what uv calls it: Linux with glibc 2.28 or
# newer, macOS 13 or newer.
PLATFORMS = {
    "linux-x86_64": "x86_64-manylinux_2_28",
    "linux-aarch64": "aarch64-manylinux_2_28",
    "darwin-arm64": "aarch64-apple-darwin",
    "darwin-x86_64": "x86_64-apple-darwin",
    "win32-AMD64": "x86_64-pc-windows-msvc",
}
COLUMNS = ["python", "platform", "packages", "missing", "lock"]


def checksum(lock: Path) -> str:
    """Return what ties a table to its lock."""
    return sha256(lock.read_bytes()).hexdigest()[:16]


def chosen(lock: Path, python: str, platform: str) -> list[dict[str, Any]]:
    """Return the packages of the lock that a target needs, each with the files that fit there.

    Raises SystemExit, with uv's last line, if the index does not answer or lacks a version.
    """
    uv = Path(sys.executable).with_name("uv")
    command = [uv, "pip", "compile", lock, "--no-deps", "--no-header", "--no-python-downloads"]
    command += ["--python-version", python, "--python-platform", PLATFORMS[platform]]
    command += ["--format", "pylock.toml", "--quiet"]
    oldest = os.environ | {"MACOSX_DEPLOYMENT_TARGET": "13.0"}
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=oldest)
    if result.returncode:
        said = [line for line in result.stderr.splitlines() if "://" not in line][-1:]
        sys.exit(f"{lock.name}: Python {python} on {platform}: {' '.join(said)}"[:200])
    return tomllib.loads(result.stdout)["packages"]


def missing(packages: list[dict[str, Any]], lock: str) -> list[str]:
    """Return the packages of which no wheel has a hash that the lock holds."""
    hashes = set(re.findall(r"--hash=sha256:(\w+)", lock))
    return [
        f"{package['name']} {package['version']}"
        for package in packages
        if hashes.isdisjoint(wheel["hashes"]["sha256"] for wheel in package.get("wheels", []))
    ]


def main(lock: Path, table: Path) -> None:
    """Write the table whole or not at all, and say where something is missing."""
    rows = []
    for python, platform in product(PYTHONS, PLATFORMS):
        packages = chosen(lock, python, platform)
        lacking = "; ".join(missing(packages, lock.read_text(encoding="utf-8")))
        rows.append([python, platform, len(packages), lacking, checksum(lock)])
        if lacking:
            print(f"Python {python} on {platform}: no wheel of {lacking}", flush=True)
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
