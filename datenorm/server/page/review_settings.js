// How the column is read: its language, its field order, its reference date and more, with a preview.

import { buttons, openDialog } from "./dialog.js";
import { element, fill } from "./dom.js";
import { effectView, lookedAt } from "./review_dialogs.js";
import { ORDER_CHOICES, amount, languageName } from "./review_wording.js";

const ORDERS = [
  ["infer", "as the column shows"],
  ["none", "each text alone"],
  ...ORDER_CHOICES.map(({ order, name }) => [order, name]),
];
const PREFERENCES = [
  ["", "the nearest"],
  ["past", "the last"],
  ["future", "the next"],
];
const CENTURIES = [
  ["", "by the pivot"],
  ["past", "the latest up to the reference date"],
  ["future", "the earliest from the reference date"],
];

const NUMBERS = [
  ["", "as they are written"],
  ["excel", "serial days of a spreadsheet"],
  ["s", "Unix times in seconds"],
  ["ms", "Unix times in milliseconds"],
  ["us", "Unix times in microseconds"],
  ["ns", "Unix times in nanoseconds"],
];

/**
 * Offer the settings of the column.
 *
 * @param {object} settings those that hold
 * @param {string[]} locales those that the model knows
 * @param {(body: object, tell: (message: string) => void) => Promise} change changes the settings, or only shows
 *   what would change, and tells what is wrong with them
 * @returns {Promise<object|undefined>} the effect of other settings, if they were taken
 */
export function offerSettings(settings, locales, change) {
  return openDialog("How the column is read", (close) => {
    const form = settingsForm(settings, locales);
    const wrong = element("p", { class: "notice", role: "alert", hidden: true });
    const preview = element("div", { class: "preview", role: "status" });
    const ask = async (isPreview) => {
      wrong.hidden = true;
      const tell = (message) => {
        wrong.textContent = message;
        wrong.hidden = !message;
      };
      return change({ settings: valuesOf(form), preview: isPreview }, tell);
    };
    const look = async () => {
      const effect = await ask(true);
      if (effect) fill(preview, ...effectView(effect, changeInWords(effect)));
    };
    const take = async () => {
      const effect = await ask(false);
      if (effect) close(effect);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      take();
    });
    return [
      form,
      wrong,
      preview,
      buttons(
        element("button", { type: "button", on: { click: () => close() } }, "Cancel"),
        element("button", { type: "button", on: { click: look } }, "Preview"),
        element("button", { type: "button", class: "primary", on: { click: take } }, "Read the column so"),
      ),
    ];
  });
}

/** How much would change; of a long column only a part is looked at. */
function changeInWords({ texts, rows, examined, of }) {
  const change = texts ? `${amount(texts, rows)} would change` : "nothing would change";
  if (examined === of) return `${change.charAt(0).toUpperCase()}${change.slice(1)}.`;
  return `${lookedAt(examined, of)} ${change}.`;
}

function settingsForm(settings, locales) {
  const zones = Intl.supportedValuesOf?.("timeZone") ?? [];
  return element(
    "form",
    { class: "settings" },
    field("Order of numbers", select("order", ORDERS, settings.order ?? "infer")),
    field(
      "Written in",
      input("locale", { value: settings.locale ?? "", placeholder: "any language", "list-of": "locales" }),
      "a language, or with a region such as en-GB",
      list("locales", locales.map((locale) => [locale, languageName(locale)])),
    ),
    field(
      "Reference date",
      input("reference_date", { value: settings.reference_date ?? "", placeholder: "2016-02-29" }),
      "relative dates and missing years are counted from it",
    ),
    field("A date without a year is", select("prefer", PREFERENCES, settings.prefer ?? ""), "needs a reference date"),
    field("Century of two-digit years", select("century", CENTURIES, settings.century ?? "")),
    field(
      "Pivot",
      input("pivot", { value: settings.pivot ?? "", placeholder: "69", inputMode: "numeric" }),
      "two-digit years from it on are 19YY",
    ),
    field(
      "Numbers are",
      select("numbers", NUMBERS, settings.excel_serial ? "excel" : (settings.epoch ?? "")),
      "41755 is a day in a spreadsheet, and a time in Unix",
    ),
    field(
      "Time zone",
      input("zone", { value: settings.zone ?? "", placeholder: "none", "list-of": "zones" }),
      "of times that name none, and of Unix times",
      list("zones", zones.map((zone) => [zone, ""])),
    ),
  );
}

function field(name, control, note, extra) {
  return element(
    "div",
    { class: "field" },
    element("label", { for: control.id }, name),
    control,
    note && element("p", { class: "note" }, note),
    extra,
  );
}

function input(name, { "list-of": listed, ...properties }) {
  const made = element("input", {
    id: `setting-${name}`,
    name,
    type: "text",
    autocomplete: "off",
    spellcheck: false,
    ...properties,
  });
  if (listed) made.setAttribute("list", listed);
  return made;
}

function list(id, options) {
  return element("datalist", { id }, ...options.map(([value, label]) => element("option", { value, label })));
}

function select(name, options, chosen) {
  return element(
    "select",
    { id: `setting-${name}`, name },
    ...options.map(([value, label]) => element("option", { value, selected: value === chosen }, label)),
  );
}

/** The settings of the form; empty ones are null. */
function valuesOf(form) {
  const given = [...new FormData(form)].map(([name, value]) => [name, value.trim() || null]);
  const { pivot, numbers, ...values } = Object.fromEntries(given);
  return {
    ...values,
    pivot: pivot !== null && /^\d+$/.test(pivot) ? Number(pivot) : pivot,
    excel_serial: numbers === "excel",
    epoch: numbers === "excel" ? null : numbers,
  };
}
