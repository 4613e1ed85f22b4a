// Writes what ICU has for every day from one year to another, in one calendar after the other.
// A line: the calendar, then each day as era|year|month|day, with tabs between.
const [first, last, ...calendars] = process.argv.slice(2);
const DAY = 864e5;
const from = Date.UTC(Number(first), 0, 1);
const to = Date.UTC(Number(last) + 1, 0, 1);
for (const calendar of calendars) {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    timeZone: "UTC", era: "short", year: "numeric", month: "numeric", day: "numeric",
  });
  if (format.resolvedOptions().calendar !== calendar) throw new Error(`no calendar ${calendar}`);
  const days = [];
  for (let time = from; time < to; time += DAY) {
    const fields = { era: "" };
    for (const { type, value } of format.formatToParts(time)) fields[type] = value;
    days.push(`${fields.era}|${fields.year ?? fields.relatedYear}|${fields.month}|${fields.day}`);
  }
  process.stdout.write(`${calendar}\t${days.join("\t")}\n`);
}
