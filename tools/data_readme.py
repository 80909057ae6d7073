"""Write data/datapackage.json and data/README.md from the library's schema.

What the schema doesn't say (title, licence, sources) stands in the stored datapackage.json.
"""

import json
from pathlib import Path

from analysis.dataset.tables import TABLES, columns, key, write_descriptor

DATA = Path(__file__).parents[1] / "data"

HEAD = """# {title}

{description} Licence: {licence}, see `LICENSE`. Source of the figures: {source}.

This page and the columns in `datapackage.json` are written by `make refresh` from the library's
schema, `src/analysis/dataset/columns.csv`; change that file, not these.
Derived columns are computed by the library when a table is loaded and are never typed.
"""

TABLE = """
## {name}.csv

A row is {row}. Key: {key}.{links}

| column | type | meaning |
|---|---|---|
"""


def head_of(folder: Path) -> dict:
    """Return what a stored descriptor says beside the schema."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {name: value for name, value in package.items() if name not in ("profile", "resources")}


def page(head: dict) -> str:
    """Return the data dictionary in words."""
    named = {"licence": head["licenses"][0]["title"], "source": head["sources"][0]["title"]}
    return HEAD.format(**head, **named) + "".join(map(table_text, TABLES))


def table_text(name: str) -> str:
    """Return one table's section: its key, its links and a row per column."""
    linked = [column for column in columns(name) if column.refers_to]
    links = [f" `{column.name}` names a row of {column.refers_to}." for column in linked]
    named = f"`{key(name)}`" if key(name) else "none"
    text = TABLE.format(name=name, row=TABLES[name], key=named, links="".join(links))
    for column in columns(name):
        kind = column.type + ", derived" * column.derived
        listed = column.allowed.split() if column.type == "category" else []
        unsaid = [value for value in listed if f"{value}:" not in column.description]
        values = f" ({', '.join(unsaid)})" if unsaid else ""
        text += f"| {column.name} | {kind} | {column.description}{values} |\n"
    return text


def main() -> None:
    """Write both."""
    head = head_of(DATA)
    write_descriptor(DATA, head)
    (DATA / "README.md").write_text(page(head), encoding="utf-8")


if __name__ == "__main__":
    main()
