// The sheet: the lines as they are typed on the left, their values on the right.

import { byId, element, fill, sign, unseen } from "./dom.js";
import { takeColumns } from "./spreadsheet.js";
import { timed } from "./verdict.js";
import { STATUSES, percent } from "./wording.js";

/** Maximum number of lines shown; longer columns are for the command line. */
const MOST_LINES = 10_000;

export class Notepad {
  #texts = byId("texts");
  #values = byId("values");
  #band = byId("band");
  #numbers = byId("numbers");
  #rows = [];
  #selected = 0;

  /**
   * @param {() => void} onInput called when the lines change
   * @param {() => void} onSelect called when the selection changes
   */
  constructor(onInput, onSelect) {
    this.onSelect = onSelect;
    this.#texts.addEventListener("input", () => {
      this.#follow();
      onInput();
    });
    takeColumns(this.#texts);
    document.addEventListener("selectionchange", () => this.#follow());
    this.#values.addEventListener("click", (event) => this.#clicked(event));
    this.#values.addEventListener("keydown", (event) => this.#moved(event));
  }

  /** The lines that the sheet shows. */
  get lines() {
    return this.#written().slice(0, MOST_LINES);
  }

  /** Number of lines beyond the maximum. */
  get surplus() {
    return Math.max(0, this.#written().length - MOST_LINES);
  }

  /** The number of the selected line, from 0. */
  get selected() {
    return Math.min(this.#selected, this.lines.length - 1);
  }

  /** Append a line and select it. */
  add(line) {
    const before = this.#texts.value.replace(/\n+$/, "");
    this.#texts.value = before ? `${before}\n${line}` : line;
    this.#texts.focus();
    this.#texts.setSelectionRange(this.#texts.value.length, this.#texts.value.length);
    this.#texts.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /**
   * Show the outcomes that are known.
   *
   * @param {(line: string) => object|null|undefined} outcome see `LineReader.outcome`
   */
  show(outcome) {
    const lines = this.lines;
    this.#texts.rows = Math.max(3, lines.length + 1);
    this.#number(lines.length);
    while (this.#rows.length > lines.length) this.#rows.pop().option.remove();
    const added = [];
    lines.forEach((line, index) => {
      const known = outcome(line);
      const row = (this.#rows[index] ??= newRow(added));
      if (row.line === line && row.known === known) return;
      Object.assign(row, { line, known });
      draw(row);
    });
    this.#values.append(...added);
    this.#mark();
  }

  /** Select the next line with a status, from the first again after the last. */
  selectNext(status) {
    const { selected } = this;
    const places = [...this.#rows.keys()].filter((index) => this.#rows[index].known?.status === status);
    const next = places.find((index) => index > selected) ?? places[0];
    if (next === undefined) return;
    this.#choose(next);
    this.#rows[next].option.scrollIntoView({ block: "nearest" });
    this.#rows[next].option.focus();
  }

  /** Number the lines, where there are several. */
  #number(count) {
    if (Number(this.#numbers.dataset.count) === count) return;
    this.#numbers.dataset.count = count;
    this.#numbers.hidden = count < 2;
    this.#numbers.textContent = Array.from({ length: count }, (_, index) => index + 1).join("\n");
  }

  /** All lines, without the empty one after a last line break. */
  #written() {
    const lines = this.#texts.value.split("\n");
    if (lines.length > 1 && lines.at(-1) === "") lines.pop();
    return lines;
  }

  /** Select the line with the caret. */
  #follow() {
    if (document.activeElement !== this.#texts) return;
    const before = this.#texts.value.slice(0, this.#texts.selectionStart);
    this.#select(before.split("\n").length - 1);
  }

  #select(number) {
    const changed = number !== this.#selected;
    this.#selected = number;
    this.#mark();
    if (changed) this.onSelect();
  }

  /** Select a line and put the caret there. */
  #choose(number) {
    const start = this.#texts.value.split("\n").slice(0, number).join("\n").length + Math.min(number, 1);
    this.#texts.setSelectionRange(start, start);
    this.#select(number);
  }

  #mark() {
    const { selected } = this;
    this.#rows.forEach(({ option }, index) => {
      const isSelected = index === selected;
      if ((option.getAttribute("aria-selected") === "true") === isSelected) return;
      option.setAttribute("aria-selected", String(isSelected));
      option.tabIndex = isSelected ? 0 : -1;
    });
    this.#band.hidden = this.#rows.length < 2;
    this.#band.style.setProperty("--number", selected);
  }

  #clicked(event) {
    const option = event.target.closest("[role=option]");
    if (option) this.#choose(this.#rows.findIndex((row) => row.option === option));
  }

  #moved(event) {
    const last = this.#rows.length - 1;
    const goals = {
      ArrowDown: Math.min(this.selected + 1, last),
      ArrowUp: Math.max(this.selected - 1, 0),
      PageDown: Math.min(this.selected + 10, last),
      PageUp: Math.max(this.selected - 10, 0),
      Home: 0,
      End: last,
    };
    if (!(event.key in goals)) return;
    event.preventDefault();
    this.#choose(goals[event.key]);
    this.#rows[this.selected].option.focus();
  }
}

function newRow(added) {
  const option = element("div", {
    class: "row",
    role: "option",
    tabIndex: -1,
    "aria-selected": "false",
  });
  added.push(option);
  return { option, line: undefined, known: undefined };
}

function draw({ option, line, known }) {
  if (!known) {
    option.classList.remove("is-conflict");
    option.dataset.status = known === null ? "blank" : "waiting";
    fill(option, unseen(known === null ? "blank line" : `${line}: being read`));
    return;
  }
  const status = STATUSES[known.status];
  option.dataset.status = known.status;
  option.classList.toggle("is-conflict", known.weekday_conflict);
  const isRefused = known.value === null;
  fill(
    option,
    unseen(`${line}: `),
    isRefused
      ? element("span", { class: "refused" }, status.name)
      : element("span", { class: "value", title: known.datetime ?? known.value }, ...timed(known)),
    !isRefused && unseen(`, ${status.name}${known.weekday_conflict ? ", but the weekday contradicts" : ""}`),
    known.confidence > 0 && element("span", { class: "confidence" }, ` ${percent(known.confidence)}`),
    sign(),
  );
}
