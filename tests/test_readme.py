"""The README: its picture is the notebook's, its links lead somewhere, its tree is the tree."""

import base64
import doctest
import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def stored_images(name):
    notebook = json.loads((ROOT / "notebooks" / name).read_text(encoding="utf-8"))
    outputs = [o for cell in notebook["cells"] for o in cell.get("outputs", [])]
    return [o["data"]["image/png"] for o in outputs if "image/png" in o.get("data", {})]


def test_the_picture_is_one_of_the_notebook():
    picture = base64.b64encode((ROOT / "docs" / "shares.png").read_bytes()).decode()
    images = stored_images("02-cross-province-household-services.ipynb")
    assert picture in [image.replace("\n", "") for image in images]


def test_links_lead_to_files():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert len(links) > 4
    assert not [link for link in links if "://" not in link and not (ROOT / link).exists()]


def test_the_series_of_notebooks_is_linked():
    """Every number from 01 on, without a gap; a notebook of one's own beside them needs no link."""
    linked = re.findall(r"\(notebooks/(\d\d)-[\w-]+\.ipynb\)", README)
    assert linked == [f"{number:02d}" for number in range(1, len(linked) + 1)]
    assert len(linked) >= 8


def test_the_wings_and_rooms_named_are_the_tree():
    block = re.search(r"    src/analysis/ .+?\n(.+?)\n    tests/", README, re.DOTALL)[1]
    named = re.findall(r"^      ([a-z_]+/?) ", block, re.MULTILINE)
    house = ROOT / "src" / "analysis"
    rooms = {path.stem for path in house.glob("[a-z]*.py")}
    assert sorted(named) == sorted(
        rooms | {f"{p.parent.name}/" for p in house.glob("*/__init__.py")}
    )


def test_the_code_does_what_it_says():
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert tried > 4
    assert not failed


def test_the_make_targets_named_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"(?:`|^    )make ([a-z-]+)", README, re.MULTILINE)
    assert len(named) > 4
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
