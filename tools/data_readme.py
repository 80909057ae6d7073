"""Write data/README.md, the data dictionary in words, from data/datapackage.json."""

import json
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"

HEAD = """# {title}

{description} Licence: {licence}, see `LICENSE`. Source of the figures: {source}.

This page is written from `datapackage.json` by `make refresh`; change that file, not this one.
Derived columns are computed by the library when a table is loaded and are never typed.
"""

TABLE = """
## {path}

{title}. Key: {key}.{links}

| column | type | meaning |
|---|---|---|
"""


def table_text(resource: dict) -> str:
    """Return one table's section: its key, its links and a row per column."""
    schema = resource["schema"]
    links = [
        f" `{key['fields']}` names a row of {key['reference']['resource'] or resource['name']}."
        for key in schema.get("foreignKeys", [])
    ]
    key = f"`{schema['primaryKey']}`" if "primaryKey" in schema else "none"
    text = TABLE.format(**resource | {"key": key, "links": "".join(links)})
    for derived, fields in (("", schema["fields"]), (", derived", resource["derived"])):
        for field in fields:
            text += f"| {field['name']} | {field['type']}{derived} | {field['description']} |\n"
    return text


def main() -> None:
    """Write the page."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    head = HEAD.format(
        **package, licence=package["licenses"][0]["title"], source=package["sources"][0]["title"]
    )
    body = "".join(table_text(resource) for resource in package["resources"])
    (DATA / "README.md").write_text(head + body, encoding="utf-8")


if __name__ == "__main__":
    main()
