"""The README: its picture is the notebook's, its links lead somewhere, its tree is the tree."""

import base64
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


def test_every_notebook_is_linked():
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        assert f"(notebooks/{path.name})" in README, path.name


def test_the_modules_named_are_the_modules():
    block = re.search(r"src/analysis/ +(.+?)\n    tests/", README, re.DOTALL)[1]
    named = [name for name in re.split(r"[\s·]+", block) if name]
    modules = {p.stem for p in (ROOT / "src/analysis").glob("*.py")} - {"__init__", "__main__"}
    assert set(named) == modules


def test_the_make_targets_named_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"(?:`|^    )make ([a-z-]+)", README, re.MULTILINE)
    assert len(named) > 4
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
