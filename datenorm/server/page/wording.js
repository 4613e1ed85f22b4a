// Characters, numbers and outcomes in words.

import { programInWords } from "./program.js";

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * The graphemes of a text.
 *
 * `start` and `stop` count code points, as the service does; `shown` is a visible form.
 */
export function characters(text) {
  let start = 0;
  return Array.from(segmenter.segment(text), ({ segment }) => {
    const stop = start + Array.from(segment).length;
    const character = { shown: visible(segment), start, stop };
    start = stop;
    return character;
  });
}

/** A visible form of a character; invisible ones have the symbols used in the terminal. */
function visible(cluster) {
  const [first] = cluster;
  const code = first.codePointAt(0);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "␡";
  if (/^\p{Z}/u.test(first)) return "␣";
  if (/^\p{Cf}/u.test(first)) return "◌";
  if (/^\p{C}/u.test(first)) return "\ufffd";
  return /^\p{M}/u.test(first) ? `◌${cluster}` : cluster;
}

/** Whether a text runs from right to left, by its first letter as in the bidirectional algorithm. */
export function isRightToLeft(text) {
  const letter = text.match(/\p{L}/u)?.[0] ?? "";
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(letter);
}

/** A probability; never rounded up to certainty. */
export function percent(probability) {
  if (probability > 0.9994) return "> 99.9 %";
  return probability < 0.0005 ? "< 0.1 %" : `${(100 * probability).toFixed(1)} %`;
}

/** The name of each status, and what usually takes the place of a missing value. */
export const STATUSES = {
  converted: { name: "converted" },
  ambiguous: { name: "ambiguous", instead: "Two possible dates" },
  several: { name: "several", instead: "Several dates" },
  relative: { name: "relative", instead: "Depends on another day" },
  doubtful: { name: "doubtful", instead: "Not sure enough" },
  "no-date": { name: "no date", instead: "No date" },
  unreadable: { name: "unreadable", instead: "Cannot be read" },
};

/** Whether the order of the numbers would settle which date is meant. */
export function asksForOrder(record) {
  return record?.code === "ambiguous-order" || record?.code === "ambiguous-reading";
}

/** What would make a relative date a date: "day" or "time", from which it counts; or "". */
export function asksForReference(record) {
  if (record?.status !== "relative") return "";
  return record.code === "relative-time" ? "time" : "day";
}

/** What is shown in place of a missing value. */
export function instead({ code, status }) {
  return code === "no-such-day" ? "No such day" : STATUSES[status].instead;
}

export const ORDER_NAMES = {
  DMY: "day, month, year",
  MDY: "month, day, year",
  YMD: "year, month, day",
};

/** A whole day in words, or "" for every other value. */
export function inWords(value) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value ?? "");
  if (!parts) return "";
  const [year, month, day] = parts.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const name = date.toLocaleDateString("en-GB", { month: "long", timeZone: "UTC" });
  return `${day} ${name} ${year}`;
}

/** Reason code → a sentence made from the facts; the codes are those of `datenorm.convert.reasons`. */
const REASONS = {
  "ambiguous-order": () => "The text does not say in which order its numbers are written.",
  "ambiguous-reading": ({ first, second }) => `Both ${first} and ${second} are likely.`,
  "ambiguous-value": ({ first, second }) => `It may mean ${first}, or the value ${second}.`,
  "ambiguous-column": ({ first, second }) => `It may mean ${first} or ${second}; other rows of a column may tell.`,
  "ambiguous-relative": ({ first, second }) => `People mean ${first} or ${second} by it.`,
  "ambiguous-feast": ({ first, second }) => `The year has the feast twice: ${first} and ${second}.`,
  "ambiguous-zone": ({ name, first, second }) => `${name} has several offsets, such as in ${first} and ${second}.`,
  several: ({ count }) => `The text has ${count} dates that do not belong together.`,
  relative: ({ relative }) => countedFrom(relative, "a day that the text does not name"),
  "relative-time": ({ relative }) => countedFrom(relative, "a time of day that is not known"),
  doubtful: ({ value, confidence, threshold }) =>
    `The best reading${value && `, ${value},`} has a confidence of ${percent(confidence)}; ` +
    `the model requires ${percent(threshold)}.`,
  "no-date": () => "The text contains no date.",
  "no-valid-date": () => "What the text says is not a valid date, such as a range that ends before it starts.",
  "no-such-day": ({ year = "", month, day }) =>
    month < 1 || month > 12
      ? `There is no month ${month}.`
      : `There is no ${day} ${MONTHS.format(Date.UTC(2000, month - 1))} ${year.replace("XX", "’")}`.trim() + ".",
  "maybe-serial-day": ({ date }) => `This number may be a spreadsheet's serial number of ${date}.`,
  "maybe-timestamp": ({ date, unit }) => `This number may be a Unix timestamp in ${unit}, on ${date}.`,
  "coarse-precision": ({ value, precision }) => `Its precision, ${value}, is below the required one (${precision}).`,
  "missing-year": ({ value }) => `The date, ${value}, has no year.`,
  empty: () => "The text is empty.",
  "too-long": ({ length, limit }) =>
    `The text has ${length.toLocaleString("en")} characters; at most ${limit.toLocaleString("en")} are read.`,
  "not-text": () => "The text contains bytes that are not valid in its encoding.",
  "control-characters": () => "The text contains only control characters.",
};

const MONTHS = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });

/**
 * The value and what its time of day adds to it, such as "T17:24-07:00"; of two moments both are one text.
 *
 * @returns {string[]}
 */
export function valueAndTime({ value, datetime }) {
  if (!datetime) return [value, ""];
  return datetime.startsWith(`${value}T`) ? [value, datetime.slice(value.length)] : [datetime, ""];
}

/** The time of day of a record to put after its day in words, as precise as the text; or "". */
export function timeInWords(record) {
  const time = /^T(\d\d)(:[\d:.]+)?(Z|[+-].*)?$/.exec(valueAndTime(record)[1]);
  if (!time) return "";
  const [, hour, rest = "", offset = ""] = time;
  return `, ${rest ? hour + rest : `${Number(hour)}\u00a0o’clock`}${offset && ` UTC${offset === "Z" ? "" : offset}`}`;
}

/** Remarks on an outcome, one sentence each; `reference` is the day that was given to count from, or "". */
export function remarks({ code, facts, reason, ...record }, reference = "") {
  const found = [];
  if (code in REASONS) found.push(REASONS[code](facts));
  else if (code && code !== "weekday-conflict") found.push(`${capital(reason)}.`); // a newer service
  const { date, named_weekday: named, actual_weekday: actual } = facts;
  if (named) found.push(`${named} is not the weekday of ${date}, which is a ${actual}.`);
  if (record.relative && record.value && reference) {
    const start = record.relative.includes("&") ? "the date before it in the text" : sayDay(reference);
    found.push(countedFrom(record.relative.replaceAll("&", "@"), start));
  }
  if (record.isChosen) found.push("You chose this reading.");
  if (record.kept) found.push("The text already is a value.");
  if (record.century_inferred) found.push("The century is inferred.");
  if (record.year_inferred) found.push("The year is inferred.");
  if (record.calendar !== "gregorian") found.push(`The date is written in another calendar: ${record.calendar}.`);
  return found;
}

/** What a relative date is counted from. */
function countedFrom(program, start) {
  const words = programInWords(program);
  return words ? `${capital(words)}, counted from ${start}.` : `The date is counted from ${start}.`;
}

/** A reference date in words; it may have a time of day. */
export function sayDay(reference) {
  const [day, time] = reference.split("T");
  return [inWords(day) || day, time].filter(Boolean).join(", ");
}

const SYMBOLS = {
  "": ["end", "the end of the value"],
  "∅": ["∅", "no date"],
  X: ["X", "an unknown digit"],
  "-": ["-", "hyphen"],
  "/": ["/", "to, before the other end of a range"],
  ".": [".", "an open end"],
  "~": ["~", "approximately"],
  "?": ["?", "uncertain"],
  "%": ["%", "approximate and uncertain"],
  B: ["B", "a year of the Buddhist calendar"],
  C: ["C", "a year of the Minguo calendar"],
  M: ["M", "a year of Meiji, or minutes"],
  T: ["T", "a time of day, or a year of Taishō"],
  S: ["S", "a year of Shōwa, or seconds"],
  H: ["H", "a year of Heisei, or hours"],
  R: ["R", "a year of Reiwa"],
  "①": ["①", "a Monday"],
  "②": ["②", "a Tuesday"],
  "③": ["③", "a Wednesday"],
  "④": ["④", "a Thursday"],
  "⑤": ["⑤", "a Friday"],
  "⑥": ["⑥", "a Saturday"],
  "⑦": ["⑦", "a Sunday"],
  W: ["W", "a week"],
  a: ["a", "before noon"],
  p: ["p", "after noon"],
  Z: ["Z", "universal time"],
  z: ["z", "a named time zone"],
  ";": [";", "and, before a date with another role"],
  "@": ["@", "the day that the text counts from"],
};

/** A symbol of a value: what to show, and its meaning if it is not obvious. */
export function symbol(written) {
  const [shown, meaning] = SYMBOLS[written] ?? [written, meaningOfField(written)];
  return { shown, meaning };
}

/** What a number with its hyphen is: a month, a day or a part of a year. */
function meaningOfField(written) {
  if (!/^-\d\d$/.test(written)) return "";
  const number = Number(written.slice(1));
  if (number > 31) return number < 40 ? "a quarter" : "half a year";
  if (number > 24 || number < 21) return number > 12 ? "a day" : "a month or a day";
  return "a day or a season";
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
