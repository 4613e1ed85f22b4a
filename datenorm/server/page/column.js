// The column as a whole: lines that allow only one field order settle the order of the ambiguous ones.

import { byId, element, fill } from "./dom.js";
import { columnOf, insist } from "./service.js";
import { ORDER_NAMES } from "./wording.js";

const PAUSE = 300; // ms without a change before the service is asked

export class Column {
  #bar = byId("column");
  #timer = 0;
  #request = new AbortController();
  #shown = "";

  /** @param {(order: string) => void} onOrder called with the chosen order */
  constructor(onOrder) {
    this.onOrder = onOrder;
  }

  /** Show the order of the lines if `open` of them are ambiguous and the user gave no order. */
  show(lines, open, hints) {
    const isAsked = open > 0 && lines.length > 1 && !hints.order;
    const key = isAsked ? JSON.stringify([lines, open, hints.locale]) : "";
    if (key === this.#shown) return;
    this.#shown = key;
    clearTimeout(this.#timer);
    this.#request.abort();
    this.#bar.hidden = true;
    if (!isAsked) return;
    this.#request = new AbortController();
    const { signal } = this.#request;
    this.#timer = setTimeout(() => this.#ask(lines, open, hints, signal), PAUSE);
  }

  async #ask(lines, open, hints, signal) {
    const report = await insist(() => columnOf(lines, hints, signal), signal, () => {});
    if (!report) return;
    const orders = report.hint_order ? [report.hint_order] : report.leading;
    fill(this.#bar, element("p", {}, said(report, open)), ...orders.map((order) => this.#button(order)));
    this.#bar.hidden = false;
  }

  #button(order) {
    return element(
      "button",
      {
        type: "button",
        "aria-label": `Read all as ${ORDER_NAMES[order]}`,
        on: { click: () => this.onOrder(order) },
      },
      ORDER_NAMES[order],
    );
  }
}

function said({ hint_order: order, first_row: row, first_text: text }, open) {
  const ambiguous = open === 1 ? "1 line is ambiguous" : `${open} lines are ambiguous`;
  if (!order) return `${ambiguous}, and no other line settles the order. Read all as`;
  const witness = row ? `line ${row}, “${text}”, settles the order` : "the others settle the order";
  return `${ambiguous}; ${witness}. Read all as`;
}
