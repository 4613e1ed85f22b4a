// Times of day of moment, as JSON on stdout: formats LT, LTS and LLL, and the half of the day of each hour.
// Run where it is installed: npm install moment && node dump_times.js > times.json
"use strict";
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");
const load = createRequire(path.join(process.cwd(), "x.js"));

const moment = load("moment");
const folder = path.join(path.dirname(load.resolve("moment/package.json")), "locale");
const hours = [...Array(24).keys()];
const locales = {};
for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".js"))) {
  const code = file.slice(0, -3);
  load(`moment/locale/${code}`);
  const data = moment.localeData(code);
  const [time, whole, date, both] = ["LT", "LTS", "LL", "LLL"].map((form) => data.longDateFormat(form));
  locales[code] = {
    times: [time, whole],
    join: both.replace(date, "{1}").replace(time, "{0}"),
    halves: hours.map((hour) => data.meridiem(hour, 0, false)),
  };
}
process.stdout.write(JSON.stringify(locales, null, 1));
