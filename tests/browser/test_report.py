"""The report as a reader sees it, with its API page: whole, without a network or a script."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
pytestmark = pytest.mark.browser

IMAGES = """() => [...document.images].map(
    image => [image.alt !== '', image.complete && image.naturalWidth > 0])"""
LINKS = "() => [...document.links].map(link => link.href)"
# What stands further right than the page is wide can only be reached by scrolling sideways.
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def site():
    subprocess.run(["make", "report"], cwd=ROOT, check=True)
    return ROOT / "report"


@pytest.mark.parametrize("name", ["index", "api", *NOTEBOOKS])
def test_a_page(name, page, site):
    address = (site / f"{name}.html").as_uri()
    page.context.set_offline(True)
    page.goto(address)
    images = page.evaluate(IMAGES)
    files = {link.partition("#")[0] for link in page.evaluate(LINKS) if link.startswith("file:")}

    assert page.title()
    assert page.noted["errors"] == []
    assert [url for url in page.noted["requests"] if not url.startswith("data:")] == [address]
    assert images == [[True, True]] * len(images)
    assert bool(images) == (name != "index")
    assert page.evaluate(OVERFLOW) == 0
    assert files >= {(site / f"{other}.html").as_uri() for other in [*NOTEBOOKS, "api"]}
    assert files <= {path.as_uri() for path in site.iterdir()}
