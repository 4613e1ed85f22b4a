// chrono-node or any-date-parser over rows: node worker.cjs NAME DIRECTORY < job.json > result.json
// The same job and the same result as worker.py; DIRECTORY is where the packages are looked for.
"use strict";

const WARMING = 20;
const [name, directory] = process.argv.slice(2);
const load = (id) => require(require.resolve(id, { paths: [directory] }));

const pad = (number, length) => String(number).padStart(length, "0");

// What is known of a date, no more precise than that; null for less than a year or a day of one.
function written({ year, month, day }) {
  if (day && month) return `${year ? pad(year, 4) : "XXXX"}-${pad(month, 2)}-${pad(day, 2)}`;
  if (year && month && !day) return `${pad(year, 4)}-${pad(month, 2)}`;
  return year && !month && !day ? pad(year, 4) : null;
}

function chrono() {
  const all = load("chrono-node");
  const parserOf = ({ language, usual_order: order }) => {
    if (order === "DMY" && (language === "en" || language === "")) return all.en.GB;
    return (all[language] ?? all).casual ?? all.casual;
  };
  return {
    read: (row) => row.parser.parse(row.text, row.today ? new Date(`${row.today}T12:00:00`) : undefined)[0],
    prepare: (row) => ({ ...row, parser: parserOf(row) }),
    value(row, found) {
      const values = [found.start, found.end].filter(Boolean).map((part) => {
        const known = {};
        for (const name of ["year", "month", "day"]) {
          if (part.isCertain(name) || (name === "year" && row.today)) known[name] = part.get(name);
        }
        return written(known);
      });
      return values.includes(null) ? null : values.join("/");
    },
  };
}

function anyDateParser() {
  const parser = load("any-date-parser").default;
  const localeOf = ({ language, locale, usual_order: order }) => {
    if (order === "DMY" && (locale === "en" || locale === "")) return "en-GB";
    for (const one of [locale.replaceAll("_", "-"), language]) {
      try {
        if (one) return Intl.getCanonicalLocales(one)[0];
      } catch {
        continue;
      }
    }
    return undefined;
  };
  const known = new Set();
  // It builds what it knows of a locale with the first text in it, which takes milliseconds.
  const opened = (locale) => {
    if (!known.has(locale)) guarded(() => parser.attempt("20 July 1969", locale));
    known.add(locale);
    return locale;
  };
  return {
    read: (row) => parser.attempt(row.text, row.spoken),
    prepare: (row) => ({ ...row, spoken: opened(localeOf(row)) }),
    value: (row, found) => (found.invalid ? null : written(found)),
  };
}

function guarded(call) {
  try {
    return call() ?? null;
  } catch {
    return null;
  }
}

function answers(parser, rows) {
  return rows.map((row) => {
    const found = guarded(() => parser.read(row));
    return found === null ? null : guarded(() => parser.value(row, found));
  });
}

function times(parser, rows, single) {
  for (const row of rows.slice(0, WARMING)) guarded(() => parser.read(row));
  const cpu = process.cpuUsage();
  const started = process.hrtime.bigint();
  for (const row of rows) guarded(() => parser.read(row));
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  const calls = rows.slice(0, single).map((row) => {
    const before = process.hrtime.bigint();
    guarded(() => parser.read(row));
    return Number(process.hrtime.bigint() - before) / 1e3;
  });
  calls.sort((one, other) => one - other);
  const at = (part) => calls[Math.floor(part * (calls.length - 1))];
  return { per_second: rows.length / wall, cpu_us: (user + system) / rows.length, call_us: at(0.5), slow_call_us: at(0.99) };
}

const FIELDS = ["text", "locale", "language", "order", "usual_order", "today", "counted_from"];
const job = JSON.parse(require("fs").readFileSync(0, "utf8"));
const parser = { "chrono-node": chrono, "any-date-parser": anyDateParser }[name]();
const rows = job.rows.map((row) => parser.prepare(Object.fromEntries(FIELDS.map((field, at) => [field, row[at]]))));
process.stdout.write(JSON.stringify(job.answers ? { answers: answers(parser, rows) } : times(parser, rows, job.single)));
