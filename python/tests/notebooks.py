"""Executes notebooks from beginning to end: python notebooks.py [--write] NOTEBOOK..."""

import pathlib
import sys


def main():
    import nbformat
    from nbclient import NotebookClient

    for path in (pathlib.Path(name) for name in sys.argv[1:] if not name.startswith("-")):
        notebook = nbformat.read(path, as_version=4)
        resources = {"metadata": {"path": path.parent}}
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources=resources).execute()
        if "--write" in sys.argv:
            nbformat.write(notebook, path)
        outputs = sum(len(cell.get("outputs", [])) for cell in notebook.cells)
        print(f"{path.name}: {len(notebook.cells)} cells, {outputs} outputs", flush=True)


if __name__ == "__main__":
    main()
