// The selected line: its value, confidence, attention and other readings.

import { AttentionView } from "./attention.js";
import { choicesOf, question } from "./choices.js";
import { byId, element, fill } from "./dom.js";
import { here } from "./hints.js";
import { explain, insist, read } from "./service.js";
import { stepsView } from "./steps.js";
import { tabs } from "./tabs.js";
import { alternatives, verdict } from "./verdict.js";
import { asksForReference, sayDay } from "./wording.js";

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
  "three days ago",
  "26 Apr 2014 17:24:37 -0700",
];

export class Reading {
  #outcome = byId("outcome");
  #timer = 0;
  #request = new AbortController();
  #shown = "";
  #tab = 0;

  /**
   * @param {object} handlers
   * @param {(choice: object) => void} handlers.onChoice called with the chosen reading, see `choicesOf`
   * @param {() => void} handlers.onUndo called when the choice of a reading is taken back
   * @param {(reference: string) => void} handlers.onReference called with a day to count from, or "" to ask
   * @param {(line: string) => void} handlers.onExample called with the chosen example
   * @param {(message: string) => void} handlers.onTrouble called with what is wrong
   */
  constructor(handlers) {
    this.handlers = handlers;
    this.#showNothing();
  }

  /**
   * Show a line; a request about another line is aborted.
   *
   * @param {string} line
   * @param {object} hints
   * @param {object} [chosen] the record that settles the line, if a person has chosen a reading
   */
  show(line, hints, chosen) {
    const key = JSON.stringify([line, hints, chosen?.value]);
    if (key === this.#shown) return;
    this.#shown = key;
    clearTimeout(this.#timer);
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    if (line.trim() === "") this.#showNothing();
    else if (chosen) this.#draw(chosen, hints, [], signal);
    else this.#timer = setTimeout(() => this.#ask(line, hints, signal), PAUSE);
  }

  async #ask(line, hints, signal) {
    const record = await this.#insist(() => read(line, hints, signal), signal);
    const isOpen = record?.status === "ambiguous" || record?.status === "several";
    const choices = isOpen && (await this.#insist(() => choicesOf(record, hints, signal), signal));
    if (signal.aborted) return;
    if (record) this.#draw(record, hints, choices || [], signal);
    else this.#shown = ""; // so that the next call asks again
  }

  #insist(ask, signal) {
    return insist(ask, signal, this.handlers.onTrouble);
  }

  #draw(record, hints, choices, signal) {
    const hasGrid = record.attention.rows.length > 0;
    const { onChoice, onUndo } = this.handlers;
    fill(
      this.#outcome,
      verdict(record, hints.reference),
      choices.length > 0 && question(choices, onChoice),
      record.isChosen && element("button", { type: "button", class: "undo", on: { click: onUndo } }, "Choose again"),
      asksForReference(record) && this.#offer(asksForReference(record)),
      hasGrid && this.#views(record, hints, signal),
      alternatives(record),
    );
  }

  /** The days from which a relative date may count: now, or another one. */
  #offer(kind) {
    const now = here().slice(0, kind === "time" ? undefined : "2026-11-29".length);
    const choice = (words, note, reference) =>
      element(
        "button",
        { type: "button", class: "choice", on: { click: () => this.handlers.onReference(reference) } },
        element("b", {}, words),
        element("span", {}, note),
      );
    return element(
      "fieldset",
      { class: "question" },
      element("legend", {}, `From which ${kind} does it count?`),
      element(
        "div",
        { class: "choices" },
        choice(kind === "time" ? "Now" : "Today", sayDay(now), now),
        choice(kind === "time" ? "Another time…" : "Another day…", "the reference date", ""),
      ),
    );
  }

  #views(record, hints, signal) {
    const steps = element("div", { class: "panel" });
    const attention = new AttentionView(record);
    const ask = () => explain(record.source, hints, signal);
    const first = ask();
    first.then(({ pooling }) => attention.pool(pooling), () => {}); // a grid without β is complete, too
    const explained = async () => {
      if (steps.childElementCount) return;
      const explanation = await first.catch(() => this.#insist(ask, signal));
      if (explanation) fill(steps, stepsView(explanation));
    };
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
        { type: "button", class: "chip", dir: "auto", on: { click: () => this.handlers.onExample(example) } },
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
