// What one takes away: files, a sentence to quote, the command, the link, and the page as a frame for another.

import { commandLine, print } from "./core";
import { byId, el, isolated } from "./dom";
import { save, savePng } from "./save";
import { type State, checkArguments, mapArguments, written } from "./state";

/** What the page shows. */
export interface Shown {
  state: State;
  /** The map's command without what its place on the page asks for. */
  map: string[];
  /** The answer in a sentence, and what it is of. */
  summary: string;
  title: string;
  credit: string;
  /** The date of the catalogue. */
  edition: string;
}

export class Share {
  private readonly command = el("code", { class: "command" });
  private readonly quote = el("blockquote");
  /** The notices of everything within the page. */
  private readonly notices = el("button", { type: "button", class: "plain", click: showNotices }, "Licences and notices");
  readonly element: HTMLElement;

  constructor(
    private readonly shown: () => Shown,
    private readonly say: (lines: string[]) => void,
  ) {
    this.element = this.section();
  }

  private section(): HTMLElement {
    const name = () => [...(this.shown().state.get("from") ?? []).slice(0, 1), ...(this.shown().state.get("missile") ?? []).slice(0, 1)].join("-").replace(/[^\p{L}\p{N}.-]+/gu, "-") || "map";
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
          const hint = location.protocol === "file:" && /link|frame|oEmbed/.test(label) ? "; it opens on this computer alone until the page is put on a web server" : "";
          copied.textContent = isDone ? `${label}: done${hint}` : "The browser does not allow to copy: mark the text and copy it yourself.";
        });
      });
    const check = () => checkArguments(this.shown().state);
    return el(
      "section",
      { class: "share", "aria-labelledby": "ui-share" },
      el("h2", { id: "ui-share" }, "Take it with you"),
      el(
        "div",
        { class: "buttons" },
        button("Map as SVG", () => saved(save(this.shown().map, `${name()}.svg`, "image/svg+xml"))),
        button("Map as PNG", () => void savePng(this.shown().map, `${name()}.png`).then(saved)),
        button("Table as CSV", () => saved(save([...check(), "--format=csv"], `${name()}.csv`, "text/csv"))),
        button("Rings as GeoJSON", () => saved(save([...mapArguments(this.shown().state), "--format=geojson"], `${name()}.geojson`, "application/geo+json"))),
        button("Report", () => saved(save([...check(), "--format=html"], `${name()}.html`, "text/html"))),
      ),
      el("h3", {}, "To quote"),
      this.quote,
      el("h3", {}, "The command of this map"),
      el("pre", { tabindex: 0, role: "region", "aria-label": "Command" }, this.command),
      el(
        "div",
        { class: "buttons" },
        copy("Copy the link", () => this.address),
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

  /** The link to what is shown, which says all of it. */
  private get address(): string {
    return `${location.href.split(/[?#]/)[0]}#${written(this.shown().state)}`;
  }

  private get embedAddress(): string {
    return `${location.href.split(/[?#]/)[0]}?embed#${written(this.shown().state)}`;
  }

  private frameLine(): string {
    const frame = el("iframe", { src: this.embedAddress, title: this.shown().title, width: "100%", height: "640", loading: "lazy", style: "border:0" });
    return frame.outerHTML;
  }

  private oembed(): string {
    const text = { version: "1.0", type: "rich", provider_name: "Arcminute", title: this.shown().title, html: this.frameLine(), width: 900, height: 640 };
    return JSON.stringify(text, null, 1);
  }

  /** Shows what there is to take. */
  show() {
    // Of no answer there is nothing to take.
    this.element.hidden = this.shown().summary === "";
    const [head = "", ...rest] = this.shown().map;
    // As one writes it: a space before a value that begins with no dash.
    const spaced = rest.flatMap((argument) => {
      const at = argument.indexOf("=");
      return at < 0 || argument[at + 1] === "-" ? [argument] : [argument.slice(0, at), argument.slice(at + 1)];
    });
    this.command.textContent = commandLine([head, ...spaced, "-o", "map.svg"]);
    const address = location.protocol === "file:" ? "" : ` ${this.address}`;
    const quote = `${this.shown().summary} (arcminute, catalogue of ${this.shown().edition}; published claims and textbook models.${address})`;
    this.quote.replaceChildren(isolated(quote));
    const { credit, edition } = this.shown();
    const sources = `${credit ? `${credit}, catalogue` : "Catalogue"} of ${edition}. Claims of range and their sources are named below the table. `;
    const whole = el("a", { href: this.address, target: "_blank", rel: "noopener", class: "whole" }, "Open the whole page");
    byId("ui-sources").replaceChildren(sources, whole, " ", this.notices);
    document.title = `${this.shown().title} · Arcminute`.replace(/^ · /, "");
  }
}

function showNotices() {
  const text = el("pre", { tabindex: 0, role: "region", "aria-label": "Notices" }, print(["--licenses"]).text);
  const close = el("button", { type: "button", click: () => dialog.close() }, "Close");
  const dialog = el("dialog", { "aria-label": "Licences and notices", close: () => dialog.remove() }, close, text);
  document.body.append(dialog);
  dialog.showModal();
}
