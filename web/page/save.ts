// Files of what is shown, as the command line writes them. PNG is drawn by the browser from the SVG.

import { print } from "./core";

/** A PNG has so many pixels for each px of the picture. */
const PNG_SCALE = 2;

function download(content: Blob, name: string) {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Writes what a command prints; its messages where it fails. */
export function save(args: string[], name: string, type: string): string[] {
  const answer = print(args);
  if (answer.status === 2) {
    return answer.messages;
  }
  download(new Blob([answer.text], { type }), name);
  return [];
}

/** Draws the SVG of a command as PNG; its messages where that fails. */
export async function savePng(args: string[], name: string): Promise<string[]> {
  const answer = print(args);
  if (answer.status === 2) {
    return answer.messages;
  }
  const address = URL.createObjectURL(new Blob([answer.text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * PNG_SCALE;
    canvas.height = image.naturalHeight * PNG_SCALE;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (!png) {
      return ["error: the browser cannot draw a picture of this size"];
    }
    download(png, name);
    return [];
  } catch {
    return ["error: the browser cannot draw the picture"];
  } finally {
    URL.revokeObjectURL(address);
  }
}
