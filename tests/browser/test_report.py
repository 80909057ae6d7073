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
LANDMARKS = """() => [...document.querySelectorAll('header, main, footer, nav, h1')].map(
    mark => mark.localName)"""
NAMELESS = """() => [...document.links].filter(link =>
    getComputedStyle(link).visibility === 'visible' && !link.textContent.match(/\\w/)).length"""
OUTLINE = """() => [document.activeElement.innerText,
    parseFloat(getComputedStyle(document.activeElement).outlineWidth)]"""


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
    assert page.evaluate(LANDMARKS) == ["header", "nav", "main", "h1", "footer", "nav"]
    assert page.evaluate(NAMELESS) == 0
    for width in (1300, 400):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOW) == 0
    assert files >= {(site / f"{other}.html").as_uri() for other in [*NOTEBOOKS, "api"]}
    assert files <= {path.as_uri() for path in site.iterdir()}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_question_answer_and_limit_stand_on_the_first_screen_without_code(name, page, site):
    page.goto((site / f"{name}.html").as_uri())
    limit = page.get_by_text("The main limit.").bounding_box()
    assert limit["y"] + limit["height"] < 900
    assert page.locator("details.input").count() > 0
    assert page.locator("details.input pre:visible").count() == 0


def test_code_opens_by_keyboard_and_stays_folded_on_paper(page, site):
    page.goto((site / f"{NOTEBOOKS[0]}.html").as_uri())
    for _ in range(30):
        page.keyboard.press("Tab")
        text, outline = page.evaluate(OUTLINE)
        assert outline >= 2, f"no focus to be seen on {text}"
        if text == "Code":
            break
    page.keyboard.press("Enter")
    assert page.locator("details.input pre:visible").count() == 1
    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    assert page.locator("details.input pre:visible").count() == 0


def test_next_leads_through_the_site_and_previous_back(page, site):
    page.goto((site / "index.html").as_uri())
    for rel, last in [("next", "api"), ("prev", "index")]:
        walked = [page.url]
        while page.locator(f"footer a[rel={rel}]").count():
            page.locator(f"footer a[rel={rel}]").click()
            walked.append(page.url)
        assert len(set(walked)) == len(list(site.iterdir()))
        assert walked[-1] == (site / f"{last}.html").as_uri()
