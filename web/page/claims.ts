// Who says so: the claims for each missile with their sources, each of which one may leave out.

import { claims } from "./catalogue";
import { type Block, call } from "./core";
import { el, linked } from "./dom";
import type { Change } from "./controls";
import type { State } from "./state";

/** Facts of `show` that are of a missile's range and speed. */
const OF_INTEREST = ["range", "speed", "speed source", "source", "notes", "altitude", "altitude source"];

export class Claims {
  readonly element = el("section", { class: "claims", "aria-labelledby": "ui-claims" });
  private shown = "";
  private boxes: { missile: string; id: string; box: HTMLInputElement }[] = [];

  constructor(
    private readonly change: Change,
    private readonly state: () => State,
  ) {}

  /** Shows the claims for the systems of the rows, by their ids. */
  show(systems: string[]) {
    const key = systems.join(" ");
    if (key !== this.shown) {
      this.shown = key;
      this.boxes = [];
      const lists = systems.map((id) => this.missile(id)).filter((list) => list !== null);
      this.element.replaceChildren(...(lists.length > 0 ? [el("h2", { id: "ui-claims" }, "Who says so"), ...lists] : []));
      this.element.hidden = lists.length === 0;
    }
    const leftOut = this.state().get("without-claim") ?? [];
    for (const { missile, id, box } of this.boxes) {
      box.checked = !leftOut.includes(`${missile}:${id}`);
    }
  }

  private missile(id: string): HTMLElement | null {
    const known = claims(id);
    const document = call(["show", id]).document;
    const title = document?.findIndex((block) => block.title?.endsWith(`(missile ${id})`)) ?? -1;
    const facts = document?.slice(title + 1).find((block: Block) => block.facts)?.facts;
    if (title < 0 || !facts) {
      return null;
    }
    let at = 0;
    const list = el("ul");
    const others = el("dl");
    for (const [label, text] of facts) {
      const claim = known[at];
      if (label === "claim" && claim) {
        at += 1;
        list.append(this.claim(id, claim.id, claim.basis === "capability", text));
      } else if (OF_INTEREST.includes(label)) {
        others.append(el("dt", {}, label), el("dd", {}, linked(text)));
      }
    }
    const name = (document?.[title]?.title ?? id).replace(` (missile ${id})`, "");
    return el("details", { open: true }, el("summary", {}, el("h3", {}, name)), others, known.length > 0 ? list : null);
  }

  private claim(missile: string, id: string, counts: boolean, text: string): HTMLElement {
    const name = `${missile}:${id}`;
    if (!counts) {
      return el("li", { class: "uncounted" }, linked(text));
    }
    const box = el("input", {
      type: "checkbox",
      checked: true,
      change: () => {
        const others = (this.state().get("without-claim") ?? []).filter((known) => known !== name);
        this.change("without-claim", box.checked ? others : [...others, name]);
      },
    });
    this.boxes.push({ missile, id, box });
    return el("li", {}, el("label", {}, box, el("span", {}, linked(text))));
  }
}
