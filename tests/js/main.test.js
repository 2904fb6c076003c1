import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const FOLDER = new URL("../../static/js/", import.meta.url);
const MODULES = readdirSync(FOLDER).filter((name) => name.endsWith(".js"));
const sourceOf = (name) => readFileSync(new URL(name, FOLDER), "utf8");
/** Sentences, types and workers are no behaviours that a page begins. */
const importsOf = (source) =>
  [...source.matchAll(/(?:from |import\()"\.\/([\w.]+)"/gu)].map(([, name]) => name);

test("everything that is imported is there, and everything there is imported", () => {
  const imported = new Set(MODULES.flatMap((name) => importsOf(sourceOf(name))));
  const unused = MODULES.filter((name) => !imported.has(name));
  assert.deepEqual(unused.sort(), ["main.js", "sw.js", "sw_push.js", "sw_reader.js"]);
  for (const name of imported) {
    assert.ok(MODULES.includes(name), name);
  }
});

test("every behaviour can be started", () => {
  const table = sourceOf("main.js").matchAll(/import\("\.\/([\w.]+)"\)/gu);
  for (const [, name] of table) {
    assert.match(sourceOf(name), /export (async )?function start\(\)/u, name);
  }
});

test("no markup is made of strings, and no style is set", () => {
  for (const name of MODULES) {
    const source = sourceOf(name);
    assert.doesNotMatch(
      source,
      /insertAdjacentHTML|outerHTML|\.innerHTML\s*=|document\.write/u,
      name,
    );
    assert.doesNotMatch(
      source,
      /\.style\b|setAttribute\("(?:style|on)|\beval\(|new Function/u,
      name,
    );
  }
});

test("every attribute that a selector names stands in a template, or is set by a script", () => {
  const templates = readTemplates(new URL("../../templates/", import.meta.url));
  const sources = MODULES.map(sourceOf).join("\n");
  const named = new Set(sources.match(/\[data-[a-z-]+/gu).map((each) => each.slice(1)));
  const unknown = [...named].filter(
    (name) => !templates.includes(name) && !sources.includes(`"${name}"`),
  );
  assert.deepEqual(unknown, []);
});

/** @returns {string} All templates, one after the other. */
function readTemplates(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => String(name).endsWith(".html"))
    .map((name) => readFileSync(new URL(String(name), folder), "utf8"))
    .join("\n");
}
