// The list of texts. Only the rows in sight are on the page, and only the windows in sight are fetched.

import { byId, element, fill, sign, unseen } from "./dom.js";
import { groups } from "./review_service.js";
import { insist } from "./service.js";
import { markedText, rowsInWords, saidOf } from "./review_wording.js";
import { percent } from "./wording.js";

const WINDOW = 100; // texts of a request
const BEYOND = 6; // rows drawn above and below those in sight
const PAUSE = 60; // ms without scrolling before windows are fetched
const MOST_WINDOWS = 60;
const PAGE = 10;

export class GroupList {
  #box = byId("groups");
  #canvas = byId("canvas");
  #rows = new Map(); // index → the row on the page
  #windows = new Map(); // offset → { generation, groups }
  #asked = new Map(); // offset → the generation that was asked for
  #generation = 0;
  #request = new AbortController();
  #query = "";
  #total = 0;
  #index = 0;
  #wanted = undefined; // the id of the text that was selected
  #shown = undefined;
  #timer = 0;

  /**
   * @param {object} handlers
   * @param {(group: object|undefined) => void} handlers.onSelect called with the selected text
   * @param {(total: number, rows: number) => void} handlers.onCount called with the size of the list
   * @param {(message: string) => void} handlers.onTrouble called with what is wrong
   */
  constructor(handlers) {
    this.handlers = handlers;
    this.#box.addEventListener("scroll", () => this.#scrolled());
    this.#box.addEventListener("click", (event) => this.#clicked(event));
    this.#box.addEventListener("keydown", (event) => this.#pressed(event));
    new ResizeObserver(() => this.#draw()).observe(this.#box);
  }

  /** The selected text; undefined while it is fetched, or if the list is empty. */
  get selected() {
    return this.#at(this.#index);
  }

  /** How many texts the list has. */
  get total() {
    return this.#total;
  }

  /** List other texts, from the first on. */
  show(query) {
    this.#query = query;
    this.#windows.clear();
    this.#index = 0;
    this.#wanted = undefined;
    this.#shown = undefined;
    this.#box.scrollTop = 0;
    this.refresh();
  }

  /** Fetch what is in sight again; the selected text stays selected if it is still near. */
  refresh() {
    this.#generation += 1;
    this.#asked.clear();
    this.#request.abort();
    this.#request = new AbortController();
    this.#fetch();
  }

  /** Select another text. */
  move(step) {
    this.#select(this.#index + step);
  }

  /** Select a text by its id, if it is near. */
  find(id) {
    for (const [offset, { groups: found }] of this.#windows) {
      const place = found.findIndex((group) => group.id === id);
      if (place >= 0) this.#select(offset + place);
    }
  }

  focus() {
    this.#box.focus();
  }

  #select(index) {
    this.#index = Math.max(0, Math.min(index, this.#total - 1));
    this.#wanted = this.selected?.id;
    this.#scrollTo(this.#index);
    this.#draw();
    this.#fetch();
    this.#tell();
  }

  /** Tell which text is selected, if that or what is known of it has changed. */
  #tell() {
    const group = this.selected;
    if (group === this.#shown) return;
    this.#shown = group;
    this.handlers.onSelect(group);
  }

  #at(index) {
    const offset = index - (index % WINDOW);
    return this.#windows.get(offset)?.groups[index - offset];
  }

  get #height() {
    return this.#total ? this.#canvas.getBoundingClientRect().height / this.#total : 0;
  }

  #scrollTo(index) {
    const top = index * this.#height;
    const bottom = top + this.#height;
    const { scrollTop, clientHeight } = this.#box;
    if (top < scrollTop) this.#box.scrollTop = top;
    else if (bottom > scrollTop + clientHeight) this.#box.scrollTop = bottom - clientHeight;
  }

  #scrolled() {
    this.#draw();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fetch(), PAUSE);
  }

  /** The first and the last row that are drawn. */
  #inSight() {
    const height = this.#height || 1;
    const { scrollTop, clientHeight } = this.#box;
    const first = Math.max(0, Math.floor(scrollTop / height) - BEYOND);
    const last = Math.min(this.#total - 1, Math.ceil((scrollTop + clientHeight) / height) + BEYOND);
    return [first, last];
  }

  #draw() {
    const [first, last] = this.#inSight();
    for (const [index, { option }] of this.#rows) {
      if (index >= first && index <= last) continue;
      option.remove();
      this.#rows.delete(index);
    }
    for (let index = first; index <= last; index += 1) this.#drawRow(index);
    const active = this.#rows.get(this.#index);
    if (active) this.#box.setAttribute("aria-activedescendant", active.option.id);
    else this.#box.removeAttribute("aria-activedescendant");
  }

  #drawRow(index) {
    if (!this.#rows.has(index)) {
      const option = newRow(index);
      this.#rows.set(index, { option, group: null });
      this.#canvas.append(option);
    }
    const row = this.#rows.get(index);
    const group = this.#at(index);
    row.option.setAttribute("aria-selected", String(index === this.#index));
    row.option.setAttribute("aria-setsize", String(this.#total));
    if (row.group === group) return;
    row.group = group;
    drawGroup(row.option, group);
  }

  #fetch() {
    const [first, last] = this.#inSight();
    const start = first - (first % WINDOW);
    for (let offset = start; offset <= Math.max(last, start); offset += WINDOW) this.#need(offset);
    this.#need(this.#index - (this.#index % WINDOW));
  }

  async #need(offset) {
    const generation = this.#generation;
    if (this.#asked.get(offset) === generation) return;
    this.#asked.set(offset, generation);
    const { signal } = this.#request;
    const question = () => groups(this.#query, offset, WINDOW, signal);
    const answer = await insist(question, signal, this.handlers.onTrouble);
    if (!answer || generation !== this.#generation) return;
    this.#take(offset, answer);
  }

  #take(offset, { total, rows, groups: found }) {
    if (this.#windows.size > MOST_WINDOWS) this.#windows.clear();
    this.#windows.set(offset, { generation: this.#generation, groups: found });
    this.#total = total;
    this.#canvas.style.setProperty("--total", total);
    this.#follow(offset, found);
    this.#draw();
    this.handlers.onCount(total, rows);
    this.#wanted ??= this.selected?.id;
    this.#tell();
  }

  /** Keep a text selected whose place has changed. */
  #follow(offset, found) {
    const place = found.findIndex(({ id }) => id === this.#wanted);
    if (place >= 0) this.#index = offset + place;
    this.#index = Math.max(0, Math.min(this.#index, this.#total - 1));
  }

  #clicked(event) {
    const option = event.target.closest("[role=option]");
    if (option) this.#select(Number(option.dataset.index));
  }

  #pressed(event) {
    const goals = {
      ArrowDown: this.#index + 1,
      ArrowUp: this.#index - 1,
      PageDown: this.#index + PAGE,
      PageUp: this.#index - PAGE,
      Home: 0,
      End: this.#total - 1,
    };
    if (!(event.key in goals) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.#select(goals[event.key]);
  }
}

function newRow(index) {
  return element("div", {
    class: "group",
    role: "option",
    id: `group-${index}`,
    "data-index": index,
    "aria-posinset": index + 1,
    style: { "--at": index },
  });
}

function drawGroup(option, group) {
  option.dataset.status = group?.status ?? "waiting";
  option.classList.toggle("is-conflict", Boolean(group?.weekday_conflict));
  if (!group) {
    fill(option, unseen("being fetched"));
    return;
  }
  const { text, span, count, value, meaning, confidence, decision } = group;
  fill(
    option,
    element("span", { class: "written", dir: "auto" }, ...markedText(text, span)),
    element("span", { class: "times", title: rowsInWords(count) }, `× ${count.toLocaleString("en")}`),
    element(
      "span",
      { class: "result" },
      element("b", { class: value === null ? "refused" : "" }, value ?? saidOf(group)),
      meaning && element("span", { class: "meaning" }, meaning),
    ),
    decision && element("span", { class: "by-hand" }, "by hand"),
    !decision && confidence > 0 && element("span", { class: "sure" }, percent(confidence)),
    sign(),
  );
}
