// The table of cities: the program's own table, whose rows are kept while their figures change.

import type { Grid, RowOf } from "./core";
import { el } from "./dom";

/** More rows are shown when they are asked for. */
const ROWS_AT_ONCE = 500;

export interface Listener {
  /** A row is pointed at or has the focus; null when it is left. */
  pointed(row: RowOf | null): void;
  /** The details of a row are asked for. */
  opened(row: RowOf): void;
}

/** Columns that stand at the end here, where there is little room: what people look for comes first. */
const LAST = ["Band"];

/** The table with its columns in the order of the page. */
function arranged(grid: Grid): Grid {
  const order = grid.columns.map((_, at) => at);
  const isLast = (at: number) => LAST.includes(grid.columns[at]?.title ?? "");
  order.sort((a, b) => Number(isLast(a)) - Number(isLast(b)) || a - b);
  return { columns: order.map((at) => grid.columns[at]!), rows: grid.rows.map((row) => order.map((at) => row[at] ?? "")) };
}

/** What tells a row apart, whatever its origin is called: an origin that moves has a new name each time. */
function keyOf(row: RowOf, origins: string[]): string {
  return `${origins.indexOf(row.from)}\n${row.to}\n${row.system ?? ""}`;
}

interface Line {
  element: HTMLTableRowElement;
  cells: HTMLTableCellElement[];
  of: RowOf;
}

export class Table {
  readonly element = el("table", { role: "table", class: "cities" });
  private readonly caption = el("caption", { class: "unseen" });
  private readonly head = el("tr", { role: "row" });
  private readonly body = el("tbody", { role: "rowgroup" });
  private lines = new Map<string, Line>();
  private titles = "";
  private limit = ROWS_AT_ONCE;
  private isHeld = false;
  /** Rows out of sight while something moves: their figures wait until it is still. */
  private unseen = new Set<Line>();
  private last: [Grid, RowOf[], string[], string] | null = null;
  readonly more = el("button", { type: "button", hidden: true, click: () => this.showAll() });

  constructor(private readonly listener: Listener) {
    const head = el("thead", { role: "rowgroup" }, this.head);
    this.element.append(this.caption, head, this.body);
  }

  private showAll() {
    this.limit = Number.POSITIVE_INFINITY;
    const before = this.lines.size;
    if (this.last) {
      this.show(...this.last, true);
      // The button is gone, and the focus with it.
      const next = [...this.lines.values()][before]?.element.querySelector("button");
      next?.focus();
    }
  }

  /** Puts the figures in. Rows keep their places while something moves, and get those of the program when it is still. */
  show(given: Grid, rows: RowOf[], origins: string[], caption: string, isStill: boolean) {
    this.last = [given, rows, origins, caption];
    this.hold(!isStill);
    const grid = arranged(given);
    if (isStill) {
      this.caption.textContent = caption;
    }
    const titles = grid.columns.map((column) => column.title).join("\n");
    if (titles !== this.titles) {
      this.titles = titles;
      this.lines.clear();
      this.body.replaceChildren();
      this.head.replaceChildren(
        ...grid.columns.map((column) =>
          el(
            "th",
            { role: "columnheader", scope: "col", class: column.number ? "number" : null, "data-title": column.title },
            column.title || "In",
          ),
        ),
      );
    }
    const toName = grid.columns.findIndex((column) => column.title === "To");
    const bandAt = grid.columns.findIndex((column) => column.title === "Band");
    const wanted = new Map<string, Line>();
    const count = Math.min(rows.length, this.limit);
    for (let at = 0; at < count; at += 1) {
      const of = rows[at]!;
      const key = keyOf(of, origins);
      const known = this.lines.get(key);
      if (known && this.unseen.has(known)) {
        wanted.set(key, known);
        continue;
      }
      const line = known ?? this.line(of, grid, toName);
      const texts = grid.rows[at]!;
      if (line.of.reach !== of.reach || !line.element.dataset.reach) {
        line.element.dataset.reach = of.reach ?? "none";
      }
      line.of = of;
      for (const [column, cell] of line.cells.entries()) {
        const target = column === toName ? (cell.firstElementChild ?? cell) : cell;
        const text = texts[column] ?? "";
        if (target.textContent !== text) {
          target.textContent = text;
        }
      }
      // Where there is no room for its column, the band stands below the name.
      const band = texts[bandAt] ?? "";
      const name = line.cells[toName];
      if (name && name.dataset.band !== band) {
        name.dataset.band = band;
      }
      wanted.set(key, line);
    }
    const isSame = wanted.size === this.lines.size && [...wanted.keys()].every((key) => this.lines.has(key));
    if (!isSame || isStill) {
      const order = [...wanted.values()].map((line) => line.element);
      if (order.length !== this.body.children.length || order.some((row, at) => this.body.children[at] !== row)) {
        const focused = document.activeElement;
        this.body.replaceChildren(...order);
        if (focused instanceof HTMLElement && this.body.contains(focused)) {
          focused.focus({ preventScroll: true });
        }
      }
      this.lines = wanted;
    }
    this.more.hidden = rows.length <= count;
    this.more.textContent = `Show all ${rows.length.toLocaleString("en")} rows`;
  }

  /** Keeps the widths of the columns, so that a figure that changes lays out its cell and not the table. */
  private hold(isHeld: boolean) {
    if (isHeld === this.isHeld) {
      return;
    }
    this.isHeld = isHeld;
    const elements = [this.element, ...(this.head.children as HTMLCollectionOf<HTMLElement>)];
    const widths = elements.map((element) => (isHeld ? `${element.offsetWidth}px` : ""));
    elements.forEach((element, at) => {
      element.style.width = widths[at]!;
    });
    this.element.style.tableLayout = isHeld ? "fixed" : "";
    const isUnseen = ({ element }: Line) => {
      const { top, bottom } = element.getBoundingClientRect();
      return bottom < 0 || top > window.innerHeight;
    };
    this.unseen = new Set(isHeld ? [...this.lines.values()].filter(isUnseen) : []);
  }

  /** Gives the focus to the row of a place. */
  focus(place: string) {
    const line = [...this.lines.values()].find(({ of }) => of.to === place);
    line?.element.querySelector("button")?.focus({ preventScroll: true });
  }

  /** Marks the rows of a place. */
  mark(place: string | null) {
    for (const { element, of } of this.lines.values()) {
      element.classList.toggle("pointed", of.to === place);
    }
  }

  /** The texts of the rows of a place, with the titles of their columns. */
  texts(place: string): [string, string][][] {
    if (!this.last) {
      return [];
    }
    const [grid, rows] = this.last;
    const found: [string, string][][] = [];
    rows.forEach((row, at) => {
      if (row.to === place) {
        found.push(grid.columns.map((column, index) => [column.title, grid.rows[at]?.[index] ?? ""]));
      }
    });
    return found;
  }

  private line(of: RowOf, grid: Grid, toName: number): Line {
    const cells = grid.columns.map((column, at) => {
      const isName = at === toName;
      const cell = el(isName ? "th" : "td", {
        role: isName ? "rowheader" : "cell",
        scope: isName ? "row" : null,
        class: column.number ? "number" : null,
        "data-title": column.title,
        dir: "auto",
      });
      if (isName) {
        cell.append(el("button", { type: "button", class: "name", dir: "auto" }));
      }
      return cell;
    });
    const line: Line = { element: el("tr", { role: "row" }, ...cells), cells, of };
    line.element.addEventListener("pointerenter", () => this.listener.pointed(line.of));
    line.element.addEventListener("pointerleave", () => this.listener.pointed(null));
    line.element.addEventListener("focusin", () => this.listener.pointed(line.of));
    line.element.addEventListener("focusout", () => this.listener.pointed(null));
    line.element.addEventListener("click", () => this.listener.opened(line.of));
    return line;
  }
}
