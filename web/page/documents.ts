// Documents of the program as elements of the page.

import type { Block, Grid } from "./core";
import { el, isolated, linked } from "./dom";

/** A document below a heading of this level. */
export function elements(blocks: Block[], level: 2 | 3 | 4): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let name = "";
  for (const block of blocks) {
    name = block.title ?? block.heading ?? name;
    fragment.append(element(block, level, name));
  }
  return fragment;
}

function element(block: Block, level: 2 | 3 | 4, name: string): Node {
  if (block.title !== undefined) {
    return el(`h${level}`, {}, isolated(block.title));
  }
  if (block.heading !== undefined) {
    return el(`h${(level + 1) as 3 | 4 | 5}`, {}, isolated(block.heading));
  }
  if (block.paragraph !== undefined) {
    return el("p", {}, linked(block.paragraph));
  }
  if (block.facts) {
    const list = el("dl");
    for (const [label, value] of block.facts) {
      list.append(el("dt", {}, label));
      for (const line of value.split("\n")) {
        list.append(el("dd", {}, linked(line)));
      }
    }
    return list;
  }
  if (block.notes) {
    return notes(block.notes);
  }
  if (block.steps) {
    const list = el("ol", { class: "steps" });
    for (const [title, lines] of block.steps) {
      list.append(el("li", {}, el("strong", {}, title), ...lines.map((line) => el("div", {}, linked(line)))));
    }
    return list;
  }
  return block.grid ? grid(block.grid, name) : el("p", {}, block.picture ?? "");
}

/** A list of sentences. */
export function notes(sentences: string[]): HTMLElement {
  return el("ul", { class: "notes" }, ...sentences.map((sentence) => el("li", {}, linked(sentence))));
}

/** A table that scrolls by itself where it is too wide. */
function grid({ columns, rows }: Grid, name: string): HTMLElement {
  const head = columns.map((column) =>
    el(column.title === "" ? "td" : "th", { scope: column.title === "" ? null : "col", class: column.number ? "number" : null }, column.title),
  );
  const body = rows.map((row) =>
    el("tr", {}, ...row.map((cell, at) => el(at === 0 && cell !== "" ? "th" : "td", { scope: at === 0 && cell !== "" ? "row" : null, class: columns[at]?.number ? "number" : null, dir: "auto" }, cell))),
  );
  return el(
    "div",
    { class: "scrolls", tabindex: 0, role: "region", "aria-label": name },
    el("table", {}, el("caption", { class: "unseen" }, name), el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body)),
  );
}

/** What a card says, for those who hear it, and to quote: its facts and the rows of its table. */
export function inOneSentence(document: Block[]): string {
  const parts = document.flatMap((block) => {
    if (block.title !== undefined) {
      return [block.title];
    }
    if (block.grid) {
      const { columns, rows } = block.grid;
      return rows.map((row) => row.map((cell, at) => (at === 0 ? cell : `${columns[at]?.title.toLowerCase()} ${cell}`)).join(", "));
    }
    return (block.facts ?? []).map(([label, text]) => `${label}: ${text.split("\n")[0]}`);
  });
  return `${parts.join("; ")}.`;
}
