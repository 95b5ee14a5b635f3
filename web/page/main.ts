// The page: what is asked, the map, and the answer.

import { Claims } from "./claims";
import { Controls } from "./controls";
import { type Answer, type Position, call, commandLine, print } from "./core";
import { elements, notes } from "./documents";
import { byId, el } from "./dom";
import { load } from "./load";
import { MapView, coordinates } from "./map";
import { save, savePng } from "./save";
import {
  CLAIM_KEYS,
  FIRST,
  type State,
  checkArguments,
  claimArguments,
  first,
  mapArguments,
  pairArguments,
  read,
  withOption,
  written,
} from "./state";
import { Table } from "./table";

/** What takes long, or would be said too often, waits until nothing has changed for so long, ms. */
const STILL_MS = 180;

/** More lines of a summary are shown when they are asked for. */
const LONG_SUMMARY = 4;

/** The map is at least so wide that its words can be read, px. */
const LEAST_WIDTH_PX = 300;

const isEmbedded = new URLSearchParams(location.search).has("embed");
const darkDevice = matchMedia("(prefers-color-scheme: dark)");

class Page {
  state: State = new Map();
  private drawn = { table: "", map: "", pair: "", claim: "" };
  private frame = 0;
  private timer = 0;
  private size = "";
  private credit = "";
  private mapTitle = "";
  /** The answer in a sentence, and what it is of. */
  private summary = "";
  private title = "";
  private names = new Map<string, string>();
  /** What is wrong with the address itself. */
  private fault: string | null = null;
  private readonly table = new Table({
    pointed: (row) => this.map.point(row?.to ?? null, false),
    opened: (row) => this.open(row.to),
  });
  readonly map = new MapView({
    moved: (origin, to, isDone) => this.move(origin, to, isDone),
    framed: (extent, centre) => this.hold(extent, centre, true),
    pointed: (place) => this.table.mark(place),
    opened: (place) => this.open(place),
  });
  private readonly controls = new Controls((name, values) => this.set(name, values), () => this.state);
  private readonly claims = new Claims((name, values) => this.set(name, values), () => this.state);
  private readonly details = el("section", { class: "details", "aria-label": "Figures of a place", hidden: true });
  private readonly lead = el("div", { class: "lead" });
  private readonly rests = el("div", { class: "rests" });
  private readonly verdict = el("div", { class: "verdict", "aria-live": "polite" });
  private readonly claimFields = new Map<string, HTMLInputElement>();
  private readonly command = el("code", { class: "command" });
  /** The notices of everything within the page. */
  private readonly notices = el("button", {
    type: "button",
    class: "plain",
    click: () => {
      const text = el("pre", { tabindex: 0, role: "region", "aria-label": "Notices" }, print(["--licenses"]).text);
      const close = el("button", { type: "button", click: () => dialog.close() }, "Close");
      const dialog = el("dialog", { "aria-label": "Licences and notices", close: () => dialog.remove() }, close, text);
      document.body.append(dialog);
      dialog.showModal();
    },
  }, "Licences and notices");
  private readonly quote = el("blockquote", { dir: "auto" });

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
    byId("ui-answer").append(this.details, this.lead, scrolls, this.table.more, this.rests, this.claims.element);
    byId("ui-result").append(this.claimForm(), this.share());
    window.addEventListener("hashchange", () => this.follow());
    window.addEventListener("popstate", () => this.follow());
    darkDevice.addEventListener("change", () => this.draw(true));
    new ResizeObserver(() => this.resized()).observe(this.map.element);
    this.follow();
  }

  /** Takes what the address says. */
  private follow() {
    const state = read(location.hash === "" || location.hash === "#" ? FIRST : location.hash);
    this.fault = typeof state === "string" ? `error: ${state}` : null;
    if (typeof state === "string") {
      this.say([]);
      return;
    }
    if (written(state) === written(this.state)) {
      return;
    }
    this.state = state;
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
    this.commit(state);
  }

  /** Shows a state that the reader meant, which Back returns from. */
  private commit(state: State) {
    this.fault = null;
    this.state = state;
    const address = `#${written(state)}`;
    if (address !== location.hash) {
      try {
        history.pushState(null, "", address);
      } catch {
        location.hash = address;
      }
    }
    this.draw(true);
  }

  private move(origin: number, to: Position, isDone: boolean) {
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
      this.commit(state);
    } else {
      this.state = state;
      this.draw(false);
    }
  }

  /** The origins as they were written, or one by one where a group was. */
  private originTexts(): string[] {
    const texts = [...(this.state.get("from") ?? [])];
    const drawn = this.names.get("from")?.split("\n") ?? texts;
    return drawn.length === texts.length ? texts : drawn;
  }

  private hold(extent: string, centre: Position, isDone: boolean) {
    const at = centre.map((deg) => Number(deg.toFixed(4))).join(",");
    const state = withOption(withOption(this.state, "centre", [at]), "extent", [extent]);
    if (isDone) {
      this.commit(state);
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
    if (this.fault) {
      this.say([]);
      return;
    }
    this.drawMap();
    this.drawTable(isStill);
    if (isStill) {
      this.controls.show(this.state);
      byId("ui-fit").hidden = !this.state.has("extent");
    }
  }

  get theme(): string {
    return first(this.state, "theme") ?? (darkDevice.matches ? "dark" : "light");
  }

  /** The map's command without what its place on the page asks for. */
  private savedMap(): string[] {
    const theme = this.state.has("theme") || this.theme === "light" ? [] : [`--theme=${this.theme}`];
    return [...mapArguments(this.state), ...theme, `--size=${this.size}`];
  }

  private drawMap() {
    this.size ||= this.wantedSize();
    document.documentElement.dataset.theme = this.theme === "dark" ? "dark" : "light";
    // The notes stand below the map as text.
    const args = [...this.savedMap(), "--notes=off"];
    const key = args.join("\n");
    if (key === this.drawn.map) {
      return;
    }
    this.drawn.map = key;
    const answer = call(args);
    if (answer.map) {
      this.map.show(answer.text, answer.map);
      this.credit = answer.map.credit;
      this.mapTitle = answer.map.title;
      this.names.set("from", answer.map.from.map((place) => place.key).join("\n"));
      this.mapNotes = answer.map.caveats;
    } else if (answer.text !== "") {
      this.map.showAlone(answer.text);
      this.mapNotes = [];
    }
    this.mapMessages = answer.messages;
    this.hasPicture ||= answer.text !== "";
    byId("ui-map").hidden = !this.hasPicture;
    byId("ui-hint").hidden = !this.hasPicture;
    this.say([...this.mapMessages, ...this.tableMessages]);
  }

  private mapNotes: string[] = [];
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
      this.table.show(grid, answer.rows, document.find((block) => block.title)?.title ?? "Places", isStill);
    }
    if (isStill && answer && document.length > 0) {
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
    this.lead.replaceChildren(elements(card, 2), sentence ? el("p", { class: "sentence" }, sentence) : "", counts);
    this.summary = sentence ?? (summary.join(" ") || title);
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

  private say(lines: string[]) {
    const messages = byId("ui-messages");
    // Of an address that cannot be read nothing is drawn, and what was drawn before stays.
    const unique = this.fault ? [this.fault] : [...new Set(lines)];
    const text = unique.join("\n");
    if (messages.dataset.text !== text) {
      messages.dataset.text = text;
      messages.replaceChildren(...unique.map((line) => el("span", { class: line.startsWith("note") ? "note" : "error", dir: "auto" }, line)));
    }
  }

  /** What waits until the reader has stopped. */
  private settle() {
    if (this.map.isDragging) {
      this.timer = window.setTimeout(() => this.settle(), STILL_MS);
      return;
    }
    this.resized();
    this.drawNow(true);
    if (this.fault) {
      return;
    }
    this.showPlace();
    this.showVerdict();
    this.showSharing();
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

  private open(place: string) {
    this.commit(withOption(this.state, "explain", [place]));
    this.details.dataset.asked = "yes";
  }

  /** The card of a place, with who says so, and its derivation. */
  private showPlace() {
    const to = first(this.state, "explain");
    const [from] = this.state.get("from") ?? [];
    const key = to === undefined || from === undefined ? "" : pairArguments("check", this.state, from, to).join("\n");
    if (key === this.drawn.pair) {
      return;
    }
    this.drawn.pair = key;
    this.details.hidden = key === "";
    if (to === undefined || from === undefined) {
      this.details.replaceChildren();
      return;
    }
    const origin = this.originTexts()[this.map.active] ?? from;
    const card = call(pairArguments("check", this.state, origin, to));
    const derivation = el("div");
    const more = el(
      "details",
      {
        toggle: () => {
          if (more.open && derivation.childElementCount === 0) {
            const answer = call(pairArguments("explain", this.state, origin, to));
            derivation.append(answer.document ? elements(answer.document, 3) : el("p", {}, answer.messages.join("\n")));
          }
        },
      },
      el("summary", {}, "The derivation, step by step"),
      derivation,
    );
    const close = el("button", { type: "button", class: "close", "aria-label": "Close the figures of this place", click: () => this.commit(withOption(this.state, "explain", [])) }, "×");
    const body = card.document ? elements(card.document, 2) : el("p", { class: "error" }, card.messages.join("\n"));
    this.details.replaceChildren(close, body, more);
    if (this.details.dataset.asked === "yes") {
      delete this.details.dataset.asked;
      this.details.tabIndex = -1;
      this.details.focus({ preventScroll: true });
      this.details.scrollIntoView({ block: "nearest" });
    }
  }

  private claimForm(): HTMLElement {
    const labels: Record<string, [string, string]> = {
      claim: ["To", "Berlin"],
      time: ["Flight time", "15 min"],
      speed: ["Speed", "Mach 10"],
      apogee: ["Apogee", "1000 km"],
      range: ["Range", "2000 km"],
    };
    const fields = ["claim", ...CLAIM_KEYS].map((key) => {
      const [label, placeholder] = labels[key]!;
      const input = el("input", {
        type: "text",
        id: `ui-claim-${key}`,
        placeholder,
        autocomplete: "off",
        dir: "auto",
        change: () => {
          const value = input.value.trim();
          let state = withOption(this.state, key, value === "" ? [] : [value]);
          if (key !== "claim" && value !== "" && !state.has("claim")) {
            state = withOption(state, "claim", [""]);
          }
          this.commit(state);
        },
      });
      this.claimFields.set(key, input);
      return el("div", { class: "field" }, el("label", { for: input.id }, label), input);
    });
    return el(
      "section",
      { class: "judge", "aria-labelledby": "ui-judge" },
      el("h2", { id: "ui-judge" }, "Can a claim be true?"),
      el("p", {}, "“15 minutes to Berlin”: what somebody says of a flight from the origin, as it is quoted."),
      el("form", { submit: (event: Event) => event.preventDefault() }, ...fields),
      this.verdict,
    );
  }

  private showVerdict() {
    for (const [key, input] of this.claimFields) {
      if (document.activeElement !== input) {
        input.value = first(this.state, key) ?? "";
      }
    }
    const args = claimArguments(this.state);
    const key = args?.join("\n") ?? "";
    if (key === this.drawn.claim) {
      return;
    }
    this.drawn.claim = key;
    const answer = args && call(args);
    this.verdict.replaceChildren();
    if (answer) {
      const lines = answer.messages.map((line) => el("p", { class: line.startsWith("note") ? "note" : "error", dir: "auto" }, line));
      this.verdict.append(...lines, answer.document ? elements(answer.document, 3) : "");
    }
  }

  private share(): HTMLElement {
    const name = () => [...(this.state.get("from") ?? []).slice(0, 1), ...(this.state.get("missile") ?? []).slice(0, 1)].join("-").replace(/[^\p{L}\p{N}.-]+/gu, "-") || "map";
    const button = (label: string, click: () => void) => el("button", { type: "button", click }, label);
    const saved = (messages: string[]) => {
      if (messages.length > 0) {
        this.say(messages);
      }
    };
    const copied = el("span", { role: "status", class: "copied" });
    const copy = (label: string, text: () => string) =>
      button(label, () => {
        void this.copy(text()).then((isDone) => {
          copied.textContent = isDone ? `${label}: done` : "The browser does not allow to copy: mark the text and copy it yourself.";
        });
      });
    const check = () => checkArguments(this.state);
    return el(
      "section",
      { class: "share", "aria-labelledby": "ui-share" },
      el("h2", { id: "ui-share" }, "Take it with you"),
      el(
        "div",
        { class: "buttons" },
        button("Map as SVG", () => saved(save(this.savedMap(), `${name()}.svg`, "image/svg+xml"))),
        button("Map as PNG", () => void savePng(this.savedMap(), `${name()}.png`).then(saved)),
        button("Table as CSV", () => saved(save([...check(), "--format=csv"], `${name()}.csv`, "text/csv"))),
        button("Rings as GeoJSON", () => saved(save([...mapArguments(this.state), "--format=geojson"], `${name()}.geojson`, "application/geo+json"))),
        button("Report", () => saved(save([...check(), "--format=html"], `${name()}.html`, "text/html"))),
      ),
      el("h3", {}, "To quote"),
      this.quote,
      el("h3", {}, "The command of this map"),
      el("pre", { tabindex: 0, role: "region", "aria-label": "Command" }, this.command),
      el(
        "div",
        { class: "buttons" },
        copy("Copy the link", () => location.href),
        copy("Copy the sentence", () => this.quote.textContent ?? ""),
        copy("Copy the command", () => this.command.textContent ?? ""),
        copy("Copy the frame for a page", () => this.frameLine()),
        copy("Copy the oEmbed text", () => this.oembed()),
        copied,
      ),
    );
  }

  private async copy(text: string): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }

  private get embedAddress(): string {
    return `${location.href.split(/[?#]/)[0]}?embed#${written(this.state)}`;
  }

  private frameLine(): string {
    const frame = el("iframe", { src: this.embedAddress, title: this.title, width: "100%", height: "640", loading: "lazy", frameborder: "0" });
    return frame.outerHTML;
  }

  private oembed(): string {
    const text = { version: "1.0", type: "rich", provider_name: "Arcminute", title: this.title, html: this.frameLine(), width: 900, height: 640 };
    return JSON.stringify(text, null, 1);
  }

  private showSharing() {
    const [head = "", ...rest] = this.savedMap();
    // As one writes it: a space before a value that begins with no dash.
    const spaced = rest.flatMap((argument) => {
      const at = argument.indexOf("=");
      return at < 0 || argument[at + 1] === "-" ? [argument] : [argument.slice(0, at), argument.slice(at + 1)];
    });
    this.command.textContent = commandLine([head, ...spaced, "-o", "map.svg"]);
    const address = location.protocol === "file:" ? "" : ` ${location.href}`;
    this.quote.textContent = `${this.summary} (arcminute, catalogue of ${this.edition}; published claims and textbook models.${address})`;
    const sources = `${this.credit}, catalogue of ${this.edition}. Claims of range and their sources are named below the table. `;
    byId("ui-sources").replaceChildren(sources, this.notices);
    document.title = `${this.title} · Arcminute`.replace(/^ · /, "");
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
  await load();
  const page = new Page();
  page.edition = call(["--version"]).messages.join(" ").match(/catalogue of ([^\n]*)/)?.[1] ?? "";
  window.arcminute = { page, call, print };
} catch (error) {
  byId("ui-messages").replaceChildren(el("span", { class: "error" }, `The page cannot start: ${error instanceof Error ? error.message : String(error)}`));
}
