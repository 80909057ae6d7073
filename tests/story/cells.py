"""The code of a notebook, run in this process."""

import ast
import json
from pathlib import Path

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def values(name, *, without=(), **parameters):
    """Run the cells of a notebook, and yield what those that end in an expression would show.

    Cells with a tag in `without` are left out; the names that the cell of parameters sets are given
    other values.
    """
    (path,) = NOTEBOOKS.glob(f"{name}-*.ipynb")
    names = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        tags = set(cell["metadata"].get("tags", []))
        if cell["cell_type"] != "code" or set(without) & tags:
            continue
        *steps, last = ast.parse("".join(cell["source"])).body
        if not isinstance(last, ast.Expr):
            steps, last = [*steps, last], None
        exec(compile(ast.Module(steps, []), path.name, "exec"), names)
        if last:
            shown = eval(compile(ast.Expression(last.value), path.name, "eval"), names)
            if shown is not None:
                yield shown
        if "parameters" in tags:
            assert parameters.keys() <= names.keys()
            names |= parameters
