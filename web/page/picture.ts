// The program's SVG on the page. What is the same as before stays as it is: its elements, what the browser has laid out of
// them, and, on sheets of their own, their pixels.

/** Each begins a sheet: what changes as an origin moves (zones; rings and all above) is apart from what does not. */
const SHEETS = ["zones", "sea", "rings"];

/** A layer of the picture. */
interface Layer {
  id: string;
  opening: string;
  source: string;
}

/** What comes before the layers, and the layers. */
interface Parsed {
  opening: string;
  head: string;
  layers: Layer[];
}

const LAYER = '\n<g id="';

/** Takes the document apart into its layers. */
function parsed(svg: string): Parsed {
  const end = svg.indexOf(">") + 1;
  const last = svg.lastIndexOf("</svg>");
  const starts: number[] = [];
  // Groups within a layer stand on its lines too, but are not named as layers.
  for (let at = svg.indexOf(LAYER); at >= 0; at = svg.indexOf(LAYER, at + 1)) {
    if (svg.startsWith('" inkscape:groupmode="layer"', svg.indexOf('"', at + LAYER.length))) {
      starts.push(at + 1);
    }
  }
  const layers = starts.map((start, at) => {
    const source = svg.slice(start, starts[at + 1] ?? last).trimEnd();
    const id = source.slice(LAYER.length - 1, source.indexOf('"', LAYER.length - 1));
    return { id, opening: source.slice(0, source.indexOf(">") + 1), source };
  });
  return { opening: svg.slice(0, end), head: svg.slice(end, starts[0] ?? last), layers };
}

/** The source of each element in a layer. The program begins each on a line of its own. */
function elements({ opening, source }: Layer): string[] {
  const found: string[] = [];
  let depth = 0;
  for (const line of source.slice(opening.length, -"</g>".length).split("\n").filter((line) => line !== "")) {
    if (depth === 0) {
      found.push(line);
    } else {
      found[found.length - 1] += `\n${line}`;
    }
    depth += (line.match(/<\w/g)?.length ?? 0) - (line.match(/<\/|\/>/g)?.length ?? 0);
  }
  return found;
}

function svgElements(text: string): Element[] {
  const holder = document.createElement("template");
  holder.innerHTML = `<svg>${text}</svg>`;
  return [...(holder.content.firstElementChild?.children ?? [])];
}

export class Picture {
  private last: Parsed | null = null;
  private sheets: Element[] = [];
  private groups: Element[] = [];
  /** Elements that were put in since the start. */
  replaced = 0;

  constructor(private readonly parent: HTMLElement) {}

  /** Width and height, px. */
  get width(): number {
    return Number(this.sheets[0]?.getAttribute("width") ?? 0);
  }

  get height(): number {
    return Number(this.sheets[0]?.getAttribute("height") ?? 0);
  }

  show(text: string) {
    const next = parsed(text);
    const last = this.last;
    const isAlike =
      last?.opening === next.opening &&
      last.layers.length === next.layers.length &&
      next.layers.every((layer, at) => layer.opening === last.layers[at]?.opening);
    this.last = next;
    if (!last || !isAlike) {
      this.showAnew(next);
      return;
    }
    if (next.head !== last.head) {
      this.sheets[0]?.querySelectorAll(":scope > :not(g)").forEach((old) => old.remove());
      this.sheets[0]?.prepend(...svgElements(next.head));
    }
    next.layers.forEach((layer, at) => {
      const before = last.layers[at]!;
      if (layer.source !== before.source) {
        this.update(this.groups[at]!, elements(before), elements(layer));
      }
    });
  }

  private showAnew({ opening, head, layers }: Parsed) {
    const starts = layers.flatMap(({ id }, at) => (at === 0 || SHEETS.includes(id) ? [at] : []));
    const sources = starts.map((start, at) => {
      const groups = layers.slice(start, starts[at + 1]).map((layer) => [layer.opening, ...elements(layer), "</g>"].join(""));
      return [opening, at === 0 ? head : "", ...groups, "</svg>"].join("");
    });
    // A picture that is not of layers is one sheet.
    this.parent.innerHTML = layers.length === 0 ? `${opening}${head}</svg>` : sources.join("");
    this.sheets = [...this.parent.children];
    for (const sheet of this.sheets.slice(1)) {
      sheet.removeAttribute("role");
      sheet.removeAttribute("aria-labelledby");
      sheet.setAttribute("aria-hidden", "true");
    }
    this.groups = this.sheets.flatMap((sheet) => [...sheet.querySelectorAll(":scope > g")]);
    this.replaced += this.groups.reduce((sum, group) => sum + group.children.length, 0);
  }

  /** Replaces the elements of a layer that are no longer the same. */
  private update(group: Element, last: string[], next: string[]) {
    let start = 0;
    while (start < last.length && start < next.length && last[start] === next[start]) {
      start += 1;
    }
    let [lastEnd, nextEnd] = [last.length, next.length];
    while (lastEnd > start && nextEnd > start && last[lastEnd - 1] === next[nextEnd - 1]) {
      lastEnd -= 1;
      nextEnd -= 1;
    }
    if (start === lastEnd && start === nextEnd) {
      return;
    }
    const kept = new Map<string, Element[]>();
    const old = [...group.children].slice(start, lastEnd);
    old.forEach((element, at) => {
      const source = last[start + at]!;
      kept.set(source, [...(kept.get(source) ?? []), element]);
    });
    const sources = next.slice(start, nextEnd);
    const found = sources.map((source) => kept.get(source)?.shift());
    const fresh = svgElements(sources.filter((_, at) => !found[at]).join(""));
    this.replaced += fresh.length;
    const wanted = found.map((element) => element ?? fresh.shift()!);
    const stays = new Set(wanted);
    for (const element of old) {
      if (!stays.has(element)) {
        element.remove();
      }
    }
    let before: Element | null = group.children[start] ?? null;
    for (const element of wanted) {
      if (element === before) {
        before = before.nextElementSibling;
      } else {
        group.insertBefore(element, before);
      }
    }
  }
}
