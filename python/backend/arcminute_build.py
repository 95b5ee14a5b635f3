"""The build backend: maturin, and before it the command, which becomes a program among the wheel's scripts.

The environment variable ARCMINUTE_TARGET names a target of Rust, with a version of glibc behind it (`.2.17`) where zig is to
link for old systems; without it both halves are built for this machine.
"""

import os
import pathlib
import shutil
import subprocess
import sys

import maturin

PYTHON = pathlib.Path(__file__).resolve().parent.parent
ROOT = PYTHON.parent
PROFILE = "wheel"


def get_requires_for_build_wheel(config_settings=None):
    needed = maturin.get_requires_for_build_wheel(config_settings)
    return [*needed, "ziglang", "cargo-zigbuild"] if with_zig() else needed


def with_zig():
    """True where zig links, for a glibc older than this machine's."""
    return "-gnu." in os.environ.get("ARCMINUTE_TARGET", "")


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    put_command()
    put_notices()
    arguments = os.environ.get("MATURIN_PEP517_ARGS", "")
    target = os.environ.get("ARCMINUTE_TARGET")
    if target:
        plain, _, glibc = target.partition(".")
        arguments += f" --target {plain}"
        if glibc:
            arguments += f" --zig --compatibility manylinux_{glibc.replace('.', '_')}"
    os.environ["MATURIN_PEP517_ARGS"] = arguments.strip()
    return maturin.build_wheel(wheel_directory, config_settings, metadata_directory)


def put_command():
    """Builds the command and puts it where maturin takes the wheel's scripts from."""
    target = os.environ.get("ARCMINUTE_TARGET")
    build = "zigbuild" if with_zig() else "build"
    # Both packages are named, so that the dependencies have the same features in either half and are built once.
    command = ["cargo", build, "--package", "arcminute", "--package", "arcminute-python", "--bin", "arcminute", "--profile", PROFILE]
    if target:
        command += ["--target", target]
    subprocess.run(command, cwd=ROOT, check=True)
    plain = (target or "").partition(".")[0]
    name = "arcminute.exe" if "windows" in plain or (not plain and sys.platform == "win32") else "arcminute"
    folder = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / plain / PROFILE
    scripts = PYTHON / "arcminute.data" / "scripts"
    shutil.rmtree(scripts, ignore_errors=True)
    scripts.mkdir(parents=True)
    shutil.copy2(folder / name, scripts / name)


def put_notices():
    """Puts licences and notices beside the project file, where the wheel's metadata takes them from."""
    for name in ("LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY.md"):
        shutil.copy2(ROOT / name, PYTHON / name)


def build_sdist(sdist_directory, config_settings=None):
    raise RuntimeError("the package is built from a clone of the repository, or installed as a wheel: it has no source archive")


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    put_notices()
    # maturin wants the folder of the scripts, though it does not look into it here.
    (PYTHON / "arcminute.data" / "scripts").mkdir(parents=True, exist_ok=True)
    return maturin.prepare_metadata_for_build_wheel(metadata_directory, config_settings)


get_requires_for_build_editable = get_requires_for_build_wheel
prepare_metadata_for_build_editable = prepare_metadata_for_build_wheel


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    put_command()
    put_notices()
    return maturin.build_editable(wheel_directory, config_settings, metadata_directory)
