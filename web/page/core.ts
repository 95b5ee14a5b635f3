// The program, as WebAssembly. All that the page says of places and missiles comes from here.

import init, {
  call as callCore,
  call_in_place as callInPlace,
  options as optionsOf,
  points as pointsOf,
  position as positionAt,
  print as printCore,
  shell_line as shellLine,
  type Answer as CoreAnswer,
} from "../core/arcminute_web.js";

/** Latitude and longitude, degrees. */
export type Position = [number, number];

export interface Place {
  key: string;
  name: string;
  lat: number;
  lon: number;
  uncertainty_km: number;
}

/** What stands beside a drawn map, and how it lies. */
export interface MapWords {
  from: Place[];
  to: Place[];
  title: string;
  description: string;
  caveats: string[];
  credit: string;
  /** Left, top, right and bottom of the map in the picture, px. */
  frame: [number, number, number, number];
  px_per_km: number;
  projection: string;
  centre: Position;
}

export interface Grid {
  columns: { title: string; number: boolean }[];
  rows: string[][];
}

/** A part of a document; one key alone is there. */
export interface Block {
  title?: string;
  heading?: string;
  paragraph?: string;
  facts?: [string, string][];
  notes?: string[];
  steps?: [string, string[]][];
  grid?: Grid;
  picture?: string;
}

/** What a row of a table of assessments is of. */
export interface RowOf {
  from: string;
  to: string;
  system: string | null;
  reach: string | null;
}

export interface Answer {
  /** 0 done, 1 some rows failed, 2 wrong arguments. */
  status: number;
  /** What the program writes to standard error, a line each. */
  messages: string[];
  text: string;
  document: Block[] | null;
  rows: RowOf[] | null;
  map: MapWords | null;
}

export interface Option {
  name: string;
  positional: boolean;
  list: boolean;
  flag: boolean;
  bare: boolean;
  possible: string[];
  default: string | null;
  help: string;
}

/** Starts the program from its bytes. */
export async function start(bytes: BufferSource | Promise<Response>): Promise<void> {
  await init({ module_or_path: bytes });
}

function taken(answer: CoreAnswer): Answer {
  const parsed = (json: string | undefined) => (json === undefined ? null : JSON.parse(json));
  const found = {
    status: answer.status,
    messages: answer.messages,
    text: answer.text(),
    document: parsed(answer.document),
    rows: parsed(answer.assessed),
    map: parsed(answer.map),
  };
  answer.free();
  return found;
}

/** Runs a command; documents come in parts. */
export function call(args: string[]): Answer {
  return taken(callCore(args));
}

/** The same, with a map that stays where the last one lay in its picture as far as its words let it. */
export function callMoving(args: string[]): Answer {
  return taken(callInPlace(args));
}

/** Runs a command; everything comes as the command line prints it. */
export function print(args: string[]): Answer {
  return taken(printCore(args));
}

/** The rows of a command that writes JSON. */
export function rows<T>(args: string[]): T[] {
  const answer = print([...args, "--format=json"]);
  return answer.status === 0 ? JSON.parse(answer.text) : [];
}

/** The options of a subcommand. */
export function options(command: string): Option[] {
  return JSON.parse(optionsOf(command));
}

/** The position under a point of the last map, px; null off the Earth. */
export function position(x: number, y: number): Position | null {
  const [lat, lon] = positionAt(x, y);
  return lat === undefined || lon === undefined ? null : [lat, lon];
}

/** The points of places on the last map, px; null where the map does not show one. */
export function points(places: { lat: number; lon: number }[]): ([number, number] | null)[] {
  const flat = pointsOf(new Float64Array(places.flatMap((place) => [place.lat, place.lon])));
  return places.map((_, index) => {
    const [x, y] = [flat[2 * index], flat[2 * index + 1]];
    return x === undefined || y === undefined || Number.isNaN(x) ? null : [x, y];
  });
}

/** A command as one types it into a shell. */
export function commandLine(args: string[]): string {
  return shellLine(args);
}
