// The outcome of the selected line: its value, status and remarks, its dates if it has several, other readings.

import { element, sign } from "./dom.js";
import { STATUSES, inWords, instead, percent, remarks, timeInWords, valueAndTime } from "./wording.js";

/**
 * The value in large type, its status, confidence and remarks.
 *
 * @param {object} record
 * @param {string} reference the reference date, or ""
 */
export function verdict(record, reference) {
  const words = inWords(record.value);
  const said = remarks(record, reference);
  return element(
    "div",
    { class: record.weekday_conflict ? "verdict is-conflict" : "verdict", "data-status": record.status },
    record.value === null
      ? element("p", { class: "large refused" }, instead(record))
      : element("p", { class: "large" }, ...timed(record)),
    element(
      "p",
      { class: "facts" },
      element("span", { class: "badge" }, sign(), STATUSES[record.status].name),
      words && element("span", {}, `${words}${timeInWords(record)}`),
      record.zone && element("span", {}, record.zone),
      record.confidence > 0 && element("span", {}, `confidence ${percent(record.confidence)}`),
    ),
    ...said.map((remark) => element("p", { class: "remark" }, remark)),
    record.dates.length > 0 && datesOf(record),
  );
}

/** A value with its time of day, which is less prominent. */
export function timed(record) {
  const [value, time] = valueAndTime(record);
  return [value, time && element("span", { class: "time" }, time)];
}

/** Each of several dates, and where it stands in the text. */
function datesOf({ source, dates }) {
  return element(
    "section",
    { class: "dates", "aria-label": "Its dates" },
    element("p", { class: "marked", dir: "auto" }, ...marked(source, dates)),
    element(
      "ol",
      {},
      ...dates.map((date, index) =>
        element(
          "li",
          {},
          element("span", { class: "number" }, String(index + 1)),
          element("b", {}, ...timed(date)),
          element("span", {}, `${inWords(date.value)}${timeInWords(date)}`),
        ),
      ),
    ),
  );
}

/** The text with a numbered mark on each date; where spans overlap, the shorter one counts. */
function marked(source, dates) {
  const parts = [];
  Array.from(source).forEach((character, place) => {
    const owner = ownerOf(place, dates);
    const last = parts.at(-1);
    if (last?.owner === owner) last.text += character;
    else parts.push({ owner, text: character });
  });
  return parts.map(({ owner, text }) =>
    owner < 0 ? text : element("mark", {}, text, element("sup", { class: "number" }, String(owner + 1))),
  );
}

/** The number of the date that was read from a code point, or -1. */
function ownerOf(place, dates) {
  let owner = -1;
  dates.forEach(({ span }, index) => {
    const isHere = span && span.start <= place && place < span.end;
    const length = ({ start, end }) => end - start;
    if (isHere && (owner < 0 || length(span) < length(dates[owner].span))) owner = index;
  });
  return owner;
}

/** Other readings with their probabilities. */
export function alternatives(record) {
  const readings = record.alternatives.filter(({ probability }) => probability >= 0.0005);
  if (!readings.length) return null;
  const isRefused = record.status === "ambiguous" || record.status === "doubtful";
  return element(
    "section",
    { class: "alternatives" },
    element("h3", {}, isRefused ? "Its readings" : "Other readings"),
    element(
      "ul",
      { class: "bars" },
      ...readings.map(({ value, probability }) =>
        element(
          "li",
          { style: { "--part": `${100 * probability}%` } },
          element("span", { class: "what" }, element("b", {}, value ?? "no date")),
          element("span", { class: "meter", "aria-hidden": "true" }),
          element("span", { class: "figure" }, percent(probability)),
        ),
      ),
    ),
  );
}
