// What is shown, in the words of the command line: the options of its commands by name, in the order in which they came. The
// address of the page has them behind its #.

import { type Option, options } from "./core";

/** Values by option; a flag has one empty value. */
export type State = Map<string, string[]>;

/** Keys that are the page's own: which city's card is open and of which origin (1 is the first), and which city a claim is about. */
export const OWN_KEYS = ["explain", "explain-origin", "claim"];

/** The parts of a claim, options of `claim`. */
export const CLAIM_KEYS = ["time", "speed", "apogee", "range"];

/** What the page itself says: how and where results are written. */
const OUTPUT_KEYS = ["format", "json", "csv", "output", "columns", "pairs", "header", "encoding", "size", "notes", "legend"];

/** Options that are not of what is shown. The page sets the first ones by itself. */
const NOT_IN_LINKS = ["size", "width", "notes", "help", "version"];

/** Longer addresses are refused: browsers and servers cut them. */
const LONGEST_ADDRESS = 20_000;

/** What a fresh page shows. */
export const FIRST = "from=kaliningrad&missile=9m729&to=@capitals";

let known: { map: Option[]; check: Option[] } | undefined;

/** The options of the two commands that the page runs for its map and its table. */
export function knownOptions(): { map: Option[]; check: Option[] } {
  const usable = (command: string) =>
    options(command).filter((option) => !option.positional && !OUTPUT_KEYS.includes(option.name));
  known ??= { map: usable("map"), check: usable("check") };
  return known;
}

/** Reads the part of an address behind #; a fault of the address itself as text. */
export function read(hash: string): State | string {
  const text = hash.replace(/^#/, "");
  if (text.length > LONGEST_ADDRESS) {
    return `the link has ${text.length.toLocaleString("en")} letters, of which ${LONGEST_ADDRESS.toLocaleString("en")} are read at most`;
  }
  const state: State = new Map();
  for (const part of text.split("&").filter((part) => part !== "")) {
    const at = part.indexOf("=");
    const [name, value] = at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
    let decoded: [string, string];
    try {
      decoded = [decoded1(name), decoded1(value)];
    } catch {
      return `${part.slice(0, 60)} cannot be read: % stands before two digits in links`;
    }
    if (NOT_IN_LINKS.includes(decoded[0])) {
      return `${decoded[0]} cannot stand in a link: the page sets it by itself`;
    }
    state.set(decoded[0], [...(state.get(decoded[0]) ?? []), decoded[1]]);
  }
  return state;
}

function decoded1(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}

/** The part of an address behind #. */
export function written(state: State): string {
  const encoded = (text: string) =>
    encodeURIComponent(text)
      .replaceAll("%20", "+")
      .replace(/%(40|2C|3A|2F|3E)/g, (code) => decodeURIComponent(code));
  const parts: string[] = [];
  for (const [name, values] of state) {
    for (const value of values) {
      parts.push(value === "" ? encoded(name) : `${encoded(name)}=${encoded(value)}`);
    }
  }
  return parts.join("&");
}

/** An option as the program takes it. `=` holds values that begin with a dash. */
function argument(name: string, value: string): string {
  return value === "" ? `--${name}` : `--${name}=${value}`;
}

/** Options that only some commands take are passed to those; what none takes goes to the map, which says so. */
function taken(state: State, command: "map" | "check"): string[] {
  const { map, check } = knownOptions();
  const names = new Set((command === "map" ? map : check).map((option) => option.name));
  const other = new Set((command === "map" ? check : map).map((option) => option.name));
  const args: string[] = [];
  for (const [name, values] of state) {
    if (OWN_KEYS.includes(name) || CLAIM_KEYS.includes(name)) {
      continue;
    }
    const isTaken = names.has(name) || (command === "map" && !other.has(name));
    for (const value of isTaken ? values : []) {
      // A map can do without bands; a table has a column of them.
      if (!(command === "check" && name === "bands" && value === "none")) {
        args.push(argument(name, value));
      }
    }
  }
  return args;
}

export function mapArguments(state: State): string[] {
  return ["map", ...taken(state, "map")];
}

export function checkArguments(state: State): string[] {
  return ["check", ...taken(state, "check")];
}

/** Of one pair of places, with all that the table takes. */
export function pairArguments(command: string, state: State, from: string, to: string): string[] {
  const rest = taken(state, "check").filter((argument) => !/^--(from|to)=/.test(argument));
  return [command, `--from=${from}`, `--to=${to}`, ...rest];
}

/** A claim of the form, about one origin and missile, and how it is told from others. */
export interface Claim {
  title: string;
  args: string[];
}

/** The claims that the form holds: one for each origin and each missile, since a verdict is of one. */
export function claimArguments(state: State, origins: string[]): Claim[] {
  const to = first(state, "claim");
  const missiles = (state.get("missile") ?? []).filter((name) => !name.startsWith("generic"));
  const parts = CLAIM_KEYS.flatMap((key) => (state.get(key) ?? []).map((value) => argument(key, value)));
  if (parts.length === 0) {
    return [];
  }
  const hasPlaces = to !== undefined && to !== "";
  const from = hasPlaces ? origins : [""];
  return from.flatMap((origin) =>
    (missiles.length > 0 ? missiles : [""]).map((missile) => ({
      title: [origin, missile].filter((word) => word !== "").join(" · "),
      args: ["claim", ...parts, ...(missile === "" ? [] : [argument("missile", missile)]), "--", ...(hasPlaces ? [origin, to] : [])],
    })),
  );
}

export function first(state: State, name: string): string | undefined {
  return state.get(name)?.[0];
}

/** The state with an option set, or taken away where no value is left. */
export function withOption(state: State, name: string, values: string[]): State {
  const changed: State = new Map(state);
  if (values.length === 0) {
    changed.delete(name);
  } else {
    changed.set(name, values);
  }
  return changed;
}
