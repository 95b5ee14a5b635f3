// A claim about a flight, as it is quoted, and the verdict on it.

import type { Change } from "./controls";
import { call } from "./core";
import { elements } from "./documents";
import { el, isolated } from "./dom";
import { CLAIM_KEYS, type State, claimArguments, first } from "./state";

/** What each field asks for, and an example. */
const FIELDS: Record<string, [string, string]> = {
  claim: ["To", "Berlin"],
  time: ["Flight time", "15 min"],
  speed: ["Speed", "Mach 10"],
  apogee: ["Apogee", "1000 km"],
  range: ["Range", "2000 km"],
};

/** Of more origins and missiles the first so many are judged. */
const MOST_VERDICTS = 6;

export class Judge {
  readonly element: HTMLElement;
  private readonly verdict = el("div", { class: "verdict", "aria-live": "polite" });
  private readonly inputs = new Map<string, HTMLInputElement>();
  private shown = "";

  constructor(
    private readonly change: Change,
    private readonly state: () => State,
    private readonly origins: () => string[],
  ) {
    const fields = ["claim", ...CLAIM_KEYS].map((key) => this.field(key));
    this.element = el(
      "section",
      { class: "judge", "aria-labelledby": "ui-judge" },
      el("h2", { id: "ui-judge" }, "Can a claim be true?"),
      el("p", {}, "“15 minutes to Berlin”: what somebody says of a flight from the origin, as it is quoted."),
      el("form", { submit: (event: Event) => event.preventDefault() }, ...fields),
      this.verdict,
    );
  }

  private field(key: string): HTMLElement {
    const [label, placeholder] = FIELDS[key]!;
    const input = el("input", {
      type: "text",
      id: `ui-claim-${key}`,
      placeholder,
      autocomplete: "off",
      dir: "auto",
      change: () => {
        const value = input.value.trim();
        this.change(key, value === "" ? [] : [value]);
      },
    });
    this.inputs.set(key, input);
    return el("div", { class: "field" }, el("label", { for: input.id }, label), input);
  }

  /** Shows what the state says, and the verdict on it. */
  show() {
    for (const [key, input] of this.inputs) {
      if (document.activeElement !== input) {
        input.value = first(this.state(), key) ?? "";
      }
    }
    const claims = claimArguments(this.state(), this.origins());
    const key = claims.map(({ args }) => args.join("\n")).join("\n\n");
    if (key === this.shown) {
      return;
    }
    this.shown = key;
    this.verdict.replaceChildren();
    for (const { title, args } of claims.slice(0, MOST_VERDICTS)) {
      const answer = call(args);
      const lines = answer.messages.map((line) => el("p", { class: line.startsWith("note") ? "note" : "error" }, isolated(line)));
      const heading = claims.length > 1 ? el("h3", { class: "of" }, isolated(title)) : "";
      this.verdict.append(heading, ...lines, answer.document ? elements(answer.document, 3) : "");
    }
    if (claims.length > MOST_VERDICTS) {
      this.verdict.append(el("p", {}, `These are the first ${MOST_VERDICTS} of ${claims.length} pairs of an origin and a missile.`));
    }
  }
}
