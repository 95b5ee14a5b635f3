// What people do with the page: by hand, finger and keyboard, with wrong links, on paper, in another page.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { address, browser, open, program, still } from "./opened.mjs";

test("a keyboard alone gets everywhere", async () => {
  const page = await open("#from=kaliningrad&missile=9m729&to=@capitals");
  await still(page);
  await page.getByRole("combobox", { name: "Missile, or a range" }).focus();
  await page.keyboard.type("SS-20");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await still(page);
  assert.match(page.url(), /missile=rsd-10&/);
  await page.getByRole("button", { name: "Another beside it: Missile, or a range" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Iskander-M");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await still(page);
  assert.match(page.url(), /missile=rsd-10&missile=9m723/);
  await page.getByRole("button", { name: "Remove 9m723 from Missile, or a range" }).focus();
  await page.keyboard.press("Enter");
  await still(page);
  assert.doesNotMatch(page.url(), /9m723/);
  await page.locator(".cities .name", { hasText: "Berlin" }).focus();
  await page.keyboard.press("Enter");
  await still(page);
  assert.match(page.url(), /explain=berlin/);
  assert.equal(await page.evaluate(() => document.activeElement.className), "details");
  await page.locator(".marks .city").first().focus();
  assert.equal(await page.locator(".tip").isVisible(), true);
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.locator(".tip").isVisible(), true);
  assert.match(await page.textContent("#ui-live"), /of 50 capitals/);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("names are read in the direction of their letters", async () => {
  const page = await open(`#from=kaliningrad&missile=9m729&to=${encodeURIComponent("ירושלים=31.78,35.22")}&to=Berlin&to=Paris`);
  await still(page);
  const direction = (name) =>
    page.locator(".cities tbody th", { hasText: name }).evaluate((cell) => getComputedStyle(cell.querySelector("[dir]") ?? cell).direction);
  assert.equal(await direction("ירושלים"), "rtl");
  assert.equal(await direction("Berlin"), "ltr");
  assert.deepEqual(page.said, []);
  await page.close();
});

test("a claim of range can be left out, and everything says so", async () => {
  const page = await open("#from=kaliningrad&missile=9m729&to=@capitals");
  await still(page);
  await page.locator(".claims label", { hasText: "N. Patrushev" }).locator("input").uncheck();
  await still(page);
  assert.match(decodeURIComponent(page.url()), /without-claim=9m729:n-patrushev-2019-476km/);
  for (const part of [".lead", ".sheet", ".share blockquote"]) {
    assert.match(await page.textContent(part), /without the claim of N\. Patrushev 2019 \(476 km\)/);
  }
  await page.close();
});

test("a claim about a flight gets its verdict", async () => {
  const page = await open("#from=kaliningrad&to=@capitals");
  await still(page);
  await page.getByLabel("Flight time", { exact: true }).fill("106 s");
  await page.locator("#ui-claim-claim").fill("Berlin");
  await page.keyboard.press("Tab");
  await still(page);
  const wanted = execFileSync(program, ["claim", "kaliningrad", "Berlin", "--time", "106 s"], { encoding: "utf8" });
  const [title] = wanted.split("\n");
  assert.ok((await page.textContent(".verdict")).includes(title.slice(0, 40)), title);
  assert.match(page.url(), /claim=Berlin/);
  await page.close();
});

for (const width of [360, 700, 1200]) {
  test(`a frame of ${width} × 640 has the whole map and says where it is from`, async () => {
  const page = await browser.newPage({ viewport: { width, height: 640 } });
  await page.goto(`${address}?embed#from=kaliningrad&missile=9m729&to=@capitals`);
  await page.waitForSelector(".sheet svg");
  await still(page);
  assert.equal(await page.locator("#ui-controls").isVisible(), false);
  assert.equal(await page.locator(".share").isVisible(), false);
  assert.match(await page.textContent("#ui-sources"), /Natural Earth.*GeoNames.*catalogue of/);
  assert.equal(await page.locator("#ui-sources").isVisible(), true);
  const { height, bottom } = await page.evaluate(() => ({ height: innerHeight, bottom: document.querySelector(".sheet svg").getBoundingClientRect().bottom }));
  assert.ok(bottom <= height, `the map ends at ${bottom} px`);
  await page.close();
});
}

test("a card is of the row's own origin, by its link too", async () => {
  const page = await open("#from=kaliningrad&from=kapustin-yar&missile=9m729&to=@capitals");
  await still(page);
  const row = page.locator(".cities tbody tr", { hasText: "Kapustin Yar" }).filter({ hasText: "Berlin" });
  await row.locator(".name").click();
  await still(page);
  assert.match(await page.textContent(".details h2"), /Kapustin Yar.*Berlin/);
  const other = await open(new URL(page.url()).hash);
  await still(other);
  assert.match(await other.textContent(".details h2"), /Kapustin Yar.*Berlin/);
  await page.close();
  await other.close();
});

test("a name that is typed replaces the one there is, and another stands beside it", async () => {
  const page = await open("#from=kaliningrad&missile=9m729&to=@capitals");
  await still(page);
  const type = async (text) => {
    await page.getByRole("combobox", { name: "From" }).pressSequentially(text);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await still(page);
  };
  await type("Kapustin");
  assert.match(page.url(), /from=kapustin-yar&missile/);
  await page.getByRole("button", { name: "Another beside it: From" }).click();
  await type("Luga");
  assert.match(page.url(), /from=kapustin-yar&from=luga&missile/);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("without an answer the last one is not shown as if it were one", async () => {
  const good = "#from=kaliningrad&missile=9m729&to=@capitals";
  const page = await open(good);
  await still(page);
  const go = async (hash) => {
    await page.evaluate((hash) => (location.hash = hash), hash);
    await still(page);
  };
  for (const bad of ["#from=atlantis&to=@capitals", "#missile=9m729&to=@capitals", "#from=%E0%A4%A"]) {
    await go(bad);
    assert.doesNotMatch(await page.locator("#ui-result").innerText(), /Kaliningrad/, bad);
    assert.equal(await page.locator(".share").isVisible(), false, bad);
    assert.equal(await page.locator(".cities").isVisible(), false, bad);
    assert.equal(await page.locator(".map.stale").count(), 1, bad);
    await page.goBack();
    await still(page);
    assert.match(await page.textContent(".sentence"), /Kaliningrad/, bad);
    assert.doesNotMatch(await page.textContent("#ui-messages"), /error/, bad);
    assert.equal(await page.locator(".map.stale").count(), 0, bad);
  }
  await page.close();
});

for (const [width, height] of [
  [360, 740],
  [820, 1180],
  [1024, 768],
]) {
  test(`a finger drags the origin, and scrolls beside it, at ${width} × ${height}`, async () => {
    const page = await open("#from=kaliningrad&missile=9m729&to=@capitals", { width, height, hasTouch: true, isMobile: true });
    await still(page);
    const client = await page.context().newCDPSession(page);
    const touch = (type, ...points) => client.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
    const swipe = async ([x, y], [dx, dy], check) => {
      await touch("touchStart", [x, y]);
      for (let step = 1; step <= 8; step += 1) {
        await touch("touchMove", [x + (step * dx) / 8, y + (step * dy) / 8]);
        await page.waitForTimeout(40);
      }
      await page.waitForTimeout(300);
      await check?.();
      await touch("touchEnd");
      await still(page);
    };
    const origin = page.locator(".marks .origin");
    await origin.scrollIntoViewIfNeeded();
    const before = await origin.boundingBox();
    // Beside the mark, within reach of a finger.
    const start = [before.x + before.width / 2 + 14, before.y + before.height / 2];
    await swipe(start, [24, -24], async () => {
      const now = await origin.boundingBox();
      assert.ok(now.x - before.x > 20, `the origin follows: ${now.x - before.x} px`);
      assert.doesNotMatch(await page.textContent("#ui-messages"), /error/);
    });
    assert.match(page.url(), /from=\d+\.\d+,\d+/);
    const [address, scrolled] = [page.url(), await page.evaluate(() => scrollY)];
    const map = await page.locator(".sheet").boundingBox();
    await swipe([map.x + map.width - 60, map.y + map.height * 0.6], [0, -100]);
    assert.ok((await page.evaluate(() => scrollY)) > scrolled, "the page scrolls");
    assert.equal(page.url(), address);
    assert.deepEqual(page.said, []);
    await page.close();
  });
}

test("paper is light, and has the whole table", async () => {
  const page = await open("#from=kaliningrad&missile=9m729&to=@capitals", { colorScheme: "dark" });
  await still(page);
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), "dark");
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  assert.equal(await theme(), "light");
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 794, height: 1123 });
  const { shown, wanted } = await page.locator(".scrolls").first().evaluate((box) => ({ shown: box.clientWidth, wanted: box.scrollWidth }));
  assert.ok(wanted <= shown, `${wanted} px of table in ${shown}`);
  assert.equal(await page.locator("#ui-controls").isVisible(), false);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.equal(await theme(), "dark");
  await page.close();
});

for (const width of [1100, 1200, 1280, 1440, 1600]) {
  test(`the table has room beside the map at ${width} px`, async () => {
    const page = await open("#from=kaliningrad&missile=9m729&to=@capitals", { width, height: 800 });
    await still(page);
    const { shown, wanted } = await page.locator(".scrolls").first().evaluate((box) => ({ shown: box.clientWidth, wanted: box.scrollWidth }));
    assert.ok(wanted <= shown, `${wanted} px of table in ${shown}`);
    await page.close();
  });
}

test("a verdict is of each missile on the page", async () => {
  const page = await open("#from=kapustin-yar&missile=9m729&missile=oreshnik&to=@capitals&claim=Berlin&time=15+min");
  await still(page);
  for (const missile of ["9m729", "oreshnik"]) {
    const wanted = execFileSync(program, ["claim", "kapustin-yar", "Berlin", "--time", "15 min", "--missile", missile], { encoding: "utf8" });
    const [verdict] = wanted.match(/Verdict: .*/) ?? wanted.split("\n");
    assert.ok((await page.textContent(".verdict")).includes(verdict.slice(0, 40)), verdict);
  }
  assert.equal(await page.locator(".verdict .of").count(), 2);
  await page.close();
});

test("one destination is told in figures", async () => {
  const page = await open("#from=kaliningrad&missile=9m729&to=Berlin");
  await still(page);
  for (const part of ["#ui-live", ".share blockquote"]) {
    assert.match(await page.textContent(part), /Kaliningrad.*Berlin.*529 km.*9M729.*min/, part);
  }
  await page.close();
});

test("a place of the link's own has a card", async () => {
  const page = await open("#from=kaliningrad&missile=9m729&to=Berlin&to=Home=48,16");
  await still(page);
  await page.locator(".cities .name", { hasText: "Home" }).click();
  await still(page);
  assert.match(await page.textContent(".details h2"), /Kaliningrad.*Home/);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("a finger scrolls a list, and chooses by a touch", async () => {
  const page = await open("#from=kaliningrad&missile=9m729&to=@capitals", { width: 360, height: 740, hasTouch: true, isMobile: true });
  await still(page);
  await page.getByRole("combobox", { name: "Missile, or a range" }).tap();
  const list = page.getByRole("listbox", { name: "Missile, or a range" });
  await list.waitFor();
  const before = page.url();
  const box = await list.boundingBox();
  const client = await page.context().newCDPSession(page);
  const touch = (type, ...touchPoints) => client.send("Input.dispatchTouchEvent", { type, touchPoints });
  const [x, y] = [box.x + 60, box.y + box.height - 40];
  await touch("touchStart", { x, y });
  for (let step = 1; step <= 8; step += 1) {
    await touch("touchMove", { x, y: y - step * 20 });
    await page.waitForTimeout(30);
  }
  await touch("touchEnd");
  await page.waitForTimeout(300);
  assert.ok((await list.evaluate((list) => list.scrollTop)) > 50, "the list scrolls");
  assert.equal(page.url(), before);
  await list.getByRole("option").nth(9).tap();
  await still(page);
  assert.notEqual(page.url(), before);
  await page.close();
});

test("the focus is never lost", async () => {
  const page = await open("#from=kaliningrad&from=luga&missile=9m729&to=@capitals");
  await still(page);
  const focus = () => page.evaluate(() => document.activeElement?.tagName);
  await page.getByRole("combobox", { name: "From" }).focus();
  await page.waitForTimeout(200);
  await page.keyboard.press("Tab");
  assert.notEqual(await focus(), "BODY");
  await page.getByRole("button", { name: "Remove luga from From" }).focus();
  await page.keyboard.press("Enter");
  await still(page);
  assert.equal(await focus(), "INPUT");
  await page.locator(".cities .name", { hasText: "Berlin" }).focus();
  await page.keyboard.press("Enter");
  await still(page);
  await page.getByRole("button", { name: "Close the figures of this place" }).focus();
  await page.keyboard.press("Enter");
  await still(page);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Berlin");
  await page.close();
});

test("a run of keys is one step back", async () => {
  const page = await open("#from=kaliningrad&missile=9m729&to=@capitals");
  await still(page);
  const before = page.url();
  await page.locator(".marks .origin").focus();
  for (let press = 0; press < 5; press += 1) {
    await page.keyboard.press("ArrowRight");
  }
  await still(page);
  assert.notEqual(page.url(), before);
  await page.goBack();
  await still(page);
  assert.equal(page.url(), before);
  await page.close();
});

test("words of a picture that come with a link are told as such", async () => {
  const page = await open("#from=kaliningrad&missile=2000km&to=@capitals&title=Range+by+NATO&source=NATO+2026");
  await still(page);
  assert.match(await page.textContent("#ui-messages"), /title, source came with the link/);
  await page.close();
});

test("what breaks within the page leaves no old answer", async () => {
  const page = await open("#from=kaliningrad&missile=9m729&to=@capitals");
  await still(page);
  await page.evaluate(() => setTimeout(() => { throw new Error("tried"); }, 0));
  await page.waitForTimeout(300);
  assert.match(await page.textContent("#ui-messages"), /the page has failed/);
  assert.doesNotMatch(await page.locator("#ui-result").innerText(), /Kaliningrad/);
  await page.close();
});
