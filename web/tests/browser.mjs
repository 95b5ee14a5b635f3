// Chromium for the tests of the page: Debian's, or the one that CHROMIUM names.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const KNOWN = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The path of a browser; undefined where there is none. */
export function executable() {
  return KNOWN.find((path) => path && existsSync(path));
}

/** Starts the browser, without what it would send by itself. */
export function launch() {
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--expose-gc",
  ];
  return chromium.launch({ executablePath: executable(), args });
}
