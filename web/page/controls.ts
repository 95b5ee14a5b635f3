// The options of the program as fields. Those that people ask for first have a place of their own; the others are made from
// what the program says of itself.

import { destinations, missiles, origins } from "./catalogue";
import { el } from "./dom";
import { SearchField } from "./search";
import { type State, first, knownOptions } from "./state";
import type { Option } from "./core";

/** Takes an option's new values; none to leave it out. */
export type Change = (name: string, values: string[]) => void;

/** Options with a field of their own, or that the map sets by itself. */
const WITH_A_FIELD = ["from", "to", "missile", "bands", "ring", "isochrone", "warning", "date", "theme", "lang", "without-claim", "centre", "extent"];

/** Options of files and paper, which the page does not show. */
const NOT_HERE = ["each", "width"];

const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language" });

interface Field {
  element: HTMLElement;
  show(state: State): void;
}

let count = 0;

function labelled(label: string, help: string | null, input: HTMLElement): HTMLElement {
  count += 1;
  input.id = `ui-field-${count}`;
  if (help) {
    input.setAttribute("aria-describedby", `${input.id}-help`);
  }
  return el("div", { class: "field" }, el("label", { for: input.id }, label), input, help ? el("small", { id: `${input.id}-help` }, help) : null);
}

function choice(name: string, label: string, help: string | null, values: [string, string][], none: string, change: Change): Field {
  const select = el(
    "select",
    { change: () => change(name, select.value === "" ? [] : [select.value]) },
    el("option", { value: "" }, none),
    ...values.map(([value, text]) => el("option", { value }, text)),
  );
  return {
    element: labelled(label, help, select),
    show: (state) => {
      const value = first(state, name) ?? "";
      if (![...select.options].some((option) => option.value === value)) {
        select.append(el("option", { value }, value));
      }
      select.value = value;
    },
  };
}

function line(name: string, label: string, help: string | null, placeholder: string, change: Change, type = "text"): Field {
  const input = el("input", {
    type,
    placeholder,
    autocomplete: "off",
    dir: "auto",
    change: () => change(name, input.value.trim() === "" ? [] : [input.value.trim()]),
  });
  return {
    element: labelled(label, help, input),
    show: (state) => {
      if (document.activeElement !== input || input.value === "") {
        input.value = (state.get(name) ?? []).join(" ");
      }
    },
  };
}

/** A switch, which can be set where it has something to act on. */
function flag(name: string, label: string, help: string | null, change: Change, isUsable = (_: State) => true): Field {
  count += 1;
  const id = `ui-field-${count}`;
  const box = el("input", { type: "checkbox", id, change: () => change(name, box.checked ? [""] : []) });
  return {
    element: el("div", { class: "flag" }, box, el("label", { for: id }, label), help ? el("small", {}, help) : null),
    show: (state) => {
      box.checked = state.has(name);
      box.disabled = !box.checked && !isUsable(state);
    },
  };
}

/** True if the map shows times. */
function hasTimes(state: State): boolean {
  return state.has("isochrone") || first(state, "dots") === "minutes" || first(state, "label") === "minutes";
}

function sentence(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A field for an option that has none of its own. */
function made(option: Option, change: Change): Field {
  const help = option.help.split("\n")[0] ?? "";
  if (option.flag) {
    return flag(option.name, sentence(option.name), help, change);
  }
  const isClosed = option.possible.length > 0 && option.possible.every((value) => !/[=,A-Z@]/.test(value));
  if (isClosed) {
    const others = option.possible.filter((value) => value !== option.default);
    return choice(option.name, sentence(option.name), help, others.map((value) => [value, value]), option.default ?? "as usual", change);
  }
  return line(option.name, sentence(option.name), help, option.default ?? option.possible.join(", "), change);
}

export class Controls {
  readonly element: HTMLElement;
  private readonly fields: Field[] = [];
  readonly from: SearchField;

  constructor(change: Change, private readonly state: () => State) {
    const values = (name: string) => this.state().get(name) ?? [];
    const search = (name: string, label: string, placeholder: string, suggest: (text: string) => ReturnType<typeof origins>) => {
      const field = new SearchField(
        label,
        placeholder,
        suggest,
        // One is replaced by the next, unless that is to stand beside it; several have been put together.
        (value, isAdded) => {
          const others = values(name).filter((known) => known !== value);
          change(name, isAdded || others.length > 1 ? [...others, value] : [value]);
        },
        (value) => change(name, values(name).filter((known, at, all) => known !== value || at !== all.indexOf(value))),
      );
      this.fields.push({ element: field.element, show: (state) => field.show(state.get(name) ?? []) });
      return field;
    };
    const add = (field: Field) => {
      this.fields.push(field);
      return field.element;
    };
    this.from = search("from", "From", "A site, city, or 54.7, 20.5", origins);
    const missile = search("missile", "Missile, or a range", "9M729, SS-20, 2000km", missiles);
    const to = search("to", "To", "@capitals, or a city", destinations);
    const { map, check } = knownOptions();
    const sets = map.find((option) => option.name === "bands")?.possible ?? [];
    const languages = map.find((option) => option.name === "lang")?.possible ?? [];
    const onMap = el(
      "details",
      // Where there is room it is open from the start.
      { open: matchMedia("(width >= 1200px)").matches },
      el("summary", {}, "On the map"),
      add(choice("bands", "Bands of range", null, sets.map((set) => [set, set === "none" ? "none" : set.length > 5 ? set : set.toUpperCase()]), "as it suits", change)),
      add(line("ring", "Rings", null, "500 2000 km", change)),
      add(line("isochrone", "Lines of equal time", null, "5 10 15 min", change)),
      add(flag("warning", "Lines and labels of the warning that is left, not of the flight", null, change, hasTimes)),
    );
    const inWords = new Set([...WITH_A_FIELD, ...NOT_HERE]);
    const rest: Option[] = [];
    for (const option of [...map, ...check]) {
      if (!inWords.has(option.name)) {
        inWords.add(option.name);
        rest.push(option);
      }
    }
    const looks = ["projection", "dots", "label", "radials", "track", "units", "title", "subtitle", "source", "note", "font"];
    const group = (name: string, options: Option[]) =>
      el("details", {}, el("summary", {}, name), ...options.map((option) => add(made(option, change))));
    const appearance = group("Look of the map", rest.filter((option) => looks.includes(option.name)));
    appearance.querySelector("summary")?.after(
      add(choice("theme", "Colours", null, [["light", "light"], ["dark", "dark"], ["print", "for print"]], "as the device", change)),
      add(choice("lang", "Names in", null, languages.filter((code) => code !== "en").map((code) => [code, LANGUAGES.of(code) ?? code]), "English", change)),
    );
    const model = group("Assumptions", rest.filter((option) => !looks.includes(option.name)));
    model.querySelector("summary")?.after(add(line("date", "Treaty as of", "Ask the treaty as of this day", "", change, "date")));
    this.element = el(
      "form",
      { class: "controls", "aria-label": "What is asked", submit: (event: Event) => event.preventDefault() },
      this.from.element,
      missile.element,
      to.element,
      onMap,
      model,
      appearance,
    );
  }

  show(state: State) {
    for (const field of this.fields) {
      field.show(state);
    }
  }
}
