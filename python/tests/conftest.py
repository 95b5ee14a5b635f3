"""The command beside which the package is held: that of the same environment, or the one that ARCMINUTE names."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def command():
    """Runs the command with arguments, and returns what it prints."""
    beside = Path(sys.executable).parent / ("arcminute.exe" if sys.platform == "win32" else "arcminute")
    program = os.environ.get("ARCMINUTE") or (str(beside) if beside.exists() else shutil.which("arcminute"))
    if not program:
        pytest.fail("there is no command arcminute: install the wheel, or name one in ARCMINUTE")

    def run(*arguments, check=True, **more):
        # An environment of its own: readline, which a debugger loads, puts COLUMNS into that of the process behind Python's back.
        return subprocess.run([program, *map(str, arguments)], check=check, capture_output=True, env=dict(os.environ), **more)

    return run
