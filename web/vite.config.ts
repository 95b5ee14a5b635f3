// Two pages from one source: `vite build` makes the page with its files beside it, `vite build --mode single` one of a single
// file. Both have a policy by which a browser fetches nothing from elsewhere.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Plugin, defineConfig } from "vite";

const POLICY_MARK = "<!-- policy -->";

/** The text of a file of the bundle. */
function textOf(file: { type: string; code?: string; source?: string | Uint8Array }): string {
  return file.type === "chunk" ? (file.code ?? "") : String(file.source);
}

function sha256(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function policy(scripts: string, styles: string, connections: string): string {
  const rules = [
    "default-src 'none'",
    `script-src ${scripts} 'wasm-unsafe-eval'`,
    `style-src ${styles}`,
    `connect-src ${connections}`,
    "img-src blob: data:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<meta http-equiv="Content-Security-Policy" content="${rules.join("; ")}">`;
}

/** Puts scripts, styles and the program into the page. */
function single(): Plugin {
  return {
    name: "single-file",
    enforce: "post",
    generateBundle(_, bundle) {
      const files = Object.values(bundle);
      const page = files.find((file) => file.fileName.endsWith(".html"));
      const script = files.filter((file) => file.fileName.endsWith(".js"));
      const style = files.filter((file) => file.fileName.endsWith(".css"));
      if (!page || page.type !== "asset" || script.length !== 1 || style.length !== 1) {
        throw new Error(`one page, one script and one style are wanted: ${files.map((file) => file.fileName).join(", ")}`);
      }
      const js = `\n${textOf(script[0]!).replaceAll("</script", "<\\/script")}`;
      const css = `\n${textOf(style[0]!)}`;
      const program = readFileSync("core/arcminute_web_bg.wasm.xz").toString("base64");
      const html = String(page.source)
        .replace(POLICY_MARK, () => policy(sha256(js), sha256(css), "'none'"))
        .replace(/\s*<link rel="(stylesheet|modulepreload)"[^>]*>/g, "")
        .replace(/\s*<script type="module"[^>]*><\/script>/g, "")
        .replace("</head>", () => `<style>${css}</style>\n  </head>`)
        .replace("</body>", () => `<script type="application/x-xz" id="ui-program">${program}</script>\n    <script type="module">${js}</script>\n  </body>`);
      for (const file of files) {
        delete bundle[file.fileName];
      }
      this.emitFile({ type: "asset", fileName: "arcminute.html", source: html });
    },
  };
}

/** The policy of a page with its files beside it. */
function split(): Plugin {
  return {
    name: "policy",
    transformIndexHtml: (html) => html.replace(POLICY_MARK, policy("'self'", "'self'", "'self'")),
  };
}

export default defineConfig(({ mode }) => ({
  root: "page",
  base: "./",
  plugins: [mode === "single" ? single() : split()],
  build: {
    outDir: mode === "single" ? "../dist" : "../dist/static",
    emptyOutDir: mode !== "single",
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
  },
}));
