// The readings of an ambiguous text, or its several dates, as buttons: one click settles the line, or the field
// order of all lines.

import { element } from "./dom.js";
import { read } from "./service.js";
import { ORDER_NAMES, inWords, percent, timeInWords } from "./wording.js";

const ORDERS = Object.keys(ORDER_NAMES).map((order) => ({ order }));

/** Reason code → the options that may lead to one reading. */
const WAYS = {
  "ambiguous-order": ORDERS,
  "ambiguous-reading": ORDERS,
  "ambiguous-relative": [{ next: "nearest" }, { next: "week" }],
  "ambiguous-value": [{ keep_values: true }],
  several: [{ on_several: "first" }, { on_several: "last" }, { on_several: "set" }],
};

/**
 * What a text may mean, each with the record that settles it.
 *
 * @returns {Promise<{value: string, order?: string, probability?: number, record: object}[]>}
 */
export async function choicesOf(record, hints, signal) {
  const ways = WAYS[record.code] ?? [];
  const answers = await Promise.all(ways.map((way) => read(record.source, { ...hints, ...way }, signal)));
  return meanings(record, answers).map(({ value, datetime = null, probability }) => {
    const place = answers.findIndex((answer) => answer.value === value);
    const settled = place < 0 ? settledAs(record, value, datetime) : answers[place];
    return { value, probability, order: ways[place]?.order, record: { ...settled, isChosen: true } };
  });
}

/** The readings between which the text is ambiguous, or its several dates and their set. */
function meanings({ code, alternatives, dates }, answers) {
  if (code === "several") return distinct([...dates, ...answers.filter(({ value }) => value !== null)]);
  return WAYS[code] === ORDERS ? alternatives.slice(0, 2) : alternatives;
}

function distinct(meant) {
  return [...new Map(meant.map(({ value, datetime }) => [value, { value, datetime }])).values()];
}

/** The record of a text whose meaning a person has settled, where no option leads to it. */
function settledAs(record, value, datetime) {
  const settled = { value, datetime, status: "converted", code: "", facts: {}, reason: "", interval: null };
  return { ...record, ...settled, alternatives: [], dates: [] };
}

/**
 * The choices as buttons.
 *
 * @param {object[]} choices see `choicesOf`
 * @param {(choice: object) => void} onChoice called with the one that was pressed
 */
export function question(choices, onChoice) {
  const buttons = choices.map((choice) => {
    const { value, probability, order, record } = choice;
    const words = inWords(value);
    return element(
      "button",
      { type: "button", class: "choice", on: { click: () => onChoice(choice) } },
      element("b", {}, words ? `${words}${timeInWords(record)}` : value),
      element("span", {}, [record.datetime ?? value, ORDER_NAMES[order]].filter(Boolean).join(" · ")),
      probability && element("span", {}, percent(probability)),
    );
  });
  return element(
    "fieldset",
    { class: "question" },
    element("legend", {}, choices.some(({ order }) => order) ? "Which is meant? The order holds for all lines." : "Which is meant?"),
    element("div", { class: "choices" }, ...buttons),
  );
}
