"""Take the README's picture out of the notebook that draws it."""

import base64
import json
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "notebooks" / "02-cross-province-household-services.ipynb"
CHART = "charts.ranges("


def main() -> None:
    """Write docs/shares.png from the first cell of the notebook that draws ranges."""
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    cell = next(cell for cell in cells if CHART in "".join(cell["source"]))
    picture = next(o["data"]["image/png"] for o in cell["outputs"] if "data" in o)
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs" / "shares.png").write_bytes(base64.b64decode(picture))


if __name__ == "__main__":
    main()
