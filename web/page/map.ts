// The map and what one does with it: drag an origin, click to place it, zoom and move. The picture itself is the program's.

import { type MapWords, type Place, type Position, points, position } from "./core";
import { el } from "./dom";
import { Picture } from "./picture";

export interface Listener {
  /** An origin is being moved, or has been put somewhere. */
  moved(origin: number, to: Position, isDone: boolean, isOfRun: boolean): void;
  /** The pointer was taken away, as the browser does to scroll: the move is given up. */
  leftOff(): void;
  /** The map is to show so many km to each side of a position, under a centre that stays. */
  framed(extent: string, centre: Position, isDone: boolean): void;
  /** A place is pointed at or has the focus; null when it is left. */
  pointed(place: string | null): void;
  /** The details of a place are asked for. */
  opened(place: string): void;
}

/** Farther than this from where it began, a press is a drag, px. */
const DRAG_PX = 4;

/** Pointers within this distance of a mark are on it, px: half of the least target of WCAG 2.2 (24 px). */
const NEAR_PX = 12;

/** A zoom is drawn anew when nothing has moved for so long, ms. */
const STILL_MS = 160;

/** Half a side of the map, km: the least and the greatest that the program takes. */
const [LEAST_KM, GREATEST_KM] = [10, 19_000];

/** Steps of the arrow keys, px: of an origin, with Shift, and of the map. */
const [STEP_PX, LARGE_STEP_PX, PAN_PX] = [2, 20, 60];

/** More lines of a label would not fit on the map. */
const MOST_LINES = 14;

interface Zoom {
  scale: number;
  x: number;
  y: number;
}

/** The picture as the program drew it. */
const AS_DRAWN: Zoom = { scale: 1, x: 0, y: 0 };

export class MapView {
  readonly element = el("div", { class: "map" });
  private readonly sheet = el("div", { class: "sheet" });
  private readonly marks = el("div", { class: "marks" });
  private readonly tip = el("div", { class: "tip", role: "tooltip", id: "ui-tip", hidden: true });
  readonly picture = new Picture(this.sheet);
  private readonly buttons: HTMLElement;
  private words: MapWords | null = null;
  private spots: { place: Place; at: [number, number] }[] = [];
  private origins: HTMLButtonElement[] = [];
  private cities: HTMLButtonElement[] = [];
  private zoom = AS_DRAWN;
  private timer = 0;
  private pointers = new Map<number, { x: number; y: number }>();
  private press: { id: number; x: number; y: number; origin: number | null; isDrag: boolean } | null = null;
  private pointed: string | null = null;
  /** The origin that a click places. */
  active = 0;
  /** Whether a click puts an origin where it is. */
  isPlacedByClick = true;
  /** The figures of a place, for the label that follows the pointer. */
  texts: (place: string) => string[] = () => [];

  constructor(private readonly listener: Listener) {
    const button = (label: string, sign: string, click: () => void) =>
      el("button", { type: "button", "aria-label": label, title: label, click }, sign);
    this.buttons = el(
      "div",
      { class: "zoom", role: "group", "aria-label": "Zoom; arrow keys move the map" },
      button("Zoom in", "+", () => this.zoomBy(1.5)),
      button("Zoom out", "−", () => this.zoomBy(1 / 1.5)),
    );
    this.buttons.addEventListener("keydown", (event) => this.pan(event));
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.point(null);
      }
    });
    this.element.append(this.sheet, this.marks, this.buttons, this.tip);
    this.element.addEventListener("pointerdown", (event) => this.down(event));
    this.element.addEventListener("pointermove", (event) => this.move(event));
    this.element.addEventListener("pointerup", (event) => this.up(event, true));
    this.element.addEventListener("pointercancel", (event) => this.up(event, false));
    this.element.addEventListener("pointerleave", () => this.point(null));
    this.element.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  /** Width that the map has on the page, px. */
  get width(): number {
    return this.element.clientWidth;
  }

  /** The size of the picture, as the option of the program; while an origin moves, it stays. */
  get pictureSize(): string | null {
    const { width, height } = this.picture;
    return width > 0 ? `${width}x${height}` : null;
  }

  /** True while a finger or a button is down on an origin. */
  get isDragging(): boolean {
    return this.press?.isDrag === true && this.press.origin !== null;
  }

  /** Shows a picture, with marks for its origins and places. */
  show(svg: string, words: MapWords) {
    this.picture.show(svg);
    this.words = words;
    this.setZoom(AS_DRAWN);
    const [left, top, right, bottom] = words.frame;
    this.marks.style.clipPath = `inset(${top}px calc(100% - ${right}px) calc(100% - ${bottom}px) ${left}px)`;
    // In the lower corner: the upper one may have an arrow to the north.
    this.buttons.style.top = `${bottom - 42}px`;
    this.buttons.style.right = `calc(100% - ${right - 8}px)`;
    const at = points(words.to);
    this.spots = words.to.flatMap((place, index) => (at[index] ? [{ place, at: at[index] }] : []));
    this.markOrigins();
    this.markCities();
  }

  /** Shows a picture on which nothing can be pointed at: several maps on one sheet. */
  showAlone(svg: string) {
    this.picture.show(svg);
    this.words = null;
    this.spots = [];
    this.setZoom(AS_DRAWN);
    for (const mark of [...this.origins.splice(0), ...this.cities.splice(0)]) {
      mark.remove();
    }
  }

  private markOrigins() {
    const words = this.words!;
    while (this.origins.length > words.from.length) {
      this.origins.pop()?.remove();
    }
    this.active = Math.min(this.active, words.from.length - 1);
    const at = points(words.from);
    words.from.forEach((place, index) => {
      let mark = this.origins[index];
      if (!mark) {
        mark = el("button", { type: "button", class: "origin", keydown: (event: KeyboardEvent) => this.key(event, index) });
        mark.addEventListener("focus", () => {
          this.active = index;
        });
        this.origins.push(mark);
        this.marks.append(mark);
      }
      const label = `Origin: ${place.name}. Arrow keys move it, with Shift farther.`;
      if (mark.getAttribute("aria-label") !== label) {
        mark.setAttribute("aria-label", label);
      }
      this.put(mark, at[index] ?? null);
    });
  }

  /** One of the places can be reached by Tab, and the others from it by the arrow keys. */
  private markCities() {
    while (this.cities.length > this.spots.length) {
      this.cities.pop()?.remove();
    }
    this.spots.forEach(({ place, at }, index) => {
      let mark = this.cities[index];
      if (!mark) {
        mark = el("button", {
          type: "button",
          class: "city",
          tabindex: index === 0 ? 0 : -1,
          focus: () => this.point(this.spots[index]?.place.key ?? null),
          blur: () => this.point(null),
          click: (event: Event) => {
            // Of a press of the pointer the map takes care.
            if ((event as PointerEvent).detail === 0) {
              this.listener.opened(this.spots[index]!.place.key);
            }
          },
          keydown: (event: KeyboardEvent) => this.walk(event, index),
        });
        this.cities.push(mark);
        this.marks.append(mark);
      }
      if (mark.getAttribute("aria-label") !== place.name) {
        mark.setAttribute("aria-label", place.name);
        mark.setAttribute("aria-describedby", "ui-tip");
      }
      this.put(mark, at);
    });
  }

  private put(mark: HTMLElement, at: [number, number] | null) {
    mark.hidden = at === null;
    if (at) {
      mark.style.transform = `translate(${at[0].toFixed(1)}px, ${at[1].toFixed(1)}px)`;
    }
  }

  private walk(event: KeyboardEvent, index: number) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) {
      return;
    }
    event.preventDefault();
    const next = this.cities[(index + step + this.cities.length) % this.cities.length];
    for (const mark of this.cities) {
      mark.tabIndex = mark === next ? 0 : -1;
    }
    next?.focus({ preventScroll: true });
  }

  private key(event: KeyboardEvent, index: number) {
    const [x, y] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key] ?? [0, 0];
    const at = this.words && points([this.words.from[index]!])[0];
    if ((x === 0 && y === 0) || !at) {
      return;
    }
    event.preventDefault();
    const step = event.shiftKey ? LARGE_STEP_PX : STEP_PX;
    const to = position(at[0] + step * x!, at[1] + step * y!);
    if (to) {
      this.listener.moved(index, to, true, true);
    }
  }

  private pan(event: KeyboardEvent) {
    const [x, y] = { ArrowRight: [-1, 0], ArrowLeft: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[event.key] ?? [0, 0];
    if (x === 0 && y === 0) {
      return;
    }
    event.preventDefault();
    this.setZoom({ ...this.zoom, x: this.zoom.x + PAN_PX * x!, y: this.zoom.y + PAN_PX * y! });
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.settle(), STILL_MS);
  }

  /** A point of the map from an event: px of the picture, or null outside the map. */
  private at(event: { clientX: number; clientY: number }): [number, number] | null {
    const box = this.element.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const [left, top, right, bottom] = this.words?.frame ?? [0, 0, 0, 0];
    return x >= left && x <= right && y >= top && y <= bottom ? [x, y] : null;
  }

  private nearest(at: [number, number], spots: ([number, number] | null)[], reach: number): number | null {
    let best: number | null = null;
    let least = reach;
    spots.forEach((spot, index) => {
      const apart = spot ? Math.hypot(spot[0] - at[0], spot[1] - at[1]) : Number.POSITIVE_INFINITY;
      if (apart < least) {
        [best, least] = [index, apart];
      }
    });
    return best;
  }

  private down(event: PointerEvent) {
    const at = this.at(event);
    if (event.button !== 0 || !at || !this.words || (event.target as Element).closest(".zoom")) {
      return;
    }
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.pointers.size > 1) {
      this.press = null;
      return;
    }
    const reach = event.pointerType === "touch" ? 2 * NEAR_PX : NEAR_PX;
    const origin = this.nearest(at, points(this.words.from), reach);
    this.active = origin ?? this.active;
    this.press = { id: event.pointerId, x: event.clientX, y: event.clientY, origin, isDrag: false };
    if (origin !== null) {
      event.preventDefault();
      this.origins[origin]?.focus({ preventScroll: true });
    }
    this.element.setPointerCapture(event.pointerId);
  }

  private move(event: PointerEvent) {
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      this.hover(event);
      return;
    }
    if (this.pointers.size === 2) {
      this.pinch(event, before);
      return;
    }
    const press = this.press;
    if (!press || press.id !== event.pointerId) {
      return;
    }
    press.isDrag ||= Math.hypot(event.clientX - press.x, event.clientY - press.y) > DRAG_PX;
    if (!press.isDrag) {
      return;
    }
    if (press.origin === null) {
      this.setZoom({ ...this.zoom, x: this.zoom.x + event.clientX - before.x, y: this.zoom.y + event.clientY - before.y });
    } else {
      this.point(null);
      this.element.classList.add("dragging");
      const at = this.at(event);
      const to = at && position(...at);
      if (to) {
        this.listener.moved(press.origin, to, false, false);
      }
    }
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  private up(event: PointerEvent, isMeant: boolean) {
    const press = this.press;
    this.pointers.delete(event.pointerId);
    this.element.classList.remove("dragging");
    if (!press || press.id !== event.pointerId) {
      if (this.pointers.size === 0) {
        this.settle();
      }
      return;
    }
    this.press = null;
    const at = this.at(event);
    if (!isMeant) {
      this.setZoom(AS_DRAWN);
      this.listener.leftOff();
    } else if (press.isDrag && press.origin === null) {
      this.settle();
    } else if (at) {
      const city = press.isDrag || press.origin !== null ? null : this.cityAt(at);
      const to = position(...at);
      if (city) {
        this.listener.opened(city);
      } else if (to && (press.isDrag || (press.origin === null && this.isPlacedByClick))) {
        this.listener.moved(press.origin ?? this.active, to, true, false);
      }
    }
  }

  private cityAt(at: [number, number]): string | null {
    const index = this.nearest(at, this.spots.map((spot) => spot.at), NEAR_PX);
    return index === null ? null : (this.spots[index]?.place.key ?? null);
  }

  private hover(event: PointerEvent) {
    if (event.pointerType === "touch") {
      return;
    }
    const at = this.at(event);
    this.point(at ? this.cityAt(at) : null);
    const isOnOrigin = at && this.words && this.nearest(at, points(this.words.from), NEAR_PX) !== null;
    this.element.style.cursor = isOnOrigin ? "grab" : this.pointed ? "pointer" : at ? "crosshair" : "";
  }

  /** Shows the figures of a place beside it. */
  point(place: string | null, tells = true) {
    if (place === this.pointed) {
      return;
    }
    this.pointed = place;
    const spot = this.spots.find((spot) => spot.place.key === place);
    const lines = spot ? this.texts(spot.place.key) : [];
    this.tip.hidden = lines.length === 0;
    const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), "… a click opens the card"] : lines;
    this.tip.replaceChildren(...shown.map((line) => el("div", { dir: "auto" }, line)));
    if (spot) {
      const isRight = spot.at[0] > this.width / 2;
      this.tip.style.transform = `translate(${spot.at[0] + (isRight ? -14 : 14)}px, ${spot.at[1]}px) translate(${isRight ? "-100%" : "0"}, -50%)`;
    }
    if (tells) {
      this.listener.pointed(place);
    }
  }

  private wheel(event: WheelEvent) {
    // Where the page itself scrolls, the wheel does that unless Ctrl is held; pinches of a touchpad come with it.
    const isMeant = event.ctrlKey || event.metaKey || getComputedStyle(this.element).getPropertyValue("--wheel").trim() === "zoom";
    if (!isMeant || !this.at(event)) {
      return;
    }
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const speed = event.ctrlKey ? 0.01 : 0.0015;
    this.zoomAbout(Math.exp(-event.deltaY * lines * speed), event.clientX, event.clientY);
  }

  private pinch(event: PointerEvent, before: { x: number; y: number }) {
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (!other) {
      return;
    }
    const apart = (from: { x: number; y: number }) => Math.hypot(from.x - other.x, from.y - other.y);
    const now = { x: event.clientX, y: event.clientY };
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    this.zoom = { ...this.zoom, x: this.zoom.x + (now.x - before.x) / 2, y: this.zoom.y + (now.y - before.y) / 2 };
    this.zoomAbout(apart(now) / Math.max(1, apart(before)), middle.x, middle.y);
    this.pointers.set(event.pointerId, now);
  }

  /** Zooms about the middle of the map. */
  zoomBy(factor: number) {
    const box = this.element.getBoundingClientRect();
    const [left, top, right, bottom] = this.words?.frame ?? [0, 0, 0, 0];
    this.zoomAbout(factor, box.left + (left + right) / 2, box.top + (top + bottom) / 2);
  }

  private zoomAbout(factor: number, clientX: number, clientY: number) {
    const box = this.element.getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    const scale = Math.min(20, Math.max(0.05, this.zoom.scale * factor));
    const by = scale / this.zoom.scale;
    this.setZoom({ scale, x: x - by * (x - this.zoom.x), y: y - by * (y - this.zoom.y) });
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.settle(), STILL_MS);
  }

  private setZoom(zoom: Zoom) {
    this.zoom = zoom;
    const isNone = zoom.scale === 1 && zoom.x === 0 && zoom.y === 0;
    const transform = isNone ? "" : `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`;
    this.sheet.style.transform = transform;
    this.marks.style.visibility = isNone ? "" : "hidden";
    if (!isNone) {
      this.tip.hidden = true;
    }
  }

  /** The extent that the moved and zoomed picture shows, drawn anew. */
  private settle() {
    window.clearTimeout(this.timer);
    const { scale, x, y } = this.zoom;
    if (!this.words || this.pointers.size > 0 || (scale === 1 && x === 0 && y === 0)) {
      return;
    }
    const { frame, centre } = this.words;
    const middle = position(((frame[0] + frame[2]) / 2 - x) / scale, ((frame[1] + frame[3]) / 2 - y) / scale);
    const extent = middle && this.extent(middle, scale);
    if (extent) {
      this.listener.framed(extent, centre, true);
    } else {
      this.setZoom(AS_DRAWN);
    }
  }

  private extent(middle: Position, scale: number): string {
    const { frame, px_per_km: pxPerKm } = this.words!;
    const half = Math.min(frame[2] - frame[0], frame[3] - frame[1]) / 2 / pxPerKm / scale;
    const km = Math.min(GREATEST_KM, Math.max(LEAST_KM, half));
    return `${Number(km.toPrecision(4))}km@${coordinates(middle, 10 * pxPerKm * scale)}`;
  }

  /** What the map shows now, as the options that hold it: while an origin moves, the map stays. */
  held(): { extent: string; centre: Position } | null {
    if (!this.words) {
      return null;
    }
    const { frame, centre } = this.words;
    const middle = position((frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2);
    return middle && { extent: this.extent(middle, 1), centre };
  }

  /** Px a km of the map. */
  get pxPerKm(): number {
    return this.words?.px_per_km ?? 0.1;
  }
}

/** A position in as many decimals as a px of the map has: a tenth of a degree of latitude is 11 km. */
export function coordinates([lat, lon]: Position, pxPerKm: number): string {
  const decimals = Math.min(4, Math.max(1, Math.ceil(Math.log10(111 * pxPerKm))));
  const short = (deg: number) => String(Number(deg.toFixed(decimals)));
  return `${short(lat)},${short(lon)}`;
}
