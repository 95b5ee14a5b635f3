"""Executes notebooks from beginning to end: python notebooks.py [--write] NOTEBOOK..."""

import pathlib
import sys

import nbformat
from nbclient import NotebookClient

for path in map(pathlib.Path, sys.argv[1:]):
    if path.name.startswith("-"):
        continue
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": path.parent}}).execute()
    if "--write" in sys.argv:
        nbformat.write(notebook, path)
    outputs = sum(len(cell.get("outputs", [])) for cell in notebook.cells)
    print(f"{path.name}: {len(notebook.cells)} cells, {outputs} outputs")
