// Hints: the locale of the dates and the order of their numbers.

import { byId, element, fill } from "./dom.js";

export class Hints {
  #form = byId("hints");
  #locale = byId("locale");

  /** @param {() => void} onChange called when the hints change */
  constructor(onChange) {
    this.onChange = onChange;
    this.#form.addEventListener("change", onChange);
    this.#form.addEventListener("submit", (event) => event.preventDefault());
  }

  get value() {
    return { locale: this.#locale.value, order: this.#form.elements.order.value };
  }

  /** Set the order as if the user had chosen it. */
  setOrder(order) {
    this.#form.elements.order.value = order;
    this.onChange();
  }

  /** List the locales that the model knows, those of the user first. */
  offer(locales) {
    const names = new Intl.DisplayNames("en", { type: "language", fallback: "code" });
    const named = locales
      .map((locale) => ({ locale, name: nameOf(names, locale) }))
      .sort((one, other) => one.name.localeCompare(other.name, "en"));
    const own = new Set(navigator.languages.map((language) => language.toLowerCase()));
    const option = ({ locale, name }) => element("option", { value: locale }, `${name} (${locale})`);
    const near = named.filter(({ locale }) => own.has(locale));
    fill(
      this.#locale,
      element("option", { value: "" }, "any language"),
      near.length > 0 && element("optgroup", { label: "Yours" }, ...near.map(option)),
      element("optgroup", { label: "All" }, ...named.filter(({ locale }) => !own.has(locale)).map(option)),
    );
  }
}

function nameOf(names, locale) {
  try {
    return names.of(locale);
  } catch {
    return locale;
  }
}
