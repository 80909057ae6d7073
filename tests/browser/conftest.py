"""JupyterLab as `make lab` starts it, and Chromium to look at it with."""

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
# The first is for root and containers; the others keep Chromium from calling its maker's hosts.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS = {
    # What is stored stays as it is, and all cells are in the page rather than those in sight.
    "docmanager-extension/plugin": {"autosave": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}
# What a user may have configured: a hook that notes what is saved.
OWN_CONFIG = """
def note(path, **_):
    with open({noted!r}, "a", encoding="utf-8") as file:
        print(path, file=file)

c.FileContentsManager.pre_save_hook = note
c.ServerApp.jpserver_extensions = {{"notebook_shim": True}}
"""
LAB_ARGS = "--no-browser --ServerApp.port=0 --LabApp.expose_app_in_browser=True"


def pytest_addoption(parser):
    parser.addoption("--screenshots", type=Path, help="folder for a picture of each page")


@pytest.fixture(scope="session")
def browser():
    """Debian's or the user's own Chromium, headless."""
    path = next(
        filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), ""
    )
    if not path:
        reason = "Chromium isn't installed"
        return pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A JupyterLab started by `make lab`: its address, its token, the file of a user's own hook."""
    folder = tmp_path_factory.mktemp("jupyter")
    for name, settings in SETTINGS.items():
        path = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings), encoding="utf-8")
    noted, config = folder / "noted", folder / "config" / "jupyter_server_config.py"
    config.parent.mkdir()
    config.write_text(OWN_CONFIG.format(noted=str(noted)), encoding="utf-8")
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(config.parent),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
    }
    command = ["make", "lab", f"LAB_ARGS={LAB_ARGS}"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield wait_for_server(server, folder) | {"noted": noted}
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def wait_for_server(server, folder: Path, seconds: int = 120) -> dict:
    """Return what the server says of itself once it answers: url, token."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        if found := list((folder / "runtime").glob("jpserver-*.json")):
            return json.loads(found[0].read_text(encoding="utf-8"))
        time.sleep(0.2)
    return pytest.fail(f"JupyterLab didn't start:\n{(folder / 'log').read_text()}")


@pytest.fixture
def page(browser, request):
    """A fresh page that notes what it asks for and what goes wrong; a picture of it at the end."""
    page = browser.new_context(viewport={"width": 1300, "height": 900}).new_page()
    page.noted = {"errors": [], "requests": []}
    page.on("pageerror", lambda error: page.noted["errors"].append(str(error)))
    page.on("console", lambda m: m.type == "error" and page.noted["errors"].append(m.text))
    page.on("request", lambda sent: page.noted["requests"].append(sent.url))
    yield page
    if folder := request.config.getoption("--screenshots"):
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{request.node.name}.png", full_page=True)
    page.context.close()
