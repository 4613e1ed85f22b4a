// Month names, weekday names and date formats of moment, date-fns and dayjs, as JSON on stdout.
// Run where the three are installed: npm install moment date-fns dayjs && node dump_javascript.js > javascript.json
"use strict";
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");
const load = createRequire(path.join(process.cwd(), "x.js"));

const locales = {};
function add(code, names) {
  const entry = (locales[code] = locales[code] || { months: [], weekdays: [], formats: [] });
  const ordinals = names.ordinals || [];
  for (const list of names.months) if (list && list.length === 12) entry.months.push(list.map(String));
  for (const list of names.weekdays) if (list && list.length === 7) entry.weekdays.push(list.map(String)); // from Sunday
  for (const [dialect, format] of names.formats) if (format) entry.formats.push([dialect, format, ordinals]);
}
function files(name, folder) {
  const root = path.dirname(load.resolve(`${name}/package.json`));
  return fs.readdirSync(path.join(root, folder)).filter((file) => file.endsWith(".js")).map((file) => file.slice(0, -3));
}
const twelve = [...Array(12).keys()];
const numbers = [...Array(31).keys()].map((index) => index + 1);

const moment = load("moment");
for (const code of files("moment", "locale")) {
  load(`moment/locale/${code}`);
  const data = moment.localeData(code);
  const days = [0, 1, 2, 3, 4, 5, 6].map((day) => moment.utc([2023, 0, 1 + day]).locale(code));
  const dates = twelve.map((month) => moment.utc([2023, month, 15]).locale(code));
  add(code, {
    months: [
      ...["MMMM", "MMM"].map((form) => dates.map((date) => date.format(form))),
      ...["MMMM", "MMM"].map((form) => dates.map((date) => date.format(`D ${form}`).replace(/^\D*15\S* /, ""))),
    ],
    weekdays: [
      ...["dddd", "ddd", "dd"].map((form) => days.map((day) => day.format(form))),
      days.map((day) => data.weekdays(day, "dddd, D MMMM")),
    ],
    ordinals: numbers.map((number) => String(data.ordinal(number, "D"))),
    formats: ["L", "LL", "LLLL", "l", "ll", "llll"].map((form) => ["moment", data.longDateFormat(form)]),
  });
}

const fns = load("date-fns/locale");
for (const locale of Object.values(fns)) {
  const widths = ["wide", "abbreviated"];
  const contexts = ["formatting", "standalone"];
  const forms = widths.flatMap((width) => contexts.map((context) => ({ width, context })));
  add(locale.code, {
    months: forms.map((form) => twelve.map((month) => locale.localize.month(month, form))),
    weekdays: [...forms, { width: "short" }].map((form) => [0, 1, 2, 3, 4, 5, 6].map((day) => locale.localize.day(day, form))),
    ordinals: numbers.map((number) => String(locale.localize.ordinalNumber(number, { unit: "date" }))),
    formats: ["full", "long", "medium", "short"].map((width) => ["date-fns", locale.formatLong.date({ width })]),
  });
}

for (const code of files("dayjs", "locale")) {
  const locale = load(`dayjs/locale/${code}`);
  const call = (names) => (typeof names === "function" ? [names.s, names.f] : [names]);
  add(code, {
    months: [...call(locale.months), ...call(locale.monthsShort)],
    weekdays: [locale.weekdays, locale.weekdaysShort, locale.weekdaysMin],
    formats: ["L", "LL", "LLLL", "l", "ll"].map((form) => ["moment", (locale.formats || {})[form]]),
  });
}
process.stdout.write(JSON.stringify(locales, null, 1));
