// Random states of the page, as commands. The same number gives the same states.

/** Numbers in 0…1 from a seed: mulberry32. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const MISSILES = ["9m729", "9m723", "ss-20", "pershing-ii", "kinzhal", "oreshnik", "3m14", "prsm", "tomahawk", "2000km", "cruise:2000km@850km/h"];
const ORIGINS = ["kaliningrad", "kapustin-yar", "mutlangen", "Kyiv", "Minsk", "plesetsk"];
const TARGETS = ["@capitals", "@nato", "@cities:500k", "Berlin", "@country:PL", "London"];
const PROJECTIONS = ["azimuthal-equidistant", "lambert-azimuthal", "lambert-conic", "orthographic", "equirectangular", "mercator"];

/** So many commands, maps and tables in turn. */
export function randomStates(count) {
  const random = numbers(20261126);
  const one = (list) => list[Math.floor(random() * list.length)];
  const maybe = (share, make) => (random() < share ? make() : []);
  const degrees = (low, high) => (low + random() * (high - low)).toFixed(2);
  const position = () => `${degrees(-80, 80)},${degrees(-179, 179)}`;
  const states = [];
  for (let at = 0; at < count; at += 1) {
    const isMap = at % 2 === 0;
    const origin = random() < 0.5 ? `${degrees(36, 70)},${degrees(-9, 60)}` : random() < 0.2 ? position() : one(ORIGINS);
    const args = [isMap ? "map" : "check", `--from=${origin}`];
    args.push(...maybe(0.15, () => [`--from=${one(ORIGINS)}`]), `--to=${one(TARGETS)}`);
    args.push(...maybe(0.7, () => [`--missile=${one(MISSILES)}`]));
    if (isMap) {
      args.push(...maybe(0.3, () => [`--projection=${one(PROJECTIONS)}`]));
      args.push(...maybe(0.3, () => [`--centre=${degrees(40, 60)},${degrees(0, 40)}`]));
      args.push(...maybe(0.3, () => [`--extent=${one(["europe", "world", `${Math.round(300 + random() * 4000)}km@${degrees(40, 62)},${degrees(0, 40)}`])}`]));
      args.push(...maybe(0.2, () => ["--ring=500 2000"]), ...maybe(0.2, () => ["--bands=inf"]), ...maybe(0.2, () => ["--isochrone=5 10 15", ...maybe(0.5, () => ["--warning"])]));
      args.push(`--theme=${one(["light", "dark", "print"])}`, `--lang=${one(["en", "de", "uk", "el"])}`);
      args.push(`--size=${Math.round(320 + random() * 1200)}x${Math.round(640 + random() * 500)}`);
    } else {
      args.push(`--format=${one(["csv", "json", "table", "markdown"])}`, ...maybe(0.2, () => ["--date=1990-01-01"]), ...maybe(0.2, () => ["--rotation"]));
    }
    states.push(args);
  }
  return states;
}
