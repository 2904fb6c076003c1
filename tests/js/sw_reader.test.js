import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import vm from "node:vm";

const SOURCE = readFileSync(new URL("../../static/js/sw_reader.js", import.meta.url), "utf8");
let [kept, notes, world, heard] = [];

beforeEach(() => {
  kept = true;
  notes = new Map();
  world = {
    PAGES: "entraide-pages",
    STATIC: "entraide-static",
    caches: {
      open: async () => ({
        match: async (name) => notes.get(name),
        put: async (name, response) => notes.set(name, response),
      }),
      delete: async (name) => {
        kept = kept && name !== "entraide-pages";
      },
    },
    Response: class {
      constructor(said) {
        this.text = async () => said;
      }
    },
    worker: {
      addEventListener: (_name, listen) => {
        heard = listen;
      },
    },
  };
  vm.createContext(world);
  vm.runInContext(SOURCE, world);
});

async function asked(reader, { status = 200, type = "basic" } = {}) {
  const headers = new Map(reader ? [["X-Account", reader]] : []);
  world.fetch = async () => ({ status, type, headers });
  await world.worker.askLine("/questions");
  return kept;
}

test("pages stay while their reader reads on", async () => {
  assert.ok(await asked("7"));
  assert.ok(await asked("7"));
});

test("pages go as soon as an answer is for somebody else", async () => {
  await asked("7");
  assert.ok(!(await asked("8")));
});

test("pages go as soon as an answer is for nobody: signed out at another device", async () => {
  await asked("7");
  assert.ok(!(await asked(null)));
});

test("pages of a visitor stay when they sign in", async () => {
  assert.ok(await asked(null));
  assert.ok(await asked("7"));
});

test("an answer that leads on, or broke, says nothing of who reads", async () => {
  await asked("7");
  assert.ok(await asked(null, { type: "opaqueredirect", status: 0 }));
  assert.ok(await asked(null, { status: 503 }));
});

test("pages go when a page of the site says so", async () => {
  let waited;
  heard({ data: { forget: true }, waitUntil: (promise) => (waited = promise) });
  await waited;
  assert.ok(!kept);
});
