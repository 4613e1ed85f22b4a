// The page: typed or pasted lines, their values, and details about the selected line.

import { Column } from "./column.js";
import { byId, element, fill } from "./dom.js";
import { asColumns, asCsv, copy, save } from "./export.js";
import { Hints } from "./hints.js";
import { Letter } from "./letter.js";
import { LineReader } from "./line_reader.js";
import { Notepad } from "./notepad.js";
import { Reading } from "./reading.js";
import { insist, model } from "./service.js";
import { ORDER_NAMES, STATUSES, asksForOrder, percent, sayDay, valueAndTime } from "./wording.js";

const QUIET = 600; // ms before a screen reader is told what has changed

const hints = new Hints(update);
const notepad = new Notepad(update, showReading);
const letter = new Letter({ onInput: update, onFound: showLetter, onSelect: showReading, onTrouble: tellTrouble });
const reader = new LineReader(show, tellTrouble);
const reading = new Reading({
  onChoice: choose,
  onUndo: () => settle(undefined, "The line is open again."),
  onReference: count,
  onExample: (example) => {
    hints.setMode("lines");
    notepad.add(example);
  },
  onTrouble: tellTrouble,
});
const column = new Column(chooseOrder);
let telling = 0;

/** Called when the lines or the hints have changed. */
function update() {
  const isText = hints.mode === "text";
  byId("notepad").hidden = byId("actions").hidden = isText;
  byId("letter").hidden = !isText;
  if (isText) {
    byId("column").hidden = true;
    letter.read(hints.value);
    showLetter();
  } else {
    reader.read(notepad.lines, hints.value);
    show();
  }
}

/** Show what is known of the dates in the text. */
function showLetter() {
  const said = letter.summary;
  byId("summary").textContent = said;
  if (said) announce(said);
  showReading();
}

/** Show the outcomes that are known now. */
function show() {
  if (hints.mode === "text") return;
  const lines = notepad.lines;
  const outcomes = lines.map((line) => reader.outcome(line));
  const isComplete = outcomes.every((outcome) => outcome !== undefined);
  const isEmpty = outcomes.every((outcome) => outcome === null);
  notepad.show((line) => reader.outcome(line));
  byId("copy").disabled = byId("download").disabled = isEmpty || !isComplete;
  showSummary(outcomes);
  const said = byId("summary").textContent;
  if (isComplete) {
    const open = outcomes.filter(asksForOrder).length;
    column.show(lines, open, hints.value);
    announce(outcomes.length === 1 && outcomes[0] ? spoken(outcomes[0]) : said);
  }
  showReading();
}

function showReading() {
  if (hints.mode === "text") {
    reading.show(letter.selected?.source ?? "", hints.value, letter.settled);
    return;
  }
  const line = selectedLine();
  reading.show(line, hints.value, reader.chosen(line));
}

function selectedLine() {
  return notepad.lines[notepad.selected] ?? "";
}

/** Take a reading of the selected line: its field order for all lines, or else that value for this line. */
function choose({ order, value, record }) {
  if (order) chooseOrder(order);
  else settle(record, `${value} is chosen.`);
}

function chooseOrder(order) {
  hints.setOrder(order);
  moveOn(`Numbers are read as ${ORDER_NAMES[order]}.`);
}

function settle(record, message) {
  reader.choose(selectedLine(), record);
  moveOn(message);
}

/** Count relative dates from a day, or ask for it. */
function count(reference) {
  if (!reference) {
    hints.askForReference();
    return;
  }
  hints.setReference(reference);
  moveOn(`Relative dates count from ${sayDay(reference)}.`);
}

/** Tell what was done, and move the focus from a button that is gone to what it led to. */
function moveOn(message) {
  announce(message);
  byId("reading-title").focus();
}

/** The number of lines of each status; pressing one selects the next such line. */
function showSummary(outcomes) {
  const counts = new Map();
  let waiting = 0;
  for (const outcome of outcomes) {
    if (outcome === undefined) waiting += 1;
    else if (outcome) counts.set(outcome.status, (counts.get(outcome.status) ?? 0) + 1);
  }
  const parts = Object.keys(STATUSES)
    .filter((status) => counts.has(status))
    .map((status) => countButton(status, counts.get(status)));
  if (waiting) parts.push(`${waiting.toLocaleString("en")} being read`);
  const more = notepad.surplus;
  if (more) parts.push(`${more.toLocaleString("en")} more not shown: use \`datenorm convert\``);
  const focused = document.activeElement?.dataset?.jump;
  fill(byId("summary"), ...parts.flatMap((part, index) => (index ? [" · ", part] : [part])));
  if (focused) byId("summary").querySelector(`[data-jump="${focused}"]`)?.focus();
}

function countButton(status, count) {
  const { name } = STATUSES[status];
  return element(
    "button",
    {
      type: "button",
      class: "jump",
      title: `The next line that is ${name}`,
      "data-jump": status,
      on: { click: () => notepad.selectNext(status) },
    },
    `${count.toLocaleString("en")} ${name}`,
  );
}

function spoken(outcome) {
  const said = `${valueAndTime(outcome).join("")} ${STATUSES[outcome.status].name}`;
  return outcome.confidence > 0 ? `${said}, confidence ${percent(outcome.confidence)}` : said;
}

/** Tell a screen reader once nothing has changed for a while. */
function announce(message) {
  clearTimeout(telling);
  telling = setTimeout(() => (byId("announcement").textContent = message), QUIET);
}

function tellTrouble(message) {
  byId("trouble").textContent = message;
  byId("trouble").hidden = !message;
}

function rows() {
  return notepad.lines.map((line) => {
    const outcome = reader.outcome(line);
    return {
      line,
      value: outcome?.value ?? "",
      status: outcome?.status ?? "",
      confidence: outcome?.confidence ?? "",
      datetime: outcome?.datetime ?? "",
    };
  });
}

byId("copy").addEventListener("click", async () => {
  try {
    await copy(asColumns(rows()));
    announce("Copied.");
    flash(byId("copy"), "Copied");
  } catch (error) {
    tellTrouble(error.message);
  }
});

byId("download").addEventListener("click", () => save(asCsv(rows()), "dates.csv", "text/csv;charset=utf-8"));

/** Show on a button for a moment that it has worked. */
function flash(button, message) {
  const before = button.dataset.name ?? button.textContent;
  button.dataset.name = before;
  button.textContent = message;
  setTimeout(() => (button.textContent = before), 1500);
}

/** Show the version and checksum of the model, and list its locales. */
async function introduce() {
  const answer = await insist(model, new AbortController().signal, tellTrouble);
  if (!answer) return;
  hints.offer(Object.keys(answer.locales));
  byId("modes").hidden = !answer.finds;
  const count = answer.languages.length.toLocaleString("en");
  const checksum = answer.checksum.slice(0, 12);
  byId("model").textContent = `datenorm ${answer.version}, model ${checksum}, ${count} languages`;
}

update();
introduce();
