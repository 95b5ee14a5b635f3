// The program's bytes: beside the page, or within it.

import address from "../core/arcminute_web_bg.wasm?url";
import { start } from "./core";

/** The element that holds the program in a page of one file: gzip, base64. */
const WITHIN = "ui-program";

export async function load(): Promise<void> {
  const within = document.getElementById(WITHIN);
  if (!within) {
    await start(fetch(address));
    return;
  }
  const text = within.textContent?.trim() ?? "";
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  await start(await new Response(stream).arrayBuffer());
  // It is no longer needed.
  within.remove();
}
