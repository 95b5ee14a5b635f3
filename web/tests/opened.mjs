// What the tests of the page share: one browser, and pages whose console and requests are kept.

import { fileURLToPath } from "node:url";
import { after, before } from "node:test";
import { launch } from "./browser.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const file = `${root}/web/dist/arcminute.html`;
export const address = `file://${file}`;
export const program = process.env.ARCMINUTE ?? `${root}/target/release/arcminute`;
export const count = (name, usual) => Number(process.env[name] ?? usual);

export let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A page whose console and requests are kept. */
export async function open(hash = "", { width = 1400, height = 900, ...options } = {}) {
  const page = await browser.newPage({ viewport: { width, height }, ...options });
  page.said = [];
  page.asked = [];
  page.on("console", (message) => page.said.push(message.text()));
  page.on("pageerror", (error) => page.said.push(error.message));
  page.on("dialog", (dialog) => {
    page.said.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => page.asked.push(request.url()));
  const started = performance.now();
  await page.goto(address + hash);
  await page.waitForFunction(() => window.arcminute);
  page.opened = performance.now() - started;
  return page;
}

/** Waits until everything that follows a change is there. */
export async function still(page) {
  // A change of the size, which the answer may bring, follows it: both must have been seen.
  for (let seen = 0; seen < 2; seen += 1) {
    await page.waitForTimeout(250);
    await page.waitForFunction(() => window.arcminute.page.isStill);
  }
}
