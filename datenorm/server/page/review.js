// The review page: a person settles what the network leaves open in a column.

import { byId, element, fill } from "./dom.js";
import { confirmEffect, offerExports, offerPaste, showKeys } from "./review_dialogs.js";
import { Facets } from "./review_facets.js";
import { Filter } from "./review_filter.js";
import { GroupView, MOST_READINGS } from "./review_group.js";
import { KEYS, listen } from "./review_keys.js";
import { Learning } from "./review_learning.js";
import { GroupList } from "./review_list.js";
import { SCOPES, scopeName } from "./review_scope.js";
import { change, decide, paste, project, redo, undo } from "./review_service.js";
import { offerSettings } from "./review_settings.js";
import { ORDER_CHOICES, amount, decisionInWords } from "./review_wording.js";
import { model } from "./service.js";

const TICK = 1000; // ms between two looks at a project that is being converted
const IDLE = 3000; // ms between two looks at others
const COUNT = 3000; // ms between two counts of a project that is being converted
const QUIET = 250; // ms without typing before a search starts, and between a change and a count

const filter = new Filter(filterChanged);
const facets = new Facets(filter, tellTrouble);
const view = new GroupView({
  onDecide: decideNow,
  onLeave: () => list.focus(),
  listed,
  onTrouble: tellTrouble,
});
const list = new GroupList({
  onSelect: (group) => view.show(group),
  onCount: showCount,
  onTrouble: tellTrouble,
});

const learning = new Learning({ attempt, meant, announce, onAccepted: look });

let known = null; // the project as it was seen last
let service = null; // what it says of its model
let timer = 0;
let searching = 0;
let counting = 0;
let sent = Promise.resolve(); // decisions are sent one after the other

function listed() {
  return { total: list.total, isFiltered: !filter.isEmpty };
}

function filterChanged() {
  byId("search").value = filter.search;
  byId("sort").value = filter.sort;
  list.show(filter.query);
  facets.refresh();
}

function showCount(total, rows) {
  view.recount();
  byId("summary").textContent = total ? `${amount(total, rows)}${filter.isEmpty ? "" : ", filtered"}` : "No text passes the filter.";
}

/** Look at the project again, and fetch what has changed. */
async function look() {
  clearTimeout(timer);
  const found = await attempt(() => project());
  if (found) {
    const before = known;
    known = found;
    showProject(found);
    if (before && before.project !== found.project) filter.clear();
    if (before && hasMoved(before, found)) refresh();
    await learning.look(found.revision);
  }
  clearTimeout(timer); // of another look, which ended meanwhile
  timer = setTimeout(look, isReading(known) ? TICK : IDLE);
}

function hasMoved(before, after) {
  return before.revision !== after.revision || before.progress.done !== after.progress.done;
}

function isReading(found) {
  return Boolean(found) && found.progress.done < found.progress.total;
}

function refresh() {
  list.refresh();
  counting ||= setTimeout(count, isReading(known) ? COUNT : QUIET);
}

function count() {
  counting = 0;
  facets.refresh();
}

function showProject(found) {
  const { column, rows, distinct, progress } = found;
  document.title = `${column} · datenorm review`;
  fill(
    byId("project"),
    element("b", {}, column),
    ` of ${nameOfFile(found.table)}, ${rows.toLocaleString("en")} rows, ${distinct.toLocaleString("en")} texts`,
    found.column_reading && element("span", { class: "column-reading" }, found.column_reading),
    found.source_changed && element("span", { class: "changed" }, "The table has changed since the project was made."),
  );
  byId("project").title = `${found.table}, in the project ${found.project}`;
  byId("undo").disabled = !found.can_undo;
  byId("redo").disabled = !found.can_redo;
  byId("undo").title = found.undo_what ?? "";
  byId("redo").title = found.redo_what ?? "";
  showModel();
  byId("progress").hidden = !isReading(found);
  byId("progress-bar").max = progress.total || 1;
  byId("progress-bar").value = progress.done;
  byId("progress-text").textContent =
    `${progress.done.toLocaleString("en")} of ${progress.total.toLocaleString("en")} texts read`;
}

function nameOfFile(path) {
  return path.split(/[\\/]/).at(-1);
}

/** Decide for the selected text or for more; for more only after a look at what would change. */
async function decideNow(decision) {
  const group = list.selected;
  if (!group) return;
  const name = view.scope;
  const scope = SCOPES[name](group, filter.values);
  const words = decisionInWords(decision);
  if (name === "text") {
    list.move(1);
    list.focus();
  } else {
    const effect = await attempt(() => decide({ scope, decision, preview: true, ...meant() }));
    const title = `Decide “${words}” for ${scopeName(name, group, listed())}?`;
    if (!effect || !(await confirmEffect(title, effect))) return;
    view.resetScope();
    list.focus();
  }
  sent = sent.then(() => send(group, scope, decision, words));
  await sent;
}

/** The project that a change is meant for: in another one, texts have other numbers. */
function meant() {
  return { project: known?.project };
}

/** Send a decision; the page returns to a text that was not decided. */
async function send(group, scope, decision, words) {
  const tell = (message) => tellTrouble(message && `${message} “${group.text}” is not decided.`);
  const effect = await attempt(() => decide({ scope, decision, ...meant() }), tell);
  if (!effect) {
    list.find(group.id);
    return;
  }
  announce(`${amount(effect.texts, effect.rows)}: ${words}.`);
  await look();
}

async function stepBack(step, words) {
  const done = await attempt(() => step(meant()));
  if (!done) return;
  announce(words);
  await look();
}

async function changeSettings() {
  const effect = await offerSettings(known?.settings ?? {}, Object.keys(service?.locales ?? {}), (body, tell) => attempt(() => change({ ...body, ...meant() }), tell));
  if (!effect) return;
  announce(`The column is read again; ${amount(effect.texts, effect.rows)} changed.`);
  await look();
}

async function takePasted() {
  if (await offerPaste((lines) => attempt(() => paste({ lines, ...meant() })))) await look();
}

/** Make a request; its answer, or undefined after telling what is wrong. */
async function attempt(question, tell = tellTrouble) {
  try {
    const answer = await question();
    tell("");
    return answer;
  } catch (error) {
    if (error.after === undefined) throw error;
    tell(error.message);
    return undefined;
  }
}

function announce(message) {
  byId("announcement").textContent = message;
}

function tellTrouble(message) {
  byId("trouble").textContent = message;
  byId("trouble").hidden = !message;
}

function takeReading(key) {
  const index = Number(key) - 1;
  const readings = list.selected?.readings ?? [];
  if (index < Math.min(readings.length, MOST_READINGS)) decideNow({ kind: "reading", index });
}

function takeOrder(key) {
  const { order } = ORDER_CHOICES.find((one) => one.key === key);
  decideNow({ kind: "order", value: order });
}

function undoNow() {
  return stepBack(undo, "The last change is undone.");
}

function redoNow() {
  return stepBack(redo, "The change is redone.");
}

listen({
  next: () => list.move(1),
  previous: () => list.move(-1),
  reading: takeReading,
  noDate: () => decideNow({ kind: "no-date" }),
  edit: () => view.edit(),
  order: takeOrder,
  open: () => list.selected?.decision && decideNow({ kind: "undecided" }),
  scope: () => list.selected && announce(`Decide for ${view.nextScope()}.`),
  grid: () => view.toggleGrid(),
  undo: undoNow,
  redo: redoNow,
  search: () => byId("search").focus(),
  settings: changeSettings,
  learn: () => learning.offer(),
  help: () => showKeys(KEYS),
});

byId("undo").addEventListener("click", undoNow);
byId("redo").addEventListener("click", redoNow);
byId("settings").addEventListener("click", changeSettings);
byId("paste").addEventListener("click", takePasted);
byId("export").addEventListener("click", () => offerExports(Boolean(known?.source_changed), attempt));
byId("help").addEventListener("click", () => showKeys(KEYS));
byId("sort").addEventListener("change", () => filter.set("sort", byId("sort").value));
byId("search").addEventListener("input", () => {
  clearTimeout(searching);
  searching = setTimeout(() => filter.set("search", byId("search").value), QUIET);
});
byId("search").addEventListener("keydown", (event) => {
  if (event.key === "Escape") list.focus();
});
byId("find").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(searching);
  filter.set("search", byId("search").value);
  list.focus();
});

/** Keep what the service says of its model, for the footer and the settings. */
async function introduce() {
  service = (await attempt(() => model())) ?? null;
  showModel();
}

/** Name the model in use. */
function showModel() {
  if (!service || !known) return;
  const languages = service.languages.length.toLocaleString("en");
  byId("model").textContent = `datenorm ${service.version}, model ${known.model}, ${languages} languages`;
}

await look();
filterChanged();
introduce();
list.focus();
