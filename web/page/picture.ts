// The program's SVG on the page. Its layers that are the same as before stay as they are.

/** A document in its layers, with what is before the first and behind the last. */
function parts(svg: string): string[] {
  return svg.split(/^(?=<g id="[^"]+" inkscape:groupmode="layer")/m);
}

function idOf(part: string): string {
  return /^<g id="([^"]+)"/.exec(part)?.[1] ?? "";
}

export class Picture {
  private last: string[] = [];
  private svg: SVGSVGElement | null = null;
  /** Layers that were put in since the start. */
  replaced = 0;

  constructor(private readonly parent: HTMLElement) {}

  show(text: string) {
    const next = parts(text);
    const [head = ""] = next;
    const [lastHead = ""] = this.last;
    const opening = (part: string) => part.slice(0, part.indexOf(">"));
    const isAlike =
      this.svg !== null &&
      next.length === this.last.length &&
      opening(head) === opening(lastHead) &&
      next.every((part, at) => at === 0 || idOf(part) === idOf(this.last[at] ?? ""));
    if (!isAlike) {
      this.parent.innerHTML = text;
      this.svg = this.parent.querySelector("svg");
      this.last = next;
      this.replaced += next.length;
      return;
    }
    const layers = [...(this.svg?.children ?? [])].filter((child) => child.localName === "g");
    const changed = next.map((part, at) => part !== this.last[at]);
    if (changed[0] && this.svg) {
      this.head(head);
    }
    const fragments = next.filter((_, at) => at > 0 && changed[at]).map((part) => part.replace(/<\/svg>\s*$/, ""));
    const holder = document.createElement("template");
    holder.innerHTML = `<svg>${fragments.join("")}</svg>`;
    const fresh = [...(holder.content.firstElementChild?.children ?? [])];
    let taken = 0;
    for (let at = 1; at < next.length; at += 1) {
      const old = layers[at - 1];
      const layer = fresh[taken];
      if (changed[at] && old && layer) {
        taken += 1;
        old.replaceWith(layer);
        this.replaced += 1;
      }
    }
    this.last = next;
  }

  /** Title, description and definitions before the layers. */
  private head(text: string) {
    const holder = document.createElement("template");
    holder.innerHTML = `${text}</svg>`;
    const fresh = holder.content.firstElementChild;
    for (const old of [...(this.svg?.children ?? [])].filter((child) => child.localName !== "g")) {
      old.remove();
    }
    this.svg?.prepend(...(fresh?.children ?? []));
  }
}
