// Relative dates in words: what a program such as @-3d says.

const UNITS = {
  d: "day",
  k: "weekend",
  w: "week",
  m: "month",
  q: "quarter",
  h: "half year",
  y: "year",
  c: "century",
  b: "working day",
  H: "hour",
  M: "minute",
  S: "second",
};
const WHICH = { "»": "next", "«": "last", "=": "this" };
const WEEKDAYS = "①②③④⑤⑥⑦";
const STEP = /([-+»«=])(\d+(?=[a-zHMS①-⑦]))?(\d\d|[a-zHMS①-⑦])/y;

/** A simple program in words, seen from the reference date; "" for every other program. */
export function programInWords(program) {
  const [, near, steps] = /^@([①-⑦]?)([^T]*)/.exec(program) ?? [];
  if (steps === undefined) return "";
  if (near) return steps ? "" : `the nearest ${weekday(near)}`;
  const said = [];
  for (STEP.lastIndex = 0; STEP.lastIndex < steps.length; ) {
    const step = STEP.exec(steps);
    const words = step && inWords(step);
    if (!words) return "";
    said.push(words);
  }
  return said.join(", ") || "that day itself";
}

function inWords([, operator, number = "1", what]) {
  const name = UNITS[what] ?? weekday(what) ?? month(what);
  if (!name) return "";
  if (operator in WHICH) return number === "1" ? `${WHICH[operator]} ${name}` : "";
  return `${number} ${number === "1" ? name : plural(name)} ${operator === "+" ? "later" : "earlier"}`;
}

function plural(name) {
  return name === "century" ? "centuries" : `${name}s`;
}

function weekday(sign) {
  const place = WEEKDAYS.indexOf(sign);
  return place < 0 ? undefined : nameOf({ weekday: "long" }, Date.UTC(2024, 0, 1 + place)); // a Monday
}

function month(number) {
  const place = Number(number) - 1;
  return place >= 0 && place < 12 ? nameOf({ month: "long" }, Date.UTC(2024, place)) : undefined;
}

function nameOf(form, time) {
  return new Intl.DateTimeFormat("en-GB", { ...form, timeZone: "UTC" }).format(time);
}
