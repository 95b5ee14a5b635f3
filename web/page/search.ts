// A field with suggestions, by the pattern "combobox with list" of the ARIA guide, and the chips of what was chosen.

import { el, isolated } from "./dom";

export interface Suggestion {
  value: string;
  label: string;
  /** What tells it from others of its name. */
  hint?: string;
}

/** Suggestions wait for the end of typing, ms. */
const TYPING_MS = 120;

let count = 0;

export class SearchField {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly chips = el("ul", { class: "chips" });
  /** Takes the next value beside the one that is there, which it would replace. */
  private readonly adder: HTMLButtonElement;
  private isAdding = false;
  private found: Suggestion[] = [];
  private at = -1;
  private timer = 0;

  constructor(
    readonly label: string,
    placeholder: string,
    private readonly suggest: (text: string) => Suggestion[],
    private readonly choose: (value: string, isAdded: boolean) => void,
    private readonly remove: (value: string) => void,
  ) {
    count += 1;
    const id = `ui-search-${count}`;
    this.list = el("ul", { id: `${id}-list`, role: "listbox", class: "suggestions", "aria-label": label, tabindex: -1, hidden: true });
    this.input = el("input", {
      id,
      type: "text",
      role: "combobox",
      placeholder,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      dir: "auto",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      input: () => {
        window.clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.open(), TYPING_MS);
      },
      focus: () => this.open(),
      blur: () => this.close(),
      keydown: (event: KeyboardEvent) => this.key(event),
    });
    this.adder = el("button", { type: "button", class: "plain", "aria-pressed": "false", click: () => this.add(!this.isAdding) }, "+ another");
    this.adder.setAttribute("aria-label", `Another beside it: ${label}`);
    this.element = el(
      "div",
      { class: "field" },
      el("div", { class: "label" }, el("label", { for: id }, label), this.adder),
      el("div", { class: "search" }, this.chips, this.input, this.list),
    );
  }

  private add(isAdding: boolean) {
    this.isAdding = isAdding;
    this.adder.setAttribute("aria-pressed", String(isAdding));
    if (isAdding) {
      this.input.focus();
    }
  }

  /** Shows what is chosen. */
  show(values: string[]) {
    this.chips.hidden = values.length === 0;
    this.adder.hidden = values.length !== 1;
    this.chips.replaceChildren(
      ...values.map((value) =>
        el(
          "li",
          {},
          el("bdi", { dir: "ltr" }, isolated(value)),
          el("button", { type: "button", "aria-label": `Remove ${value} from ${this.label}`, click: () => this.taken(value) }, "×"),
        ),
      ),
    );
  }

  /** Takes a value away; the focus, whose place is gone then, goes to the field. */
  private taken(value: string) {
    this.input.focus();
    this.close();
    this.remove(value);
  }

  private open() {
    window.clearTimeout(this.timer);
    this.timer = 0;
    this.found = this.suggest(this.input.value.trim());
    this.at = -1;
    this.list.replaceChildren(
      ...this.found.map((suggestion, index) =>
        el(
          "li",
          {
            id: `${this.input.id}-${index}`,
            role: "option",
            "aria-selected": "false",
            dir: "auto",
            // The field keeps the focus. A finger that moves scrolls the list, and chooses nothing.
            pointerdown: (event: Event) => event.preventDefault(),
            mousedown: (event: Event) => event.preventDefault(),
            click: () => this.pick(suggestion.value),
          },
          suggestion.label,
          suggestion.hint ? el("small", {}, suggestion.hint) : null,
        ),
      ),
    );
    const isOpen = this.found.length > 0 && document.activeElement === this.input;
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.input.removeAttribute("aria-activedescendant");
  }

  private close() {
    window.clearTimeout(this.timer);
    this.timer = 0;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private pick(value: string) {
    this.input.value = "";
    this.close();
    const isAdded = this.isAdding;
    this.add(false);
    this.choose(value, isAdded);
  }

  private key(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if ((step !== undefined || event.key === "Enter") && this.timer !== 0) {
      // What was typed last counts.
      this.open();
    }
    if (step !== undefined) {
      event.preventDefault();
      if (this.list.hidden) {
        this.open();
      }
      this.mark((this.at + step + this.found.length) % Math.max(1, this.found.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const value = this.found[this.at]?.value ?? this.input.value.trim();
      if (value !== "") {
        this.pick(value);
      }
    } else if (event.key === "Escape") {
      this.close();
    } else if (event.key === "Backspace" && this.input.value === "") {
      const last = this.chips.lastElementChild?.querySelector("bdi")?.textContent;
      if (last) {
        this.remove(last);
      }
    }
  }

  private mark(at: number) {
    this.at = at;
    [...this.list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === at));
      if (index === at) {
        option.scrollIntoView({ block: "nearest" });
        this.input.setAttribute("aria-activedescendant", option.id);
      }
    });
  }
}
