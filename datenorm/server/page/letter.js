// A text with its dates: it is pasted above, and shown below with its dates marked.

import { byId, element, fill } from "./dom.js";
import { find, insist } from "./service.js";
import { STATUSES, valueAndTime } from "./wording.js";

const PAUSE = 300; // ms without typing before the service is asked

/** Maximum number of characters that are sent; longer texts are for the command line. */
const MOST = 100_000;

export class Letter {
  #text = byId("letter-text");
  #marked = byId("marked");
  #timer = 0;
  #request = new AbortController();
  #asked = "";
  #dates = null; // null while they are not known
  #marks = [];
  #selected = -1;

  /**
   * @param {object} handlers
   * @param {() => void} handlers.onInput called when the text changes
   * @param {() => void} handlers.onFound called when its dates are known
   * @param {() => void} handlers.onSelect called when a date is selected
   * @param {(message: string) => void} handlers.onTrouble called with what is wrong
   */
  constructor(handlers) {
    this.handlers = handlers;
    this.#text.addEventListener("input", handlers.onInput);
    this.#marked.addEventListener("click", (event) => this.#chosen(event));
    this.#marked.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.#chosen(event);
    });
  }

  /** The record of the selected date, or undefined. */
  get selected() {
    return this.#dates?.[this.#selected];
  }

  /** The record of a selected date that counts from the one before it, which its own words do not tell. */
  get settled() {
    const record = this.selected;
    if (!record?.value || !record.relative?.includes("&")) return undefined;
    return { ...record, attention: { tokens: [], rows: [] } };
  }

  /** What was found, in words. */
  get summary() {
    if (this.#written.trim() === "") return "";
    if (this.#dates === null) return "being read";
    const open = this.#dates.filter(({ value }) => value === null).length;
    const count = this.#dates.length.toLocaleString("en");
    const parts = [this.#dates.length === 1 ? "1 date" : `${count} dates`];
    if (open) parts.push(`${open.toLocaleString("en")} without a value`);
    if (this.#text.value.length > MOST) parts.push("the rest is not read: use `datenorm find`");
    return parts.join(" · ");
  }

  /** Find the dates, once typing pauses; a request about another text is aborted. */
  read(hints) {
    const key = JSON.stringify([this.#written, hints]);
    if (key === this.#asked) return;
    this.#asked = key;
    this.#dates = null;
    this.#selected = -1;
    clearTimeout(this.#timer);
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    if (this.#written.trim() === "") this.#show([]);
    else this.#timer = setTimeout(() => this.#ask(hints, signal), PAUSE);
  }

  get #written() {
    return this.#text.value.slice(0, MOST).replace(/[\ud800-\udbff]$/, "");
  }

  async #ask(hints, signal) {
    const text = this.#written;
    const dates = await insist(() => find(text, hints, signal), signal, this.handlers.onTrouble);
    if (signal.aborted) return;
    if (dates) this.#show(dates);
    else this.#asked = ""; // so that the next call asks again
  }

  /** Show the text with its dates marked, the first one selected. */
  #show(dates) {
    const characters = Array.from(this.#written); // code points, as the service counts
    const between = (start, end) => characters.slice(start, end).join("");
    let last = 0;
    const parts = [];
    this.#marks = dates.map((record) => {
      const mark = newMark(record);
      parts.push(between(last, record.start), mark);
      last = record.end;
      return mark;
    });
    fill(this.#marked, ...parts, between(last));
    this.#dates = dates;
    this.#select(dates.length ? 0 : -1);
    this.handlers.onFound();
  }

  #chosen(event) {
    const index = this.#marks.indexOf(event.target.closest("mark"));
    if (index < 0) return;
    this.#select(index);
    this.handlers.onSelect();
  }

  #select(index) {
    this.#selected = index;
    this.#marks.forEach((mark, at) => mark.setAttribute("aria-pressed", String(at === index)));
  }
}

/** The mark of a date: its own characters, and its value for the pointer and for screen readers. */
function newMark(record) {
  const said = record.value === null ? STATUSES[record.status].name : valueAndTime(record).join("");
  const mark = element("mark", { role: "button", tabIndex: 0, title: said, "aria-label": `${record.text}: ${said}` });
  mark.dataset.status = record.status;
  mark.append(record.text);
  return mark;
}
