// The program's bytes: beside the page, or within it.

import { XzReadableStream } from "xz-decompress";
import address from "../core/arcminute_web_bg.wasm?url";
import { start } from "./core";

/** The element that holds the program in a page of one file: xz, base64. */
const WITHIN = "ui-program";

export async function load(): Promise<void> {
  if (import.meta.env.MODE !== "single") {
    await start(fetch(address));
    return;
  }
  const within = document.getElementById(WITHIN)!;
  const text = within.textContent?.trim() ?? "";
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  await start(await new Response(new XzReadableStream(new Blob([packed]).stream())).arrayBuffer());
  // It is no longer needed.
  within.remove();
}
