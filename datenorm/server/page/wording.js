// Characters, numbers and outcomes as people read them.

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * A text cut into what people see as one character each.
 *
 * `start` and `stop` count code points, as the service does; `shown` is visible and does nothing.
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

/** A sign that shows a character without doing what it does; the signs are those of the terminal. */
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

/** Whether a text runs from right to left: by its first letter, as the bidirectional algorithm says. */
export function isRightToLeft(text) {
  const letter = text.match(/\p{L}/u)?.[0] ?? "";
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(letter);
}

/** A probability; never rounded up to certainty. */
export function percent(probability) {
  if (probability > 0.9994) return "> 99.9 %";
  return probability < 0.0005 ? "< 0.1 %" : `${(100 * probability).toFixed(1)} %`;
}

/** What each status is called, and what stands in the place of a value that there is not. */
export const STATUSES = {
  converted: { name: "converted" },
  ambiguous: { name: "ambiguous", instead: "Two dates" },
  doubtful: { name: "doubtful", instead: "Not sure enough" },
  "no-date": { name: "no date", instead: "No date" },
  unreadable: { name: "unreadable", instead: "Not to be read" },
};

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

/** What there is to know about an outcome, a sentence each. */
export function remarks(record) {
  const found = {
    converted: [],
    ambiguous: ["Nothing in the text says in which order its numbers stand."],
    doubtful: ["The best reading is less sure than the model asks of a value."],
    "no-date": ["Nothing in it was read as a date."],
    unreadable: [`${capital(record.reason)}.`],
  }[record.status];
  const { date, named_weekday: named, actual_weekday: actual } = record.facts;
  if (named) found.push(`${named} is not the weekday of ${date} (a ${actual}).`);
  if (record.century_inferred) found.push("The century is not in the text.");
  if (record.year_inferred) found.push("The year is not in the text.");
  if (record.calendar !== "gregorian") found.push(`Written in another calendar: ${record.calendar}.`);
  return found;
}

const SYMBOLS = {
  "": ["end", "the end of the value"],
  "∅": ["∅", "no date"],
  X: ["X", "an unknown figure"],
  "-": ["-", "hyphen"],
  "/": ["/", "to: the other end of a range"],
  ".": [".", "an open end"],
  "~": ["~", "approximately"],
  "?": ["?", "uncertain"],
  "%": ["%", "approximate and uncertain"],
  B: ["B", "a year of the Buddhist calendar"],
  C: ["C", "a year of the Minguo calendar"],
  M: ["M", "a year of Meiji"],
  T: ["T", "a year of Taishō"],
  S: ["S", "a year of Shōwa"],
  H: ["H", "a year of Heisei"],
  R: ["R", "a year of Reiwa"],
  "①": ["①", "a Monday"],
  "②": ["②", "a Tuesday"],
  "③": ["③", "a Wednesday"],
  "④": ["④", "a Thursday"],
  "⑤": ["⑤", "a Friday"],
  "⑥": ["⑥", "a Saturday"],
  "⑦": ["⑦", "a Sunday"],
};

/** A character of a value: what to print, and what it means where that is not plain. */
export function symbol(written) {
  const [shown, meaning] = SYMBOLS[written] ?? [written, ""];
  return { shown, meaning };
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
