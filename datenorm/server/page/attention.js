// Where each symbol was read: the text, the value, and the α grid between them.

import { painted } from "./colours.js";
import { element, fill } from "./dom.js";
import { Strip } from "./strip.js";
import { characters, isRightToLeft, percent, symbol } from "./wording.js";

const NAMED = 0.1; // least weight at which a character is named
const MOST_NAMED = 4;
const MARGIN = 80; // pixels of the grid shown before the first peak

/** The weights of graphemes: each is the sum of the weights of its code points. */
export function overCharacters(weights, shown) {
  return shown.map(({ start, stop }) => weights.slice(start, stop).reduce((sum, one) => sum + one, 0));
}

/** Shows which characters of a text each symbol of the value was read from. */
export class AttentionView {
  /** @param {object} record a record with its attention */
  constructor({ source, attention }) {
    this.source = characters(source);
    this.written = attention.tokens.map(symbol);
    this.weights = attention.rows.map((row) => overCharacters(row, this.source));
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
    this.box = element("div", { class: "scroll", tabIndex: 0, role: "group", "aria-label": "Attention grid" }, this.grid);
    this.element = element(
      "div",
      { class: "attention" },
      element("div", { class: "line" }, element("span", { class: "name" }, "text"), this.sourceStrip.element),
      element("div", { class: "line" }, element("span", { class: "name" }, "written"), this.writtenStrip.element),
      this.caption,
      this.box,
      legend(),
    );
    this.#point(null, null);
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
    this.sourceStrip.light(hasRow ? this.weights[row] : null);
    this.writtenStrip.light(hasPlace && !hasRow ? this.weights.map((weights) => weights[place]) : null);
    this.sourceStrip.mark(place);
    this.writtenStrip.mark(row);
    for (const head of this.grid.querySelectorAll(".head")) {
      const isHere = head.dataset.row === String(row) || head.dataset.place === String(place);
      head.classList.toggle("is-marked", isHere);
    }
    fill(this.caption, this.#said(row, place));
  }

  #said(row, place) {
    if (row !== null && place !== null) {
      const part = percent(this.weights[row][place]);
      return `${part} of ${quoted(this.written[row].shown)} was read from ${quoted(this.source[place].shown)}`;
    }
    if (row !== null) return this.#readFrom(row);
    if (place !== null) return this.#readFor(place);
    return "Point at a character to see what it was read from, or what was read from it.";
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
    const rows = this.written.flatMap(({ shown }, row) => {
      const weights = this.weights[row];
      const peak = weights.indexOf(Math.max(...weights));
      return [
        element("span", { class: "head", "data-row": row }, shown),
        ...weights.map((weight, place) =>
          element(
            "span",
            { class: "cell", "data-row": row, "data-place": place, style: painted(weight) },
            place === peak ? this.source[place].shown : "",
          ),
        ),
      ];
    });
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
