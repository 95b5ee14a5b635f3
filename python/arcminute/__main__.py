"""``python -m arcminute``: the command, where its folder is not on the path."""

import os
import subprocess
import sys
import sysconfig


def main() -> int:
    """Runs the program that was installed beside the package."""
    name = "arcminute.exe" if sys.platform == "win32" else "arcminute"
    for scheme in (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")):
        program = os.path.join(sysconfig.get_path("scripts", scheme), name)
        if os.path.exists(program):
            if sys.platform != "win32":
                os.execv(program, [program, *sys.argv[1:]])
            return subprocess.run([program, *sys.argv[1:]], check=False).returncode
    print("arcminute: error: the command was not installed beside the package: pip install --force-reinstall arcminute", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
