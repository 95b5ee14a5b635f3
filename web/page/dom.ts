// Elements. Text is always text: nothing that comes from a link or a catalogue is read as HTML.

type Child = Node | string | null | undefined | false;

/** An element with attributes and children. Functions are listeners, booleans are there or not. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, unknown> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name, value as EventListener);
    } else if (typeof value === "boolean") {
      element.toggleAttribute(name, value);
    } else if (value !== undefined && value !== null) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

/** The element of this id, which the page has. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`the page has no #${id}`);
  }
  return found as T;
}

const ADDRESS = /https?:\/\/[^\s;()<>"]+[^\s;()<>".,]/g;

/** Letters that run from right to left, with what stands between two of them. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}](?:[^\p{L}\p{N}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{M}])*/gu;

/** Text of which names from right to left stay by themselves: else figures beside them change their places. */
export function isolated(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(RIGHT_TO_LEFT)) {
    fragment.append(text.slice(end, match.index), el("bdi", {}, match[0]));
    end = match.index + match[0].length;
  }
  fragment.append(text.slice(end));
  return fragment;
}

/** The same, and its web addresses can be followed. */
export function linked(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    fragment.append(isolated(text.slice(end, match.index)));
    const [address] = match;
    let host = address;
    try {
      host = new URL(address).hostname.replace(/^www\./, "");
    } catch {
      // It stays as it is written.
    }
    fragment.append(el("a", { href: address, rel: "noreferrer noopener", target: "_blank", title: address }, host));
    end = match.index + address.length;
  }
  fragment.append(isolated(text.slice(end)));
  return fragment;
}
