// The page: what is asked, the map, and the answer.

import { Card } from "./card";
import { Claims } from "./claims";
import { Controls } from "./controls";
import { type Answer, type Place, type Position, call, callMoving, print } from "./core";
import { elements, inOneSentence, notes } from "./documents";
import { byId, el, isolated } from "./dom";
import { Judge } from "./judge";
import { load } from "./load";
import { MapView, coordinates } from "./map";
import { Share, type Shown } from "./share";
import {
  FIRST,
  type State,
  checkArguments,
  first,
  mapArguments,
  read,
  withOption,
  written,
} from "./state";
import { Table } from "./table";

/** What takes long, or would be said too often, waits until nothing has changed for so long, ms. */
const STILL_MS = 180;

/** Steps of keys or the wheel that follow each other within this time are one in the history, ms. */
const RUN_MS = 1500;

/** More lines of a summary are shown when they are asked for. */
const LONG_SUMMARY = 4;

/** Words of the picture that whoever makes a link may choose. */
const GIVEN_WORDS = ["title", "subtitle", "source", "note"];

/** In place of an answer. */
const NO_ANSWER = "There is no answer to this: the message beside the map says why.";

/** The map is at least so wide that its words can be read, px. */
const LEAST_WIDTH_PX = 300;

const isEmbedded = new URLSearchParams(location.search).has("embed");
const darkDevice = matchMedia("(prefers-color-scheme: dark)");

class Page {
  state: State = new Map();
  /** The state of the address: the other is ahead of it while something moves. */
  private committed: State = this.state;
  private drawn = { table: "", map: "" };
  /** True once everything that follows a change is there. */
  isStill = false;
  private frame = 0;
  private lastOfRun = Number.NEGATIVE_INFINITY;
  private timer = 0;
  private size = "";
  private credit = "";
  private mapTitle = "";
  /** The answer in a sentence, and what it is of. */
  private summary = "";
  private title = "";
  /** The origins of the map, as rows of the table name them, and its places. */
  private origins: string[] = [];
  private targets: Place[] = [];
  /** What is wrong with the address itself. */
  private fault: string | null = null;
  private readonly table = new Table({
    pointed: (row) => this.map.point(row?.to ?? null, false),
    opened: (row) => this.open(row.to, this.origins.indexOf(row.from)),
  });
  readonly map = new MapView({
    moved: (origin, to, isDone, isOfRun) => this.move(origin, to, isDone, isOfRun),
    leftOff: () => this.leaveOff(),
    framed: (extent, centre) => this.hold(extent, centre),
    pointed: (place) => this.table.mark(place),
    opened: (place) => this.open(place, this.map.active),
  });
  private readonly controls = new Controls((name, values) => this.set(name, values), () => this.state);
  private readonly claims = new Claims((name, values) => this.set(name, values), () => this.state);
  private readonly card = new Card((place) => this.closeCard(place));
  private readonly lead = el("div", { class: "lead" });
  private readonly rests = el("div", { class: "rests" });
  private readonly judge = new Judge((name, values) => this.claim(name, values), () => this.state, () => this.originTexts());
  private readonly sharing = new Share(() => this.shown(), (lines) => this.say(lines));

  constructor() {
    this.map.texts = (place) => this.placeTexts(place);
    byId("ui-map").append(this.map.element);
    byId("ui-controls").append(this.controls.element);
    byId("ui-fit").addEventListener("click", () => {
      this.commit(withOption(withOption(this.state, "centre", []), "extent", []));
    });
    byId("ui-skip").addEventListener("click", (event) => {
      event.preventDefault();
      byId("ui-answer").focus();
    });
    const scrolls = el("div", { class: "scrolls", tabindex: 0, role: "region", "aria-label": "Table of places" }, this.table.element);
    byId("ui-answer").append(this.card.element, this.lead, scrolls, this.table.more, this.rests, this.claims.element);
    byId("ui-result").append(this.judge.element, this.sharing.element);
    window.addEventListener("hashchange", () => this.follow());
    window.addEventListener("popstate", () => this.follow());
    darkDevice.addEventListener("change", () => this.draw(true));
    window.addEventListener("beforeprint", () => this.print(true));
    window.addEventListener("afterprint", () => this.print(false));
    this.map.isPlacedByClick = !isEmbedded;
    new ResizeObserver(() => this.resized()).observe(this.map.element);
    this.follow();
  }

  /** Takes what the address says. */
  private follow() {
    const state = read(location.hash === "" || location.hash === "#" ? FIRST : location.hash);
    if (typeof state === "string") {
      this.fault = `error: ${state}`;
    } else if (this.fault === null && written(state) === written(this.state)) {
      return;
    } else {
      this.fault = null;
      this.state = state;
      this.committed = state;
    }
    this.draw(true);
  }

  private set(name: string, values: string[]) {
    let state = withOption(this.state, name, values);
    if (name === "missile") {
      const ids = new Set(values);
      const kept = (state.get("without-claim") ?? []).filter((claim) => ids.has(claim.split(":")[0] ?? ""));
      state = withOption(state, "without-claim", kept);
    }
    if (name === "to" && values.length === 0) {
      state = withOption(state, "explain", []);
    }
    if (name === "from") {
      state = withOption(state, "explain-origin", []);
    }
    this.commit(state);
  }

  /** Of a claim about a flight, any figure begins one; it is of a flight to a place, or of none. */
  private claim(name: string, values: string[]) {
    const state = withOption(this.state, name, values);
    const begins = name !== "claim" && values.length > 0 && !state.has("claim");
    this.commit(begins ? withOption(state, "claim", [""]) : state);
  }

  /** Shows a state that the reader meant, which Back returns from: to before a run of such steps, as of keys or the wheel. */
  private commit(state: State, isOfRun = false) {
    const now = performance.now();
    const continues = isOfRun && now - this.lastOfRun < RUN_MS;
    this.lastOfRun = isOfRun ? now : Number.NEGATIVE_INFINITY;
    this.fault = null;
    this.state = state;
    this.committed = state;
    const address = `#${written(state)}`;
    if (address !== location.hash) {
      try {
        history[continues ? "replaceState" : "pushState"](null, "", address);
      } catch {
        location.hash = address;
      }
    }
    this.draw(true);
  }

  private move(origin: number, to: Position, isDone: boolean, isOfRun: boolean) {
    let state = this.state;
    const held = first(state, "extent") === undefined ? this.map.held() : null;
    if (held) {
      state = withOption(withOption(state, "centre", [held.centre.map((deg) => Number(deg.toFixed(4))).join(",")]), "extent", [held.extent]);
    }
    // Of a group, all origins stay but the one that moves: only then they are named one by one.
    const names = this.originTexts();
    names[Math.min(origin, Math.max(0, names.length - 1))] = coordinates(to, this.map.pxPerKm);
    state = withOption(state, "from", names);
    if (isDone) {
      this.commit(state, isOfRun);
    } else {
      this.state = state;
      this.draw(false);
    }
  }

  private leaveOff() {
    if (this.state !== this.committed) {
      this.state = this.committed;
      this.draw(true);
    }
  }

  /** The origins as they were written, or one by one where a group was. */
  private originTexts(): string[] {
    const texts = [...(this.state.get("from") ?? [])];
    return this.origins.length === texts.length || this.origins.length === 0 ? texts : this.origins;
  }

  /** A place as the program takes it: by its id, or where the link gives it a name, as it is written there. */
  private targetText(key: string): string {
    const name = this.targets.find((place) => place.key === key)?.name;
    return (this.state.get("to") ?? []).find((text) => name !== undefined && text.startsWith(`${name}=`)) ?? key;
  }

  private hold(extent: string, centre: Position) {
    const at = centre.map((deg) => Number(deg.toFixed(4))).join(",");
    this.commit(withOption(withOption(this.state, "centre", [at]), "extent", [extent]), true);
  }

  /** Paper is light, whatever the device is. */
  private print(isPrinted: boolean) {
    const { theme } = this;
    this.isPrinted = isPrinted;
    if (this.theme !== theme) {
      this.drawNow(true);
    }
  }

  private resized() {
    const size = this.wantedSize();
    // While an origin moves its map stays, and one that is hidden has no size.
    if (size !== this.size && !this.map.isDragging && this.map.width > 0) {
      this.size = size;
      this.draw(true);
    }
  }

  /** The size of the picture: that of its place on a wide page, else as tall as it takes. */
  private wantedSize(): string {
    const { clientWidth: width, clientHeight: height } = this.map.element;
    const isTall = getComputedStyle(this.map.element).getPropertyValue("--fills").trim() === "yes";
    const wide = Math.max(LEAST_WIDTH_PX, Math.round(width));
    return isTall ? `${wide}x${Math.max(360, Math.round(height))}` : `${wide}x`;
  }

  /** Draws the state in the next frame; what waits for stillness as well where `isMeant`. */
  draw(isMeant: boolean) {
    if (isMeant) {
      window.clearTimeout(this.timer);
      this.isStill = false;
      this.timer = window.setTimeout(() => this.settle(), STILL_MS);
    }
    if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.drawNow(!this.map.isDragging);
      });
    }
  }

  /** Draws map and table at once. */
  drawNow(isStill: boolean) {
    const hasNothing = this.fault !== null || !this.state.has("from");
    if (hasNothing) {
      this.drawn = { table: "", map: "" };
      this.mapMessages = [];
      this.tableMessages = [];
      this.say([]);
      this.showNoAnswer(this.fault === null ? "Choose where from: a launch site, a city or a position." : NO_ANSWER);
    } else {
      this.drawMap(isStill);
      this.drawTable(isStill);
    }
    this.map.element.classList.toggle("stale", hasNothing || this.isMapStale);
    // The sentence above the table is of where the origin was.
    this.lead.classList.toggle("waits", !isStill);
    if (isStill) {
      this.controls.show(this.state);
      byId("ui-fit").hidden = !this.state.has("extent");
    }
  }

  get theme(): string {
    const theme = first(this.state, "theme") ?? (darkDevice.matches ? "dark" : "light");
    return this.isPrinted && theme === "dark" ? "light" : theme;
  }

  /** The map's command without what its place on the page asks for. */
  private savedMap(size = this.size): string[] {
    const theme = first(this.state, "theme") === this.theme || this.theme === "light" ? [] : [`--theme=${this.theme}`];
    const state = this.isPrinted ? withOption(this.state, "theme", []) : this.state;
    return [...mapArguments(state), ...theme, `--size=${size}`];
  }

  private shown(): Shown {
    const { state, summary, title, credit, edition } = this;
    return { state, map: this.savedMap(), summary, title, credit, edition };
  }

  private drawMap(isStill: boolean) {
    this.size ||= this.wantedSize();
    document.documentElement.dataset.theme = this.theme === "dark" ? "dark" : "light";
    // The notes stand below the map as text.
    const size = isStill ? null : this.map.pictureSize;
    const args = [...this.savedMap(size ?? this.size), "--notes=off"];
    const key = `${args.join("\n")}\n${isStill}`;
    if (key === this.drawn.map) {
      return;
    }
    this.drawn.map = key;
    const answer = isStill ? call(args) : callMoving(args);
    if (answer.map) {
      this.map.show(answer.text, answer.map);
      this.credit = answer.map.credit;
      this.mapTitle = answer.map.title;
      this.origins = answer.map.from.map((place) => place.key);
      this.targets = answer.map.to;
      this.mapNotes = answer.map.caveats;
    } else if (answer.text !== "") {
      this.map.showAlone(answer.text);
      this.mapNotes = [];
    }
    this.isMapStale = answer.text === "";
    this.mapMessages = answer.messages;
    this.hasPicture ||= answer.text !== "";
    byId("ui-map").hidden = !this.hasPicture;
    byId("ui-hint").hidden = !this.hasPicture;
    this.say([...this.mapMessages, ...this.tableMessages]);
  }

  private mapNotes: string[] = [];
  /** True where the last map that was drawn is of another state. */
  private isMapStale = false;
  private isPrinted = false;
  /** True from the first map on: what is wrong after that leaves the last one. */
  private hasPicture = false;
  private mapMessages: string[] = [];
  private tableMessages: string[] = [];

  private drawTable(isStill: boolean) {
    const args = checkArguments(this.state);
    const key = `${args.join("\n")}\n${isStill}`;
    if (key === this.drawn.table) {
      return;
    }
    this.drawn.table = key;
    const hasTo = this.state.has("to");
    const answer: Answer | null = hasTo ? call(args) : null;
    this.tableMessages = answer?.messages ?? [];
    const document = answer?.document ?? [];
    const grid = document.find((block) => block.grid)?.grid;
    this.table.element.hidden = !grid || !answer?.rows;
    if (grid && answer?.rows) {
      this.table.show(grid, answer.rows, this.origins, document.find((block) => block.title)?.title ?? "Places", isStill);
    }
    if (answer && document.length === 0) {
      this.showNoAnswer(NO_ANSWER);
    } else if (isStill && answer) {
      this.words(document, Boolean(answer.rows), answer.rows?.map((row) => row.system ?? "") ?? []);
    } else if (isStill && !hasTo) {
      this.lead.replaceChildren(el("p", {}, "Choose places under To: @capitals, or a city."));
      this.rests.replaceChildren(el("h2", {}, "What this rests on"), notes(this.mapNotes));
      this.claims.show([]);
      this.summary = `${this.mapTitle}.`;
      this.title = this.mapTitle;
    }
    this.say([...this.mapMessages, ...this.tableMessages]);
  }

  /** What was answered before is not the answer to this. */
  private showNoAnswer(reason: string) {
    this.table.element.hidden = true;
    this.table.more.hidden = true;
    this.lead.replaceChildren(el("p", {}, reason));
    this.rests.replaceChildren();
    this.claims.show([]);
    this.summary = "";
    this.title = "";
  }

  /** The summary above the table, and below it what it rests on. */
  private words(document: NonNullable<Answer["document"]>, isTable: boolean, systems: string[]) {
    const title = document.find((block) => block.title)?.title ?? "";
    const sentence = isTable ? document.find((block) => block.paragraph)?.paragraph : undefined;
    const lists = document.flatMap((block) => (block.notes ? [block.notes] : []));
    const summary = isTable ? (lists[0] ?? []) : [];
    const caveats = lists.slice(isTable ? 1 : 0).flat();
    const card = isTable ? document.filter((block) => block.title) : document.filter((block) => !block.notes);
    // Of many origins each has a line.
    const isLong = summary.length > LONG_SUMMARY;
    const counts = isLong ? el("details", {}, el("summary", {}, `One by one (${summary.length})`), notes(summary)) : notes(summary);
    this.lead.replaceChildren(elements(card, 2), sentence ? el("p", { class: "sentence" }, isolated(sentence)) : "", counts);
    this.summary = sentence ?? (summary.join(" ") || inOneSentence(document));
    this.title = title;
    const all = [...caveats, ...this.mapNotes.filter((note) => !caveats.includes(note))];
    this.rests.replaceChildren(el("h2", {}, "What this rests on"), notes(all));
    const missiles = isTable ? systems : (this.state.get("missile") ?? []);
    this.claims.show([...new Set(missiles)].filter((id) => id !== ""));
    // One pair has no table to open a row of.
    if (!isTable) {
      this.claims.element.hidden = false;
    }
  }

  /** The page itself is at fault. */
  fail() {
    this.fault = "error: the page has failed at this; load it anew";
    this.say([]);
    this.showNoAnswer(NO_ANSWER);
    this.map.element.classList.add("stale");
    this.sharing.show();
  }

  private say(lines: string[]) {
    const messages = byId("ui-messages");
    // Of an address that cannot be read nothing is drawn, and what was drawn before stays.
    const given = GIVEN_WORDS.filter((name) => this.state.has(name)).join(", ");
    const own = given === "" ? [] : [`note: the picture's ${given} came with the link, and not from the program`];
    const unique = this.fault ? [this.fault] : [...new Set([...own, ...lines])];
    const text = unique.join("\n");
    if (messages.dataset.text !== text) {
      messages.dataset.text = text;
      messages.replaceChildren(...unique.map((line) => el("span", { class: line.startsWith("note") ? "note" : "error" }, isolated(line))));
    }
  }

  /** What waits until the reader has stopped. */
  private settle() {
    if (this.map.isDragging) {
      this.timer = window.setTimeout(() => this.settle(), STILL_MS);
      return;
    }
    this.isStill = true;
    this.resized();
    this.drawNow(true);
    this.showCard();
    if (this.fault === null) {
      this.judge.show();
    }
    this.sharing.show();
    const live = byId("ui-live");
    if (live.textContent !== this.summary) {
      live.textContent = this.summary;
    }
  }

  /** The figures of a place, a line each, for the label on the map. */
  private placeTexts(place: string): string[] {
    return this.table.texts(place).flatMap((row, at) => {
      const cell = (title: string) => row.find(([name]) => name === title)?.[1] ?? "";
      const others = row.filter(([title, text]) => !["To", ""].includes(title) && text !== "" && text !== "–");
      const told = others.map(([title, text]) => (/^(km|mi|nmi)$/.test(title) ? `${text} ${title}` : `${title.toLowerCase()} ${text}`));
      return at === 0 ? [`${cell("To")} ${cell("")}`.trim(), ...told] : ["", ...told];
    });
  }

  private open(place: string, origin: number) {
    const state = withOption(this.state, "explain", [place]);
    this.commit(withOption(state, "explain-origin", origin > 0 ? [String(origin + 1)] : []));
    this.card.isAsked = true;
  }

  private closeCard(place: string) {
    this.table.focus(place);
    this.commit(withOption(withOption(this.state, "explain", []), "explain-origin", []));
  }

  private showCard() {
    const to = this.fault === null ? first(this.state, "explain") : undefined;
    const origins = this.originTexts();
    const from = origins[Number(first(this.state, "explain-origin") ?? 1) - 1] ?? origins[0];
    this.card.show(this.state, from, to, to === undefined ? "" : this.targetText(to));
  }

  edition = "";
}

declare global {
  interface Window {
    /** For tests and measurements. */
    arcminute?: { page: Page; call: typeof call; print: typeof print };
  }
}

document.documentElement.classList.toggle("embed", isEmbedded);
try {
  if (typeof WebAssembly === "undefined") {
    throw new Error("it computes with WebAssembly, which this browser lacks or forbids");
  }
  await load();
  const page = new Page();
  // Whatever breaks, what stood there before is not the answer.
  const broken = () => page.fail();
  window.addEventListener("error", broken);
  window.addEventListener("unhandledrejection", broken);
  page.edition = call(["--version"]).text.match(/catalogue of (\S+)/)?.[1] ?? "";
  window.arcminute = { page, call, print };
} catch (error) {
  byId("ui-messages").replaceChildren(el("span", { class: "error" }, `The page cannot start: ${error instanceof Error ? error.message : String(error)}`));
}
