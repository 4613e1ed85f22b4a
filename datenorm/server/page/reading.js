// The selected line: its value, confidence, attention and other readings.

import { AttentionView } from "./attention.js";
import { byId, element, fill, sign } from "./dom.js";
import { explain, insist, read, valuesByOrder } from "./service.js";
import { stepsView } from "./steps.js";
import { tabs } from "./tabs.js";
import { ORDER_NAMES, STATUSES, asksForOrder, inWords, instead, percent, remarks } from "./wording.js";

const PAUSE = 100; // ms that a line must stay selected before the service is asked

export const EXAMPLES = [
  "23 April, 1564",
  "03/04/2005",
  "le 20 juillet 1969",
  "1969年7月20日",
  "2O Ju1y l969",
  "c. 1850",
  "12.–15. März 1914",
  "٢٠ يوليو ١٩٦٩",
];

export class Reading {
  #outcome = byId("outcome");
  #timer = 0;
  #request = new AbortController();
  #shown = "";
  #tab = 0;

  /**
   * @param {(order: string) => void} onOrder called with the chosen order
   * @param {(line: string) => void} onExample called with the chosen example
   * @param {(message: string) => void} onTrouble called with what is wrong
   */
  constructor(onOrder, onExample, onTrouble) {
    this.onOrder = onOrder;
    this.onExample = onExample;
    this.onTrouble = onTrouble;
    this.#showNothing();
  }

  /** Show a line; a request about another line is aborted. */
  show(line, hints) {
    const key = JSON.stringify([line, hints.locale, hints.order]);
    if (key === this.#shown) return;
    this.#shown = key;
    clearTimeout(this.#timer);
    this.#request.abort();
    this.#request = new AbortController();
    if (line.trim() === "") {
      this.#showNothing();
      return;
    }
    const { signal } = this.#request;
    this.#timer = setTimeout(() => this.#ask(line, hints, signal), PAUSE);
  }

  async #ask(line, hints, signal) {
    const record = await this.#insist(() => read(line, hints, signal), signal);
    const isOpen = asksForOrder(record);
    const orders = isOpen && (await this.#insist(() => valuesByOrder(line, hints, signal), signal));
    if (signal.aborted) return;
    if (record) this.#draw(record, hints, orders || new Map(), signal);
    else this.#shown = ""; // so that the next call asks again
  }

  #insist(question, signal) {
    return insist(question, signal, this.onTrouble);
  }

  #draw(record, hints, orders, signal) {
    const hasGrid = record.attention.rows.length > 0;
    fill(
      this.#outcome,
      verdict(record),
      asksForOrder(record) && this.#question(record, orders),
      hasGrid && this.#views(record, hints, signal),
      alternatives(record),
    );
  }

  /** The two readings as buttons; choosing one sets the field order of all lines. */
  #question({ alternatives: [first, second] }, orders) {
    const buttons = [first, second].filter(({ value }) => orders.has(value)).map(({ value, probability }) => {
      const order = orders.get(value);
      return element(
        "button",
        { type: "button", class: "choice", on: { click: () => this.onOrder(order) } },
        element("b", {}, inWords(value) || value),
        element("span", {}, `${value} · ${ORDER_NAMES[order]}`),
        element("span", {}, percent(probability)),
      );
    });
    return element(
      "fieldset",
      { class: "question" },
      element("legend", {}, "Which is meant?"),
      element("div", { class: "choices" }, ...buttons),
    );
  }

  #views(record, hints, signal) {
    const steps = element("div", { class: "panel" });
    const explained = async () => {
      if (steps.childElementCount) return;
      const explanation = await this.#insist(() => explain(record.source, hints, signal), signal);
      if (explanation) fill(steps, stepsView(explanation));
    };
    const attention = new AttentionView(record);
    const views = [
      {
        name: "Where it was read",
        panel: element("div", { class: "panel" }, attention.element),
        onShow: () => queueMicrotask(() => attention.reveal()),
      },
      { name: "How it was read", panel: steps, onShow: explained },
    ];
    return tabs("The reading", views, this.#tab, (chosen) => (this.#tab = chosen));
  }

  #showNothing() {
    const chips = EXAMPLES.map((example) =>
      element(
        "button",
        { type: "button", class: "chip", dir: "auto", on: { click: () => this.onExample(example) } },
        example,
      ),
    );
    fill(
      this.#outcome,
      element(
        "div",
        { class: "welcome" },
        element("p", {}, "Type or paste dates, one per line. Each gets a value and a confidence."),
        element("p", {}, "Or try one of these:"),
        element("div", { class: "chips" }, ...chips),
      ),
    );
  }
}

/** The value in large type, its status, confidence and remarks. */
function verdict(record) {
  const status = STATUSES[record.status];
  const words = inWords(record.value);
  return element(
    "div",
    { class: "verdict", "data-status": record.status },
    element("p", { class: record.value === null ? "large refused" : "large" }, record.value ?? instead(record)),
    element(
      "p",
      { class: "facts" },
      element("span", { class: "badge" }, sign(), status.name),
      words && element("span", {}, words),
      record.confidence > 0 && element("span", {}, `confidence ${percent(record.confidence)}`),
    ),
    ...remarks(record).map((remark) => element("p", { class: "remark" }, remark)),
  );
}

function alternatives(record) {
  const readings = record.alternatives.filter(({ probability }) => probability >= 0.0005);
  if (!readings.length) return null;
  const isRefused = record.status === "ambiguous" || record.status === "doubtful";
  return element(
    "section",
    { class: "alternatives" },
    element("h3", {}, isRefused ? "Its readings" : "Other readings"),
    element(
      "ul",
      { class: "bars" },
      ...readings.map(({ value, probability }) =>
        element(
          "li",
          { style: { "--part": `${100 * probability}%` } },
          element("span", { class: "what" }, element("b", {}, value ?? "no date")),
          element("span", { class: "meter", "aria-hidden": "true" }),
          element("span", { class: "figure" }, percent(probability)),
        ),
      ),
    ),
  );
}
