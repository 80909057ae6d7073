"""What the project doesn't carry: the article's text and the annotated examples."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

# The tests are about the project's own dataset, in this process and in the kernels that it starts.
os.environ.pop("ANALYSIS_DATA", None)

# The same examples every time, so that nobody's tests fail by chance; new ones when asked for:
# pytest --hypothesis-profile=search
settings.register_profile("project", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=5_000)
settings.load_profile("project")


def _present(what: str, variable: str, *places: Path) -> Path:
    """Return the first place that exists; without one skip, or fail in CI, which has them all."""
    named = os.environ.get(variable)
    if named and not Path(named).exists():
        pytest.fail(f"{variable} names {named}, which isn't there")
    for place in [Path(named)] if named else places:
        if place.exists():
            return place
    reason = f"{what} is not part of the project: say where it is with {variable}"
    return pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@pytest.fixture(scope="session")
def article_text() -> str:
    """The article as received."""
    places = (ROOT / "data" / "article.txt", ROOT.parent / "shared" / "article.txt")
    path = _present("the article's text", "ANALYSIS_ARTICLE", *places)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def gold_folder() -> Path:
    """The folder of annotated examples, with its scorer `score.py`."""
    place = ROOT.parent / "shared" / "gold"
    return _present("the folder of annotated examples", "ANALYSIS_GOLD", place)
