// Draws ten states of the page at three sizes, light and dark, to be looked at: node web/tests/pictures.mjs FOLDER, after web/build.

import { mkdirSync } from "node:fs";
import { launch } from "./browser.mjs";

const STATES = [
  "from=kaliningrad&missile=9m729&to=@capitals",
  "from=kapustin-yar&missile=oreshnik&to=@capitals&isochrone=5&isochrone=10&isochrone=15",
  "from=krichev&missile=oreshnik&to=@nato&explain=berlin",
  "from=kaliningrad&missile=iskander-m&to=@country:PL",
  "from=kaliningrad&ring=500&ring=1500",
  "from=kaliningrad&from=krichev&missile=9m729&to=@eu",
  "from=wiesbaden&missile=dark-eagle&to=Moscow",
  "from=kaliningrad&missile=9m729&to=Berlin&claim=Berlin&time=10+min",
  "from=54.7,20.5&missile=2000km&to=@cities:500k&lang=de",
  "from=atlantis&to=@capitals",
];
const SIZES = [
  [1400, 900],
  [768, 1024],
  [360, 740],
];

const folder = process.argv[2] ?? "target/page-pictures";
mkdirSync(folder, { recursive: true });
const address = new URL("../dist/arcminute.html", import.meta.url).href;
const browser = await launch();
for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of SIZES) {
    for (const [at, state] of STATES.entries()) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      await page.goto(`${address}#${state}`);
      await page.waitForFunction(() => window.arcminute?.page.isStill);
      await page.screenshot({ path: `${folder}/${colorScheme}-${width}-${at + 1}.png` });
      await page.close();
    }
  }
}
await browser.close();
