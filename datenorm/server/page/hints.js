// Hints: the locale of the dates, the order of their numbers, and the day that relative dates count from.

import { byId, element, fill } from "./dom.js";

export class Hints {
  #form = byId("hints");
  #locale = byId("locale");
  #day = byId("reference-day");
  #time = byId("reference-time");
  #locales = new Map(); // what may be typed, in lower case → the locale

  /** @param {() => void} onChange called when the hints change */
  constructor(onChange) {
    this.onChange = onChange;
    this.#form.addEventListener("change", () => this.#changed());
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    fill(byId("zones"), ...(Intl.supportedValuesOf?.("timeZone") ?? []).map((value) => element("option", { value })));
  }

  get value() {
    const reference = this.#reference();
    return {
      locale: this.#locales.get(this.#typedLocale()) ?? "",
      order: this.#form.elements.order.value,
      reference,
      ...(reference && byId("prefer").value && { prefer: byId("prefer").value }),
      ...centuryOf(byId("century").value, reference),
      ...(byId("zone").value.trim() && { zone: byId("zone").value.trim() }),
      ...(byId("utc").checked && { utc: true }),
    };
  }

  /** What is read: "lines" of dates, or a "text" with dates in it. */
  get mode() {
    return this.#form.elements.mode.value;
  }

  /** Set what is read as if the user had chosen it. */
  setMode(mode) {
    this.#form.elements.mode.value = mode;
    this.#changed();
  }

  /** Set the order as if the user had chosen it. */
  setOrder(order) {
    this.#form.elements.order.value = order;
    this.#changed();
  }

  /** Set the reference date, such as 2026-11-29 or 2026-11-29T14:30, as if the user had given it. */
  setReference(reference) {
    [this.#day.value, this.#time.value = ""] = reference.split("T");
    this.#changed();
  }

  /** Move the focus to what is missing of the reference date: its day, or its time. */
  askForReference() {
    const field = this.#day.value ? this.#time : this.#day;
    field.focus();
    field.scrollIntoView({ block: "nearest" });
  }

  /** The reference date, "" without one; a day outside the years 1 to 9999 is none. */
  #reference() {
    const day = this.#day.validity.valid ? this.#day.value : "";
    return day && this.#time.value ? `${day}T${this.#time.value}` : day;
  }

  #typedLocale() {
    return this.#locale.value.trim().toLowerCase();
  }

  #changed() {
    this.#time.hidden = !this.#day.value;
    byId("prefer").disabled = !this.#day.value;
    for (const option of byId("century").options) {
      if (needsReference(option.value)) option.disabled = !this.#day.value;
    }
    const isUnknown = this.#locales.size > 0 && this.#typedLocale() !== "" && !this.#locales.has(this.#typedLocale());
    this.#locale.setAttribute("aria-invalid", String(isUnknown));
    byId("locale-note").hidden = !isUnknown;
    this.onChange();
  }

  /** List the locales that the model knows, those of the user first. */
  offer(locales) {
    const names = new Intl.DisplayNames("en", { type: "language", fallback: "code" });
    const named = locales
      .map((locale) => ({ locale, name: nameOf(names, locale) }))
      .sort((one, other) => one.name.localeCompare(other.name, "en"));
    const own = new Set(navigator.languages.map((language) => language.toLowerCase()));
    const near = named.filter(({ locale }) => own.has(locale));
    const far = named.filter(({ locale }) => !own.has(locale));
    this.#locales = new Map([...near, ...far].flatMap((one) => waysToType(one).map((typed) => [typed, one.locale])));
    fill(
      byId("locales"),
      ...[...near, ...far].map(({ locale, name }) => element("option", { value: name, label: locale })),
    );
    this.#changed();
  }
}

/** A locale may be typed as its name or as its code. */
function waysToType({ locale, name }) {
  return [locale, name].map((typed) => typed.toLowerCase());
}

function needsReference(century) {
  return century === "past" || century === "future";
}

/** The options of the service for a century: the first year of 19YY, or the side of the reference date. */
function centuryOf(chosen, reference) {
  if (!chosen) return {};
  if (!needsReference(chosen)) return { pivot: Number(chosen) };
  return reference ? { [chosen]: true } : {};
}

/** The day and time here and now, such as 2026-11-29T14:30. */
export function here() {
  const now = new Date();
  return new Date(now.getTime() - 60_000 * now.getTimezoneOffset()).toISOString().slice(0, "2026-11-29T14:30".length);
}

function nameOf(names, locale) {
  try {
    return names.of(locale);
  } catch {
    return locale;
  }
}
