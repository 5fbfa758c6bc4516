"""Reads an output folder with openpyxl and frictionless: every cell of a sheet is that of its CSV, the package is valid.

    python tests/foreign.py output
"""
import csv
import datetime
import os
import sys

import frictionless
import openpyxl

folder = sys.argv[1]
# Sheet, the table it shows.
SHEETS = {
    "Company × period": "coverage.csv",
    "Companies": "companies.csv",
    "Stances": "stances.csv",
    "Stories": "stories.csv",
    "Outlets": "outlets.csv",
    "Co-mentions": "comentions.csv",
    "Codebook": "codebook.csv",
}


def shown(cell):
    """A cell as tidy CSVs show it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, (int, float)):
        return f"{cell:.4f}".rstrip("0").rstrip(".")
    return cell


book = openpyxl.load_workbook(os.path.join(folder, "coverage.xlsx"))
n = 0
for sheet, table in SHEETS.items():
    rows = list(book[sheet].iter_rows(values_only=True))
    # The headers stand in the second row.
    names = [name for name in rows[1] if name]
    with open(os.path.join(folder, table), encoding="utf-8", newline="") as file:
        for at, row in enumerate(csv.DictReader(file), start=2):
            cells = dict(zip(names, map(shown, rows[at])))
            for name, value in row.items():
                if name not in cells:
                    continue
                assert cells[name] == value, f"{sheet} row {at + 1} {name}: {cells[name]!r} is not {value!r}"
                n += 1
print(n, "cells read back")
assert n > 1000

os.chdir(folder)
report = frictionless.validate("datapackage.json")
assert report.valid, report.flatten(["type", "message"])
print(len(report.tasks), "tables valid")
assert len(report.tasks) >= 12
