// Dialogs: a question with a preview, the keys, the exports, and a pasted column.

import { buttons, openDialog } from "./dialog.js";
import { element } from "./dom.js";
import { save } from "./export.js";
import { exported } from "./review_service.js";
import { amount } from "./review_wording.js";
import { takeColumns } from "./spreadsheet.js";

/**
 * What would happen: how many texts are concerned, and some of them before and after.
 *
 * @param {object} effect as the service returns it
 * @param {string} said how many, in words
 */
export function effectView({ examples }, said) {
  return [element("p", { class: "effect" }, said), examples.length > 0 && exampleTable(examples, "Some of them")];
}

/** Texts with their values before and after a change, as a table that can be scrolled. */
export function exampleTable(changes, label) {
  return element(
    "div",
    { class: "scroll", tabIndex: 0, role: "group", "aria-label": label },
    element(
      "table",
      { class: "examples" },
      element("thead", {}, element("tr", {}, ...["Text", "Now", "Then"].map((name) => element("th", { scope: "col" }, name)))),
      element("tbody", {}, ...changes.map(exampleRow)),
    ),
  );
}

function exampleRow({ text, before, after }) {
  const cell = (value) => element("td", { class: value === null ? "refused" : "value" }, value ?? "no value");
  const then = before === after ? element("td", { class: "refused" }, "the same") : cell(after);
  return element("tr", {}, element("td", { dir: "auto" }, text), cell(before), then);
}

/** Ask whether a decision for many texts shall be made; whether it shall. */
export function confirmEffect(title, effect) {
  return openDialog(title, (close) => [
    ...effectView(effect, decidedInWords(effect)),
    buttons(
      element("button", { type: "button", on: { click: () => close(false) } }, "Cancel"),
      element(
        "button",
        { type: "button", class: "primary", autofocus: true, disabled: !effect.texts, on: { click: () => close(true) } },
        "Decide",
      ),
    ),
  ]);
}

/** How many texts would be decided, and how many of them would get another value, as far as that is known. */
function decidedInWords({ texts, rows, values, examined, of }) {
  if (!texts) return "Nothing would change.";
  const decided = `${amount(texts, rows)} would be decided.`;
  if (examined < of) return `${decided} ${lookedAt(examined, of)} ${amount(values.texts, values.rows)} would get another value.`;
  return values.texts === texts ? decided : `${decided} ${amount(values.texts, values.rows)} would get another value.`;
}

/** On how many texts a number is based. */
export function lookedAt(examined, of) {
  return `Of ${of.toLocaleString("en")} texts, ${examined.toLocaleString("en")} were looked at, the most frequent first:`;
}

const EXPORTS = [
  ["table", "The table, with a column of values", "every other byte as it was"],
  ["decisions", "The decisions", "a file for datenorm table --decisions"],
  ["csv", "The texts as CSV", "one row for each text, with all that is known of it"],
  ["parquet", "The texts as Parquet", "one row for each text, with all that is known of it"],
];

/**
 * Offer the exports.
 *
 * @param {boolean} isChanged whether the table has changed since the project was made
 * @param {(question: () => Promise, tell: (message: string) => void) => Promise} attempt makes a request, and
 *   tells what is wrong
 */
export function offerExports(isChanged, attempt) {
  const said = element("p", { role: "status" });
  const wrong = element("p", { class: "notice", role: "alert", hidden: true });
  const tell = (message) => {
    wrong.textContent = message;
    wrong.hidden = !message;
  };
  const take = async (format) => {
    tell("");
    said.textContent = "The file is being written…";
    const file = await attempt(() => exported(format), tell);
    said.textContent = file ? `${file.name} is downloaded.` : "";
    if (file) save(file.content, file.name, file.content.type);
  };
  return openDialog("Export", (close) => [
    isChanged && element("p", { class: "notice" }, "The table has changed since the project was made."),
    element(
      "ul",
      { class: "exports" },
      ...EXPORTS.map(([format, name, note]) =>
        element(
          "li",
          {},
          element("button", { type: "button", class: "plain", on: { click: () => take(format) } }, name),
          element("span", {}, note),
        ),
      ),
    ),
    said,
    wrong,
    buttons(element("button", { type: "button", on: { click: () => close() } }, "Close")),
  ]);
}

/**
 * Take a pasted column.
 *
 * @param {(lines: string[]) => Promise} start starts a project of its lines
 * @returns {Promise<boolean|undefined>} whether it was started
 */
export function offerPaste(start) {
  return openDialog("Paste a column", (close) => {
    const area = element("textarea", { id: "pasted", rows: 10, spellcheck: false });
    takeColumns(area);
    const take = async () => {
      const lines = area.value.replace(/\r?\n$/, "").split(/\r?\n/);
      if (await start(lines)) close(true);
    };
    return [
      element("label", { for: "pasted" }, "One text per line, as copied from a spreadsheet. They become a project of their own."),
      area,
      buttons(
        element("button", { type: "button", on: { click: () => close(false) } }, "Cancel"),
        element("button", { type: "button", class: "primary", on: { click: take } }, "Review them"),
      ),
    ];
  });
}

/** Show the keys. */
export function showKeys(keys) {
  return openDialog("Keys", (close) => [
    element(
      "dl",
      { class: "keys" },
      ...keys.flatMap(({ shown, does }) => [
        element("dt", {}, ...shown.map((key) => element("kbd", {}, key))),
        element("dd", {}, does),
      ]),
    ),
    buttons(element("button", { type: "button", autofocus: true, on: { click: () => close() } }, "Close")),
  ]);
}
