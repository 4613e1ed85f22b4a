// Where each symbol was read: the text, the value, and the α grid between them.

import { painted } from "./colours.js";
import { element, fill } from "./dom.js";
import { Strip } from "./strip.js";
import { characters, isRightToLeft, percent, symbol } from "./wording.js";

const NAMED = 0.1; // least weight at which a character is named
const MOST_NAMED = 4;
const MARGIN = 80; // pixels of the grid shown before the first peak
const POOLING = "β";
const DAY = /^-\d\d$/;

/** The symbol of a weekday. */
export const WEEKDAY = /^[①-⑦]$/u;

/** The weights of graphemes: each is the sum of the weights of its code points. */
export function overCharacters(weights, shown) {
  return shown.map(({ start, stop }) => weights.slice(start, stop).reduce((sum, one) => sum + one, 0));
}

/** What the weekdays among some symbols mean and do, or "" without any. */
export function weekdayNote(symbols) {
  const signs = [...new Set(symbols)].filter((one) => WEEKDAY.test(one));
  if (!signs.length) return "";
  const said = `${signs.map((sign) => `${sign} is ${symbol(sign).meaning}`).join(", ")}, as the text says.`;
  const isCheck = symbols.some((one, at) => WEEKDAY.test(one) && DAY.test(symbols[at - 1] ?? ""));
  return isCheck ? `${said} Behind a day it checks the date, and is left out of the printed value.` : said;
}

/** Shows which characters of a text each symbol of the value was read from. */
export class AttentionView {
  /** @param {object} record a record with its attention */
  constructor({ source, attention }) {
    this.source = characters(source);
    this.written = attention.tokens.map(symbol);
    this.weights = attention.rows.map((row) => overCharacters(row, this.source));
    this.pooling = null;
    this.sourceStrip = new Strip({
      label: "The text; each character with what was read from it",
      items: this.source.map(({ shown }, place) => ({ shown, label: this.#readFor(place) })),
      isRightToLeft: isRightToLeft(source),
      onPoint: (place) => this.#point(null, place),
    });
    this.writtenStrip = new Strip({
      label: "What was written; each symbol with what it was read from",
      items: this.written.map(({ shown }, row) => ({ shown, label: this.#readFrom(row) })),
      onPoint: (row) => this.#point(row, null),
    });
    this.caption = element("p", { class: "caption", "aria-hidden": "true" });
    this.grid = this.#grid();
    this.poolingNote = element("p", { class: "legend" });
    this.box = element("div", { class: "scroll", tabIndex: 0, role: "group", "aria-label": "Attention grid" }, this.grid);
    this.element = element(
      "div",
      { class: "attention" },
      element("div", { class: "line" }, element("span", { class: "name" }, "text"), this.sourceStrip.element),
      element("div", { class: "line" }, element("span", { class: "name" }, "written"), this.writtenStrip.element),
      this.caption,
      this.box,
      legend(),
      element("p", { class: "legend" }, weekdayNote(attention.tokens)),
      this.poolingNote,
    );
    this.#point(null, null);
  }

  /**
   * Add the row of β, the attention of the head that detects language and field order.
   *
   * @param {number[]} weights one per code point of the text; none for a model without such a head
   */
  pool(weights) {
    if (!weights.length || this.pooling) return;
    this.pooling = overCharacters(weights, this.source);
    this.grid.append(...this.#row(POOLING, this.written.length, this.pooling, "is-pooling"));
    this.grid.setAttribute("aria-label", `${this.grid.getAttribute("aria-label")}; ${this.#saidOfPooling()}`);
    fill(
      this.poolingNote,
      "β is the attention of another part of the network, which looks at the whole text once and tells its language, " +
        "the order of its fields and whether it has a date.",
    );
  }

  /** Scroll a wide grid to the first peak. */
  reveal() {
    const read = [...this.grid.querySelectorAll(".cell")].filter((cell) => cell.textContent);
    this.box.scrollLeft = Math.min(...read.map((cell) => cell.offsetLeft)) - MARGIN;
  }

  /** Highlight what belongs to a symbol of the value, to a character of the text, or to the cell of both. */
  #point(row, place) {
    const hasRow = row !== null;
    const hasPlace = place !== null;
    this.sourceStrip.light(hasRow ? this.#weightsOf(row) : null);
    this.writtenStrip.light(hasPlace && !hasRow ? this.weights.map((weights) => weights[place]) : null);
    this.sourceStrip.mark(place);
    this.writtenStrip.mark(row);
    for (const head of this.grid.querySelectorAll(".head")) {
      const isHere = head.dataset.row === String(row) || head.dataset.place === String(place);
      head.classList.toggle("is-marked", isHere);
    }
    fill(this.caption, this.#said(row, place));
  }

  /** The weights of a row of the grid: of a symbol, or those of β in the last one. */
  #weightsOf(row) {
    return row < this.weights.length ? this.weights[row] : this.pooling;
  }

  #said(row, place) {
    if (row === this.weights.length) return this.#saidOfPooling(place);
    if (row !== null && place !== null) {
      const part = percent(this.weights[row][place]);
      return `${part} of ${quoted(this.written[row].shown)} was read from ${quoted(this.source[place].shown)}`;
    }
    if (row !== null) return this.#readFrom(row);
    if (place !== null) return this.#readFor(place);
    return "Point at a character to see what it was read from, or what was read from it.";
  }

  /** Where β looks, or how much of it is at one place. */
  #saidOfPooling(place = null) {
    if (place !== null) return `${percent(this.pooling[place])} of ${POOLING} is at ${quoted(this.source[place].shown)}`;
    const found = heaviest(this.pooling).map(
      ([weight, at]) => `${quoted(this.source[at].shown)} ${percent(weight)}`,
    );
    return found.length ? `${POOLING} looks at ${found.join(", ")}` : `${POOLING} looks at no place in particular`;
  }

  #readFrom(row) {
    const { shown, meaning } = this.written[row];
    const found = heaviest(this.weights[row]).map(
      ([weight, place]) => `${quoted(this.source[place].shown)} ${percent(weight)}`,
    );
    const where = found.length ? `read from ${found.join(", ")}` : "read from no place in particular";
    return `${quoted(shown)}${meaning && `, ${meaning},`} ${where}`;
  }

  #readFor(place) {
    const found = heaviest(this.weights.map((weights) => weights[place])).map(
      ([weight, row]) => `${quoted(this.written[row].shown)} ${percent(weight)}`,
    );
    const what = found.length ? `read for ${found.join(", ")}` : "read for nothing in particular";
    return `${quoted(this.source[place].shown)} ${what}`;
  }

  #grid() {
    const heads = this.source.map(({ shown }, place) =>
      element("span", { class: "head", "data-place": place }, shown),
    );
    const rows = this.written.flatMap(({ shown }, row) => this.#row(shown, row, this.weights[row]));
    return element(
      "div",
      {
        class: "grid",
        role: "img",
        "aria-label": `α: ${this.written.map((_, row) => this.#readFrom(row)).join("; ")}`,
        style: { "--places": this.source.length },
        on: {
          pointerover: ({ target: { dataset } }) => this.#point(number(dataset.row), number(dataset.place)),
          pointerleave: () => this.#point(null, null),
        },
      },
      element("span"),
      ...heads,
      ...rows,
    );
  }

  /** The head and the cells of a row; the largest weight has its character. */
  #row(shown, row, weights, kind = "") {
    const peak = weights.indexOf(Math.max(...weights));
    return [
      element("span", { class: `head ${kind}`, "data-row": row }, shown),
      ...weights.map((weight, place) =>
        element(
          "span",
          { class: `cell ${kind}`, "data-row": row, "data-place": place, style: painted(weight) },
          place === peak ? this.source[place].shown : "",
        ),
      ),
    ];
  }
}

/** The largest weights with their places, largest first. */
function heaviest(weights) {
  return weights
    .map((weight, index) => [weight, index])
    .filter(([weight]) => weight >= NAMED)
    .sort(([one], [other]) => other - one)
    .slice(0, MOST_NAMED);
}

function legend() {
  const steps = Array.from({ length: 11 }, (_, step) =>
    element("span", { class: "cell", style: painted(step / 10) }),
  );
  const scale = element("span", { class: "scale", "aria-hidden": "true" }, "0", ...steps, "1");
  return element("p", { class: "legend" }, "α ", scale, " The letter in a row marks the largest weight.");
}

function number(written) {
  return written === undefined ? null : Number(written);
}

function quoted(character) {
  return `“${character}”`;
}
