// What must hold of the page, in Chromium: `node --test --test-concurrency=1 web/tests/*.test.mjs`, after web/build and a build of
// the program.
//
// ARCMINUTE names the program to compare with; STATES and FRAMES are how many are tried, LONG_SECONDS is how long one drags at least.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { address, browser, count, file, open, program, root, still } from "./opened.mjs";
import { randomStates } from "./states.mjs";

function quantile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function figures(times) {
  return `median ${quantile(times, 0.5).toFixed(1)} ms, 95 % ${quantile(times, 0.95).toFixed(1)} ms`;
}

test("it opens from disk, asks for nothing and says nothing", async (t) => {
  const times = [];
  for (let at = 0; at < 3; at += 1) {
    const page = await open();
    await page.waitForSelector(".sheet svg");
    const first = await page.evaluate(() => performance.now());
    times.push(first);
    await still(page);
    assert.deepEqual(page.said, []);
    assert.match(await page.textContent("#ui-sources"), /catalogue of \d{4}-\d\d-\d\d/);
    assert.deepEqual(page.asked.filter((url) => !url.startsWith("data:") && url !== address), []);
    await page.close();
  }
  t.diagnostic(`from opening to the first picture: ${times.map((time) => `${time.toFixed(0)} ms`).join(", ")}`);
});

test("its first map and table are those of the command line", async () => {
  const page = await open("#from=kapustin-yar&missile=9m729&to=@capitals");
  await still(page);
  assert.match(await page.textContent(".lead"), /9M729 \(SSC-8\) from Kapustin Yar: of 50 capitals/);
  assert.equal(await page.locator(".cities tbody tr").count(), 50);
  const berlin = page.locator(".cities tr", { hasText: "Berlin" });
  const line = execFileSync(program, ["check", "kapustin-yar", "@capitals", "--missile", "9m729", "--format", "markdown"], { encoding: "utf8" })
    .split("\n")
    .find((row) => row.startsWith("| Berlin"));
  for (const cell of await berlin.locator("td").allTextContents()) {
    assert.ok(line.includes(cell), `${cell} is not in ${line}`);
  }
  await page.close();
});

// Sines and logarithms of systems differ in the last bit of some results, and this one's are those of Rust's libm. Numbers of
// machine formats agree to 12 digits, and to 0.1 ms where a least speed is looked for, about which times hardly change; what people
// read, and pictures, are the same bytes.
const SAME_NUMBER = 1e-12;
const SAME_BY_SEARCH = 1e-4;

test("rows and pictures of random states are those of the command line", async (t) => {
  const page = await open();
  const states = randomStates(count("STATES", 200));
  const differences = [];
  const same = { bytes: 0, numbers: 0 };
  for (const args of states) {
    const native = spawnSync(program, args, { maxBuffer: 1 << 28 });
    const here = await page.evaluate((args) => window.arcminute.print(args), args);
    const wanted = native.stdout.toString();
    const messages = native.stderr.toString().trim();
    const said = here.messages.join("\n").trim();
    const isSame = native.status === here.status && messages === said;
    if (isSame && wanted === here.text) {
      same.bytes += 1;
    } else if (isSame && /--format=(csv|json)/.test(args.join(" ")) && areNear(wanted, here.text, args.includes("--rotation") ? SAME_BY_SEARCH : SAME_NUMBER)) {
      same.numbers += 1;
    } else {
      differences.push({ args: args.join(" "), ...difference(wanted, here.text), messages, said, status: [native.status, here.status] });
    }
  }
  t.diagnostic(`${states.length} states: ${same.bytes} the same bytes, ${same.numbers} the same but for last digits of numbers, ${differences.length} others`);
  assert.deepEqual(differences, []);
  await page.close();
});

/** True of texts that are the same but for numbers that differ by less than this share. */
function areNear(wanted, found, tolerance) {
  const number = /-?\d+(?:\.\d+)?(?:e-?\d+)?/g;
  if (wanted.replace(number, "#") !== found.replace(number, "#")) {
    return false;
  }
  const [a, b] = [wanted.match(number) ?? [], found.match(number) ?? []];
  return a.every((text, at) => Math.abs(Number(text) - Number(b[at])) <= tolerance * Math.max(1, Math.abs(Number(text))));
}

function difference(wanted, found) {
  const [a, b] = [wanted.split("\n"), found.split("\n")];
  const at = a.findIndex((line, index) => line !== b[index]);
  return { line: at, wanted: a[at]?.slice(0, 400), found: b[at]?.slice(0, 400) };
}

/** Drags the origin in a circle, a step a frame; the times of the steps and of the frames. */
function drag(page, frames) {
  return page.evaluate(async (frames) => {
    const { page } = window.arcminute;
    const map = page.map.element;
    const box = map.getBoundingClientRect();
    const mark = map.querySelector(".marks .origin").getBoundingClientRect();
    const [x, y] = [mark.left + mark.width / 2, mark.top + mark.height / 2];
    const fire = (type, at) =>
      map.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, pointerType: "mouse", isPrimary: true, button: type === "pointermove" ? -1 : 0, buttons: 1, clientX: at[0], clientY: at[1] }));
    // There is no real pointer to capture.
    map.setPointerCapture = () => {};
    fire("pointerdown", [x, y]);
    const steps = [];
    const intervals = [];
    const tops = new Set();
    let last = 0;
    for (let at = 0; at < frames; at += 1) {
      const angle = (at / 50) * 2 * Math.PI;
      const radius = Math.min(80, 5 + at);
      await new Promise((done) => {
        requestAnimationFrame((now) => {
          if (last > 0) {
            intervals.push(now - last);
          }
          last = now;
          const started = performance.now();
          fire("pointermove", [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]);
          page.drawNow(false);
          map.getBoundingClientRect();
          document.querySelector(".cities").getBoundingClientRect();
          steps.push(performance.now() - started);
          tops.add(page.map.words.frame[1]);
          done();
        });
      });
    }
    fire("pointerup", [x, y]);
    return { steps, intervals, width: box.width, height: box.height, tops: tops.size };
  }, frames);
}

test("a drag keeps up with the hand", async (t) => {
  const page = await open("#from=kaliningrad&missile=9m729&to=@capitals", { width: 1990, height: 960 });
  await still(page);
  await drag(page, 20);
  await still(page);
  const { steps, intervals, width, height, tops } = await drag(page, count("FRAMES", 200));
  t.diagnostic(`${steps.length} dragged frames, map ${width} × ${height}: step ${figures(steps)}; frame to frame ${figures(intervals)}`);
  // A line more or less in the legend does not shift the map under the hand.
  assert.equal(tops, 1);
  await still(page);
  assert.match(page.url(), /from=[\d.]+,[\d.]+/);
  assert.match(page.url(), /centre=54\.706,20\.511/);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("memory does not grow while one drags", async (t) => {
  const page = await open("#from=kaliningrad&missile=9m729&to=@capitals");
  await still(page);
  const used = async () => {
    const client = await page.context().newCDPSession(page);
    await client.send("HeapProfiler.collectGarbage");
    const { usedSize } = await client.send("Runtime.getHeapUsage");
    const { nodes } = await client.send("Memory.getDOMCounters");
    await client.detach();
    return { usedSize, nodes };
  };
  await drag(page, 200);
  await still(page);
  const early = await used();
  const end = performance.now() + 1000 * count("LONG_SECONDS", 0);
  let frames = 0;
  do {
    await drag(page, 2000);
    frames += 2000;
  } while (performance.now() < end);
  await still(page);
  const late = await used();
  t.diagnostic(`${frames} frames: heap ${(early.usedSize / 1e6).toFixed(1)} → ${(late.usedSize / 1e6).toFixed(1)} MB, nodes ${early.nodes} → ${late.nodes}`);
  assert.ok(late.usedSize < early.usedSize * 1.1 + 1e6, "the heap has grown");
  assert.ok(late.nodes < early.nodes * 1.1 + 500, "nodes are left over");
  await page.close();
});

test("the link brings the same view, and Back the one before", async () => {
  const page = await open("#from=kaliningrad&missile=9m729&to=@capitals");
  await still(page);
  await page.locator(".marks .origin").focus();
  await page.keyboard.press("Shift+ArrowRight");
  await still(page);
  const moved = page.url();
  assert.match(moved, /from=5\d\.\d+,2\d\.\d+/);
  const other = await open(new URL(moved).hash);
  await still(other);
  const sheet = (page) => page.locator(".sheet").innerHTML();
  // Layers that were replaced one by one make the same picture as a whole one.
  assert.equal(await sheet(page), await sheet(other));
  await page.goBack();
  await still(page);
  assert.match(page.url(), /from=kaliningrad/);
  assert.match(await page.textContent(".lead"), /Kaliningrad/);
  await page.goForward();
  await still(page);
  assert.equal(page.url(), moved);
  assert.deepEqual(page.said, []);
  await page.close();
  await other.close();
});

const BAD = {
  "an unknown name": ["#from=atlantis&to=@capitals", /unknown place "atlantis"/],
  "no number": ["#from=NaN,20&to=@capitals", /NaN/],
  "a latitude of 95": ["#from=95,20&to=@capitals", /latitude/],
  "a script in a name": [`#from=${encodeURIComponent('<img src=x onerror=alert(1)>"')}=54,20&to=@capitals`, /./],
  "a script as a title": [`#from=kaliningrad&to=@capitals&title=${encodeURIComponent("</svg><script>alert(1)</script>")}`, null],
  "a script as an option": [`#${encodeURIComponent("<script>alert(1)</script>")}=1&from=kaliningrad`, /unexpected argument/],
  "a megabyte": [`#from=${"x".repeat(1_000_000)}`, /letters, of which/],
  "a broken escape": ["#from=%E0%A4%A", /cannot be read/],
  "a file": ["#from=kaliningrad&to=@file:/etc/passwd", /cannot read|error/],
  "an output": ["#from=kaliningrad&output=x.svg", /no file can be written here/],
};

for (const [name, [hash, message]] of Object.entries(BAD)) {
  test(`a link with ${name} gets the program's message, and no script runs`, async () => {
    const page = await open(hash);
    await still(page);
    if (message) {
      assert.match(await page.textContent("#ui-messages"), message);
    }
    assert.deepEqual(page.said, []);
    assert.equal(await page.locator(".sheet script, .sheet img, #ui-messages script, #ui-messages img").count(), 0);
    await page.close();
  });
}

for (const [name, options] of Object.entries({
  "on a wide screen": {},
  "in the dark": { colorScheme: "dark" },
  "on a narrow screen": { width: 360, height: 740 },
  "at 200 %": { width: 640, height: 400 },
})) {
  test(`axe finds nothing ${name}`, async () => {
    const page = await open("#from=kaliningrad&missile=9m729&to=@capitals&explain=berlin&claim=Berlin&time=15+min", options);
    await still(page);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) {
        details.open = true;
      }
    });
    await still(page);
    // The policy of the page allows no script but its own: this one comes from outside of it.
    await page.evaluate(readFileSync(`${root}/web/node_modules/axe-core/axe.min.js`, "utf8"));
    const found = await page.evaluate(async () => {
      const { violations } = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
    });
    assert.deepEqual(found, []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `the page is ${wide} px too wide`);
    await page.close();
  });
}

test("what is saved is what the command line writes", async () => {
  const page = await open("#from=kaliningrad&missile=9m729&to=@capitals");
  await still(page);
  const saved = async (label) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: label }).click()]);
    return readFileSync(await download.path());
  };
  const command = (await page.textContent(".command")).split(" ").slice(1, -2);
  assert.equal((await saved("Map as SVG")).toString(), execFileSync(program, command, { encoding: "utf8" }));
  const check = ["check", "--from=kaliningrad", "--missile=9m729", "--to=@capitals"];
  assert.equal((await saved("Table as CSV")).toString(), execFileSync(program, [...check, "--format=csv"], { encoding: "utf8" }));
  assert.equal((await saved("Report")).toString(), execFileSync(program, [...check, "--format=html"], { encoding: "utf8" }));
  const map = ["map", ...check.slice(1)];
  assert.equal((await saved("Rings as GeoJSON")).toString(), execFileSync(program, [...map, "--format=geojson"], { encoding: "utf8" }));
  const png = await saved("Map as PNG");
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  assert.ok(png.readUInt32BE(16) >= 1000 && png.length > 100_000, `${png.readUInt32BE(16)} px, ${png.length} bytes`);
  assert.deepEqual(page.said, []);
  await page.close();
});
