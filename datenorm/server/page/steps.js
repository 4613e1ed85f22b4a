// How it was read: the decoder, one symbol at a time.

import { painted } from "./colours.js";
import { element, fill } from "./dom.js";
import { overCharacters, WEEKDAY, weekdayNote } from "./attention.js";
import { Strip } from "./strip.js";
import { characters, percent, symbol } from "./wording.js";

const MOST_CHOICES = 6;

/**
 * Step through an explanation.
 *
 * @param {object} explanation the response of /v1/explain
 * @returns {HTMLElement}
 */
export function stepsView(explanation) {
  if (!explanation.steps.length) {
    return element("p", { class: "note" }, "The text already is a value, so the network wrote nothing.");
  }
  return new StepsView(explanation).element;
}

class StepsView {
  #at = 0;

  constructor({ source, steps }) {
    this.source = characters(source);
    this.steps = steps;
    const energies = steps.flatMap((step) => step.energies.filter((energy) => energy !== null));
    this.top = Math.max(0, ...energies);
    this.bottom = Math.min(0, ...energies);
    this.strip = new Strip({
      label: "What was written; press a symbol to see its step",
      items: steps.map(({ symbol: written }) => {
        const { shown, meaning } = symbol(written);
        return { shown, label: meaning || shown };
      }),
      onPoint: () => {},
      onChoose: (index) => this.#go(index),
    });
    this.slider = element("input", {
      type: "range",
      min: 1,
      max: steps.length,
      value: 1,
      "aria-label": "Step",
      on: { input: () => this.#go(Number(this.slider.value) - 1) },
    });
    this.back = button("‹ Back", () => this.#go(this.#at - 1));
    this.next = button("Next ›", () => this.#go(this.#at + 1));
    this.looked = element("div", { class: "looked" });
    this.chosen = element("div", { class: "chosen" });
    this.vectors = element("div", { class: "vectors" });
    this.note = element("p", { class: "note" });
    this.element = element(
      "div",
      { class: "steps" },
      this.strip.element,
      element("div", { class: "stepper" }, this.back, this.slider, this.next),
      this.note,
      element("h3", {}, "Where the decoder looks"),
      element(
        "p",
        { class: "note" },
        "Each character of the text gets an energy, in most models e = v·tanh(W s + U h): how well it matches what " +
          "the decoder looks for. A softmax turns the energies into the weights α, which sum to 1.",
      ),
      names(steps[0]),
      this.looked,
      element("h3", {}, "What it sees there"),
      element(
        "p",
        { class: "note" },
        "The context c = Σ α h is the mean of the annotations, weighted by α: all that the decoder sees of the text in " +
          "this step. Each square is a number from −1 (dark) to 1 (light).",
      ),
      this.vectors,
      element("h3", {}, "What it could write"),
      element(
        "p",
        { class: "note" },
        "The probability of each symbol that the value language allows here.",
      ),
      this.chosen,
    );
    this.#go(0);
  }

  #go(index) {
    this.#at = Math.min(Math.max(index, 0), this.steps.length - 1);
    const step = this.steps[this.#at];
    const { shown, meaning } = symbol(step.symbol);
    this.slider.value = this.#at + 1;
    this.slider.setAttribute(
      "aria-valuetext",
      `${this.#at + 1} of ${this.steps.length}: ${meaning || shown}, ${percent(step.probability)}`,
    );
    this.back.disabled = this.#at === 0;
    this.next.disabled = this.#at === this.steps.length - 1;
    this.strip.mark(this.#at);
    this.strip.buttons.forEach((one, place) => one.classList.toggle("is-to-come", place > this.#at));
    const before = this.steps.slice(Math.max(0, this.#at - 1), this.#at + 1).map((one) => one.symbol);
    fill(this.note, WEEKDAY.test(step.symbol) ? weekdayNote(before) : "");
    fill(this.looked, this.#table(step));
    fill(this.vectors, vector("s", "state", step.state), vector("c", "context", step.context));
    fill(this.chosen, ...choices(step));
    queueMicrotask(() => this.#scrollTo(step)); // once it is part of the page
  }

  /** Scroll to the largest weight. */
  #scrollTo(step) {
    const weights = overCharacters(step.attention, this.source);
    const place = this.looked.querySelectorAll("th.place")[weights.indexOf(Math.max(...weights))];
    const box = this.looked.firstElementChild;
    box.scrollLeft = place.offsetLeft - box.clientWidth / 2;
  }

  /** The energies and weights of one step, one column per character of the text. */
  #table(step) {
    const weights = overCharacters(step.attention, this.source);
    const energies = this.source.map(({ start, stop }) => joint(step.energies.slice(start, stop)));
    const head = (text) => element("th", { scope: "row" }, text);
    return element(
      "div",
      { class: "scroll", tabIndex: 0, role: "group", "aria-label": "Energies and weights" },
      element(
        "table",
        {},
        element(
          "tr",
          {},
          head("text"),
          ...this.source.map(({ shown }) => element("th", { scope: "col", class: "place" }, shown)),
        ),
        element("tr", { class: "energies" }, head("energy e"), ...energies.map((energy) => this.#energy(energy))),
        element(
          "tr",
          { class: "weights" },
          head("weight α"),
          ...weights.map((weight) =>
            element("td", { style: painted(weight) }, element("span", {}, weight < 0.005 ? "0" : weight.toFixed(2))),
          ),
        ),
      ),
    );
  }

  #energy(energy) {
    if (energy === null) return element("td", {}, "–");
    const part = (height) => `${(100 * height) / (this.top - this.bottom || 1)}%`;
    const bar = element("span", {
      class: "bar",
      style: { "--from": part(Math.min(energy, 0) - this.bottom), "--height": part(Math.abs(energy)) },
    });
    return element("td", {}, element("span", { class: "well" }, bar), element("span", {}, energy.toFixed(1)));
  }
}

/** What the letters of the formula mean. */
function names({ state, context }) {
  const meanings = {
    s: `the state of the decoder, ${state.length} numbers: what it has written and what it looks for now`,
    h: `the annotation of a character, ${context.length} numbers: the encoder’s account of it and its surroundings`,
    "W, U": "the two matrices that make state and annotation comparable; learnt, and the same for every text",
    v: "the weight of each number that was compared; learnt, too",
  };
  return element(
    "dl",
    { class: "letters" },
    ...Object.entries(meanings).flatMap(([letter, meaning]) => [element("dt", {}, letter), element("dd", {}, meaning)]),
  );
}

/** The numbers of a vector as coloured squares. */
function vector(letter, name, numbers) {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)].map((number) => number.toFixed(2));
  return element(
    "div",
    { class: "vector" },
    element("span", { class: "name" }, `${letter}, the ${name}`),
    element(
      "div",
      {
        class: "squares",
        role: "img",
        "aria-label": `${name}: ${numbers.length} numbers from ${least} to ${most}`,
      },
      ...numbers.map((number) =>
        element("span", { style: painted((number + 1) / 2), title: number.toFixed(3) }),
      ),
    ),
  );
}

function choices(step) {
  const isShown = (choice, index) => index < MOST_CHOICES || choice.symbol === step.symbol;
  const shown = step.choices.filter(isShown);
  const others = step.choices.filter((choice, index) => !isShown(choice, index));
  const rest = others.reduce((sum, { probability }) => sum + probability, 0);
  const list = element(
    "ul",
    { class: "bars" },
    ...shown.map((choice) => {
      const { shown: sign, meaning } = symbol(choice.symbol);
      const isWritten = choice.symbol === step.symbol;
      return element(
        "li",
        { class: isWritten ? "is-written" : "", style: { "--part": `${100 * choice.probability}%` } },
        element("span", { class: "what" }, element("b", {}, sign), meaning && meaning !== sign && ` ${meaning}`),
        element("span", { class: "meter", "aria-hidden": "true" }),
        element("span", { class: "figure" }, percent(choice.probability), isWritten && element("em", {}, " written")),
      );
    }),
  );
  const more = `and ${others.length} more, together ${percent(rest)}`;
  return [list, others.length > 0 && element("p", { class: "note" }, more)];
}

/** The energy of a grapheme, so that its weight is the sum of the weights of its code points. */
function joint(energies) {
  const seen = energies.filter((energy) => energy !== null);
  if (!seen.length) return null;
  const highest = Math.max(...seen);
  return highest + Math.log(seen.reduce((sum, energy) => sum + Math.exp(energy - highest), 0));
}

function button(text, press) {
  return element("button", { type: "button", on: { click: press } }, text);
}
