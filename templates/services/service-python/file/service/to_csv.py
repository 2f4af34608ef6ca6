"""The file of the contract."""

import csv
import io

from service.items import Item


def to_csv(items: list[Item]) -> str:
    """Items as RFC 4180 has them, with a header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, ["id", "name", "createdAt"])
    writer.writeheader()
    writer.writerows(item.to_json() for item in items)
    return text.getvalue()
