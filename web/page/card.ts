// The card of a pair of places, with who says so, and its derivation.

import { call } from "./core";
import { elements } from "./documents";
import { el } from "./dom";
import { type State, pairArguments } from "./state";

export class Card {
  readonly element = el("section", { class: "details", "aria-label": "Figures of a place", hidden: true });
  /** True if the reader has just asked for it: then it gets the focus. */
  isAsked = false;
  private drawn = "";

  constructor(private readonly close: (place: string) => void) {}

  /** Shows the card of a place, whose name is `target` for the program; none where there is no place or origin. */
  show(state: State, from: string | undefined, place: string | undefined, target: string) {
    const args = from === undefined || place === undefined ? null : pairArguments("check", state, from, target);
    const key = args?.join("\n") ?? "";
    if (key === this.drawn) {
      return;
    }
    this.drawn = key;
    this.element.hidden = args === null;
    if (args === null || from === undefined || place === undefined) {
      this.element.replaceChildren();
      return;
    }
    const card = call(args);
    const derivation = el("div");
    const more = el(
      "details",
      {
        toggle: () => {
          if (more.open && derivation.childElementCount === 0) {
            const answer = call(pairArguments("explain", state, from, target));
            derivation.append(answer.document ? elements(answer.document, 3) : el("p", {}, answer.messages.join("\n")));
          }
        },
      },
      el("summary", {}, "The derivation, step by step"),
      derivation,
    );
    const close = el("button", { type: "button", class: "close", "aria-label": "Close the figures of this place", click: () => this.close(place) }, "×");
    const body = card.document ? elements(card.document, 2) : el("p", { class: "error" }, card.messages.join("\n"));
    this.element.replaceChildren(close, body, more);
    if (this.isAsked) {
      this.isAsked = false;
      this.element.tabIndex = -1;
      this.element.focus({ preventScroll: true });
      this.element.scrollIntoView({ block: "nearest" });
    }
  }
}
