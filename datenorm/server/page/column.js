// What the lines say together: an order that some of them decide settles those that could be read in two.

import { byId, element, fill } from "./dom.js";
import { columnOf, insist } from "./service.js";
import { ORDER_NAMES } from "./wording.js";

const PAUSE = 300; // ms without change after which the column is asked

export class Column {
  #bar = byId("column");
  #timer = 0;
  #request = new AbortController();
  #shown = "";

  /** @param {(order: string) => void} onOrder told which order was chosen */
  constructor(onOrder) {
    this.onOrder = onOrder;
  }

  /** Say what lines say of their order, where `open` of them can be read in two and none is given. */
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
  const lines = open === 1 ? "1 line can" : `${open} lines can`;
  if (!order) return `${lines} be read in two orders, and no other says in which. Read all as`;
  const witness = row ? `line ${row}, “${text}”, says in which` : "the others say in which";
  return `${lines} be read in two orders; ${witness}. Read all as`;
}
