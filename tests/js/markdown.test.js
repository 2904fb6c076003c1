import assert from "node:assert/strict";
import { test } from "node:test";
import { block, editFor } from "../../static/js/markdown.js";

const LABELS = { words: "mots", column: "Colonne" };

/** Press a button; `[` and `]` stand for the selection before and after. */
function press(action, marked) {
  const start = marked.indexOf("[");
  const end = marked.indexOf("]") - 1;
  const text = marked.replace("[", "").replace("]", "");
  const { from, to, insert, select } = editFor(action, text, start, end, LABELS);
  const after = text.slice(0, from) + insert + text.slice(to);
  const [first, last] = select.map((place) => place + from);
  return `${after.slice(0, first)}⟦${after.slice(first, last)}⟧${after.slice(last)}`;
}

const TABLE = [
  ["bold", "un [mot] ici", "un **⟦mot⟧** ici"],
  ["bold", "un **[mot]** ici", "un ⟦mot⟧ ici"],
  ["bold", "un [ mot ] ici", "un  **⟦mot⟧**  ici"],
  ["bold", "rien []", "rien **⟦mots⟧**"],
  ["italic", "un [mot] ici", "un *⟦mot⟧* ici"],
  ["italic", "un *[mot]* ici", "un ⟦mot⟧ ici"],
  ["italic", "un **[mot]** ici", "un ***⟦mot⟧*** ici"],
  ["code", "[x = 1]", "`⟦x = 1⟧`"],
  ["code", "[a\nb]", "```\n⟦a\nb⟧\n```"],
  ["link", "voir [la page]", "voir ⟦https://⟧"],
  ["list", "[un\ndeux]", "⟦- un\n- deux⟧"],
  ["list", "[- un\n- deux]", "⟦un\ndeux⟧"],
  ["list", "[1. un\n2. deux]", "⟦- un\n- deux⟧"],
  ["list", "Avant\n[un]", "Avant\n\n⟦- un⟧"],
  ["list", "- avant\n[un]", "- avant\n⟦- un⟧"],
  ["list-numbered", "[un\ndeux]", "⟦1. un\n2. deux⟧"],
  ["quote", "[un\n\ndeux]", "⟦> un\n> \n> deux⟧"],
  ["quote", "> de[j]à", "⟦dejà⟧"],
];

for (const [action, before, after] of TABLE) {
  test(`${action} makes ${JSON.stringify(after)} of ${JSON.stringify(before)}`, () => {
    const wanted = action === "link" ? "voir [la page](⟦https://⟧)" : after;
    assert.equal(press(action, before), wanted);
  });
}

test("an address that is selected becomes the address of a link", () => {
  const edit = editFor("link", "https://a.example/x", 0, 19, LABELS);
  assert.equal(edit.insert, "[mots](https://a.example/x)");
  assert.deepEqual(edit.select, [1, 5]);
});

test("a table stands apart from the text above it", () => {
  const { insert } = editFor("table", "Avant", 5, 5, LABELS);
  assert.ok(insert.startsWith("\n\n| Colonne 1 | Colonne 2 |\n| --- | --- |\n"));
});

test("a picture in the midst of bold words stands behind their paragraph", () => {
  const text = "Voici **la salle et\nla scène** vides.\n\nMerci";
  const edit = block(text, 14, "![x](/medias/a)");
  assert.equal(edit.from, text.indexOf("\n\nMerci"));
  assert.equal(edit.insert, "\n\n![x](/medias/a)\n");
  assert.equal(block("Voici **la salle**", 10, "x").from, 18);
  assert.equal(block("Voici la salle", 14, "x").from, 14);
  assert.equal(block("Avant\n\n\n\nAprès", 7, "x").from, 7);
});

test("a block at the beginning needs no gap", () => {
  assert.equal(block("", 0, "x").insert, "x\n");
  assert.equal(block("a\n", 2, "x").insert, "\nx\n");
});

test("a button that is not known does nothing", () => {
  assert.equal(editFor("dance", "", 0, 0, LABELS), null);
});
