// The words of the review page.

import { element } from "./dom.js";
import { STATUSES } from "./wording.js";

const languages = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

const MARKS = {
  "weekday-conflict": "weekday contradicts",
  "century-inferred": "century inferred",
  "by-hand": "changed by hand",
};

export const FACET_NAMES = {
  status: "Outcome",
  mark: "Remark",
  code: "Reason",
  language: "Language",
  shape: "Shape",
};

/** The orders of fields that a person may decide, by the key that decides it. */
export const ORDER_CHOICES = [
  { key: "d", order: "DMY", name: "day, month, year" },
  { key: "m", order: "MDY", name: "month, day, year" },
  { key: "y", order: "YMD", name: "year, month, day" },
];

/** The name of one of a facet. */
export function nameOf(facet, name) {
  if (facet === "status") return STATUSES[name]?.name ?? "being read";
  if (facet === "mark") return MARKS[name] ?? name;
  if (facet === "language") return languageName(name);
  if (facet === "code") return name ? name.replaceAll("-", " ") : "none";
  return name || "empty";
}

/** A language or a locale in English. */
export function languageName(code) {
  try {
    return code ? languages.of(code) : "unknown";
  } catch {
    return code;
  }
}

/** What is said in place of a value, or of its meaning. */
export function saidOf({ status, decision }) {
  if (decision?.kind === "no-date") return "no date";
  return STATUSES[status]?.name ?? "being read";
}

/** A text with the characters of its date marked; the span counts code points. */
export function markedText(text, span) {
  if (!span) return [text];
  const characters = Array.from(text);
  const [start, end] = span;
  const part = (from, to) => characters.slice(from, to).join("");
  if (start <= 0 && end >= characters.length) return [text];
  return [part(0, start), element("mark", {}, part(start, end)), part(end)];
}

/** A number of texts and rows. */
export function amount(texts, rows) {
  return `${counted(texts, "text")} in ${rowsInWords(rows)}`;
}

export function rowsInWords(rows) {
  return counted(rows, "row");
}

function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** A decision in words. */
export function decisionInWords({ kind, value, index }) {
  if (kind === "value") return value;
  if (kind === "reading") return `reading ${index + 1}`;
  if (kind === "order") return ORDER_CHOICES.find(({ order }) => order === value).name;
  return kind === "no-date" ? "no date" : "open again";
}
