// What one can choose from, found by the program in any spelling.

import { rows } from "./core";
import type { Suggestion } from "./search";

interface Named {
  id: string;
  name: string;
  aliases?: string[];
  spellings?: string[];
  country?: string;
  state?: string;
  kind?: string;
  launches?: boolean;
  range_low_km?: number | null;
  range_high_km?: number | null;
  population?: number;
}

export interface ClaimRow {
  missile: string;
  id: string;
  basis: string;
}

/** Suggestions at once. */
const MOST = 12;

const tables = new Map<string, Named[]>();

function table(args: string[]): Named[] {
  const key = args.join(" ");
  let found = tables.get(key);
  if (!found) {
    found = rows<Named>(["list", ...args]);
    // What was typed before may be typed again, but not for ever.
    if (tables.size > 200) {
      tables.clear();
    }
    tables.set(key, found);
  }
  return found;
}

const GROUPS: Suggestion[] = [
  { value: "@capitals", label: "@capitals", hint: "capitals of Europe" },
  { value: "@cities:500k", label: "@cities:500k", hint: "cities of 500,000 people and more" },
  { value: "@nato", label: "@nato", hint: "capitals of NATO" },
  { value: "@eu", label: "@eu", hint: "capitals of the European Union" },
  { value: "@country:DE", label: "@country:DE", hint: "cities of a country, by its code or name" },
  { value: "@capitals:world", label: "@capitals:world", hint: "capitals of the world" },
];

const ORIGIN_GROUPS: Suggestion[] = [
  { value: "@launch-sites:RU", label: "@launch-sites:RU", hint: "launch sites of a country" },
  { value: "@sites", label: "@sites", hint: "all sites" },
];

function matching(groups: Suggestion[], text: string): Suggestion[] {
  const wanted = text.toLowerCase().replace(/^@/, "");
  return groups.filter((group) => group.value.includes(wanted) || group.hint?.toLowerCase().includes(wanted));
}

/** The program finds a text in any field; what bears the name comes first, and what only speaks of it is left out. */
function best(found: Named[], text: string): Named[] {
  const plain = (name: string) => name.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const wanted = plain(text);
  const rank = (named: Named) => {
    const names = [named.id, named.name, ...(named.aliases ?? []), ...(named.spellings ?? [])].map(plain);
    return names.includes(wanted) ? 0 : names.some((name) => name.startsWith(wanted)) ? 1 : names.some((name) => name.includes(wanted)) ? 2 : 3;
  };
  const ranked = found.map((named) => ({ named, rank: rank(named) })).sort((a, b) => a.rank - b.rank || (b.named.population ?? 0) - (a.named.population ?? 0));
  const least = ranked[0]?.rank ?? 0;
  return ranked.filter(({ rank }) => rank < 3 || least === 3).map(({ named }) => named);
}

function sites(text: string): Suggestion[] {
  const found = text === "" ? table(["sites"]).filter((site) => site.launches) : table(["sites", `--name=${text}`]);
  return best(found, text).map((site) => ({ value: site.id, label: site.name, hint: `${site.kind}, ${site.country}` }));
}

function cities(text: string): Suggestion[] {
  if (text.length < 2) {
    return [];
  }
  const found = [...table(["cities", `--name=${text}`]), ...(text.length > 3 ? table(["cities", "--world", `--name=${text}`]) : [])];
  const seen = new Set<string>();
  return best(found, text)
    .filter((city) => !seen.has(city.id) && seen.add(city.id))
    .map((city) => ({ value: city.id, label: city.name, hint: city.country }));
}

/** Positions and groups are taken as they are typed. */
function typed(text: string): Suggestion[] {
  return /^[@\d.+-]/.test(text) && /\d,\s*[-\d]|^@\w+:/.test(text) ? [{ value: text, label: text, hint: "as typed" }] : [];
}

export function origins(text: string): Suggestion[] {
  const groups = text === "" || text.startsWith("@") ? matching(ORIGIN_GROUPS, text) : [];
  return [...typed(text), ...groups, ...sites(text), ...cities(text)].slice(0, MOST);
}

export function destinations(text: string): Suggestion[] {
  const groups = text === "" || text.startsWith("@") ? matching(GROUPS, text) : [];
  return [...typed(text), ...groups, ...cities(text)].slice(0, MOST);
}

export function missiles(text: string): Suggestion[] {
  const found = text === "" ? table(["missiles"]) : table(["missiles", `--name=${text}`]);
  const km = (missile: Named) => {
    const [low, high] = [missile.range_low_km, missile.range_high_km];
    if (low == null || high == null) {
      return "no claim of range";
    }
    return low < high ? `${low} to ${high} km, disputed` : `${high} km`;
  };
  // Figures are grouped by threes on this page, as in the tables beside: the program would ask which is meant.
  const figure = text.replace(/^(\d{1,3})(,\d{3})+/, (grouped) => grouped.replaceAll(",", ""));
  const range = /^\d+$/.test(figure) ? `${figure}km` : figure;
  const own = /^\d/.test(text) ? [{ value: range, label: range, hint: "a range of your own" }] : [];
  const list = best(found, text).map((missile) => ({
    value: missile.id,
    label: missile.name,
    hint: `${missile.kind}, ${missile.state}, ${km(missile)}`,
  }));
  return [...own, ...list].slice(0, text === "" ? 200 : MOST);
}

/** The claims for a missile of the catalogue, in the order of `show`. */
export function claims(missile: string): ClaimRow[] {
  return rows<ClaimRow>(["list", "claims", `--where=missile=${missile}`]);
}
