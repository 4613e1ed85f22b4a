// The facets: counts of texts that filter when they are pressed.

import { byId, element, fill } from "./dom.js";
import { FACETS } from "./review_filter.js";
import { facets } from "./review_service.js";
import { FACET_NAMES, amount, nameOf } from "./review_wording.js";
import { insist } from "./service.js";
import { STATUSES } from "./wording.js";

const FEW = 8; // names of a facet that are shown at first

export class Facets {
  #box = byId("facets");
  #request = new AbortController();
  #open = new Set();
  #last = null;

  /**
   * @param {object} filter see `Filter`
   * @param {(message: string) => void} onTrouble called with what is wrong
   */
  constructor(filter, onTrouble) {
    this.filter = filter;
    this.onTrouble = onTrouble;
    byId("clear").addEventListener("click", () => filter.clear());
    byId("narrow").addEventListener("click", () => this.#unfold());
  }

  /** Count again. */
  async refresh() {
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    byId("clear").hidden = this.filter.isEmpty;
    const answer = await insist(() => facets(this.filter.query, signal), signal, this.onTrouble);
    if (!answer) return;
    this.#last = answer.facets;
    this.#draw();
  }

  #draw() {
    const focused = document.activeElement?.dataset?.facet;
    fill(this.#box, ...FACETS.map((facet) => this.#facet(facet, sorted(facet, this.#last[facet] ?? []))));
    if (focused) this.#box.querySelector(`[data-facet="${CSS.escape(focused)}"]`)?.focus();
  }

  #facet(facet, found) {
    const known = new Set(found.map(({ name }) => name));
    const chosen = (this.filter.values[facet] ?? []).filter((name) => !known.has(name));
    const all = [...found, ...chosen.map((name) => ({ name, texts: 0, rows: 0 }))];
    if (all.length === 0 || (all.length === 1 && all[0].name === "" && !this.filter.has(facet, ""))) return null;
    const isOpen = this.#open.has(facet);
    const shown = all.filter(({ name }, index) => isOpen || index < FEW || this.filter.has(facet, name));
    return element(
      "section",
      { class: "facet", "aria-labelledby": `facet-${facet}` },
      element("h3", { id: `facet-${facet}` }, FACET_NAMES[facet]),
      element("ul", {}, ...shown.map((one) => element("li", {}, this.#button(facet, one)))),
      all.length > FEW && this.#more(facet, all.length, isOpen),
    );
  }

  #button(facet, { name, texts, rows }) {
    return element(
      "button",
      {
        type: "button",
        class: `count is-${facet}`,
        title: amount(texts, rows),
        "data-facet": `${facet} ${name}`,
        "aria-pressed": String(this.filter.has(facet, name)),
        on: { click: () => this.filter.toggle(facet, name) },
      },
      element("span", { class: "label" }, nameOf(facet, name)),
      element("span", { class: "amount" }, texts.toLocaleString("en")),
    );
  }

  #more(facet, number, isOpen) {
    const toggle = () => {
      if (isOpen) this.#open.delete(facet);
      else this.#open.add(facet);
      this.#draw();
    };
    return element(
      "button",
      {
        type: "button",
        class: "plain",
        "aria-expanded": String(isOpen),
        "data-facet": `more of ${facet}`,
        on: { click: toggle },
      },
      isOpen ? "Fewer" : `All ${number}`,
    );
  }

  /** On a narrow screen: show or hide the facets. */
  #unfold() {
    const isOpen = byId("facets").classList.toggle("is-open");
    byId("narrow").setAttribute("aria-expanded", String(isOpen));
    byId("narrow").textContent = isOpen ? "Hide" : "Show";
  }
}

/** Outcomes in their usual order, everything else by the number of texts. */
function sorted(facet, found) {
  if (facet !== "status") return [...found].sort((one, other) => other.texts - one.texts);
  const order = Object.keys(STATUSES);
  const place = ({ name }) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...found].sort((one, other) => place(one) - place(other));
}
