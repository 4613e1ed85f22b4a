// The selected text: its value, what it means, its readings, and how it is decided.

import { AttentionView } from "./attention.js";
import { byId, element, fill, sign } from "./dom.js";
import { SCOPES, scopeName } from "./review_scope.js";
import { explain } from "./review_service.js";
import { ValueField } from "./review_value.js";
import { ORDER_CHOICES, languageName, markedText, rowsInWords } from "./review_wording.js";
import { insist } from "./service.js";
import { STATUSES, asksForOrder, instead, percent } from "./wording.js";

/** How many readings have a key. */
export const MOST_READINGS = 4;

export class GroupView {
  #box = byId("detail");
  #request = new AbortController();
  #key = "";
  #group = null;
  #scope = "text";
  #field = null;

  /**
   * @param {object} handlers
   * @param {(decision: object) => void} handlers.onDecide called with a decision
   * @param {() => void} handlers.onLeave called when typing is given up
   * @param {() => object} handlers.listed how many texts the list has, see `scopeName`
   * @param {(message: string) => void} handlers.onTrouble called with what is wrong
   */
  constructor(handlers) {
    this.handlers = handlers;
  }

  /** What a decision is for: "text", "shape" or "filter". */
  get scope() {
    return this.#scope;
  }

  /** Show a text; one that is shown stays as it is, with what is typed. */
  show(group) {
    const key = JSON.stringify(group ?? null);
    if (key === this.#key) return;
    if (group?.id !== this.#group?.id) this.#scope = "text";
    this.#key = key;
    this.#group = group ?? null;
    this.#request.abort();
    this.#request = new AbortController();
    const typed = document.activeElement?.id === "typed" ? document.activeElement.value : null;
    if (group) this.#draw(group);
    else fill(this.#box, element("p", { class: "welcome" }, "No text is selected."));
    if (typed !== null) this.#field?.resume(typed);
  }

  /** Decide for the next scope: the text, its shape, the list. */
  nextScope() {
    const names = Object.keys(SCOPES);
    this.#setScope(names[(names.indexOf(this.#scope) + 1) % names.length]);
    return scopeName(this.#scope, this.#group, this.handlers.listed());
  }

  resetScope() {
    this.#setScope("text");
  }

  /** Name the scopes again, because other texts are listed. */
  recount() {
    for (const { value, nextElementSibling: label } of this.#box.querySelectorAll("input[name=scope]")) {
      label.textContent = scopeName(value, this.#group, this.handlers.listed());
    }
  }

  /** Move the focus to the field for a value. */
  edit() {
    this.#field?.focus();
  }

  /** Show where each symbol was read, or hide it. */
  async toggleGrid() {
    const panel = byId("grid");
    const button = byId("show-grid");
    if (!panel || !button) return;
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
    if (panel.hidden || panel.childElementCount) return;
    const { signal } = this.#request;
    const { id } = this.#group;
    const question = () => explain(id, signal);
    const record = await insist(question, signal, this.handlers.onTrouble);
    if (!record) return;
    const attention = {
      tokens: record.steps.map(({ symbol }) => symbol),
      rows: record.steps.map((step) => step.attention),
    };
    if (!attention.rows.some((row) => row.length)) {
      fill(panel, element("p", { class: "remark" }, "The network was not asked: the text is a value, a number that counts, or empty."));
      return;
    }
    const view = new AttentionView({ source: record.source, attention });
    fill(panel, view.element);
    view.reveal();
  }

  #setScope(name) {
    this.#scope = name;
    const radio = this.#box.querySelector(`input[name=scope][value=${name}]`);
    if (radio) radio.checked = true;
  }

  #draw(group) {
    this.#field = new ValueField({
      value: group.decision?.kind === "value" ? (group.decision.value ?? "") : (group.value ?? ""),
      onValue: (value) => this.handlers.onDecide({ kind: "value", value }),
      onLeave: () => this.handlers.onLeave(),
      onTrouble: this.handlers.onTrouble,
    });
    fill(
      this.#box,
      verdict(group),
      this.#readings(group),
      this.#others(group),
      this.#field.element,
      this.#scopes(group),
      element(
        "button",
        {
          type: "button",
          id: "show-grid",
          class: "plain grid-button",
          "aria-expanded": "false",
          "aria-controls": "grid",
          "aria-keyshortcuts": "g",
          on: { click: () => this.toggleGrid() },
        },
        "Where it was read",
      ),
      element("div", { id: "grid", class: "panel", hidden: true }),
    );
  }

  #readings({ readings }) {
    if (!readings.length) return null;
    const buttons = readings.slice(0, MOST_READINGS).map(({ value, probability, meaning }, index) =>
      element(
        "button",
        {
          type: "button",
          class: "choice",
          "aria-keyshortcuts": String(index + 1),
          on: { click: () => this.handlers.onDecide({ kind: "reading", index }) },
        },
        element("kbd", { "aria-hidden": "true" }, String(index + 1)),
        element("b", {}, value ?? "no date"),
        element("span", {}, meaning ?? ""),
        element("span", { class: "figure" }, percent(probability)),
      ),
    );
    return element(
      "section",
      { class: "readings", "aria-labelledby": "readings-title" },
      element("h3", { id: "readings-title" }, "Its readings"),
      element("div", { class: "reading-list" }, ...buttons),
    );
  }

  /** Decisions that are no reading. */
  #others(group) {
    const orders = asksForOrder(group) || group.decision?.kind === "order" ? ORDER_CHOICES : [];
    const button = (key, name, decision) =>
      element(
        "button",
        {
          type: "button",
          class: "decide",
          "aria-keyshortcuts": key,
          on: { click: () => this.handlers.onDecide(decision) },
        },
        element("kbd", { "aria-hidden": "true" }, key),
        name,
      );
    return element(
      "div",
      { class: "decisions", role: "group", "aria-label": "Other decisions" },
      ...orders.map(({ key, order, name }) => button(key, name, { kind: "order", value: order })),
      button("n", "No date", { kind: "no-date" }),
      group.decision && button("x", "Open again", { kind: "undecided" }),
    );
  }

  #scopes(group) {
    const radios = Object.keys(SCOPES).map((name) =>
      element(
        "label",
        {},
        element("input", {
          type: "radio",
          name: "scope",
          value: name,
          checked: name === this.#scope,
          on: { change: () => (this.#scope = name) },
        }),
        element("span", {}, scopeName(name, group, this.handlers.listed())),
      ),
    );
    return element(
      "fieldset",
      { class: "scopes" },
      element("legend", {}, "Decide for ", element("kbd", { "aria-hidden": "true" }, "s")),
      ...radios,
    );
  }
}

function verdict(group) {
  const { text, span, count, value, status, meaning, confidence, decision, reason } = group;
  const conflict = group.weekday_conflict;
  return element(
    "div",
    { class: conflict ? "verdict is-conflict" : "verdict", "data-status": status },
    element("p", { class: "source", dir: "auto" }, ...markedText(text, span)),
    element("p", { class: value === null ? "large refused" : "large" }, value ?? refused(group)),
    element(
      "p",
      { class: "facts" },
      element("span", { class: "badge" }, sign(), STATUSES[status]?.name ?? "being read"),
      meaning && element("span", {}, meaning),
      confidence > 0 && element("span", {}, `confidence ${percent(confidence)}`),
      element("span", {}, rowsInWords(count)),
      group.language && element("span", {}, languageName(group.language)),
    ),
    decision && element("p", { class: "remark" }, "A person has decided this."),
    conflict && element("p", { class: "remark is-warning" }, "The weekday contradicts the date."),
    group.century_inferred && element("p", { class: "remark" }, "The century is inferred."),
    reason && element("p", { class: "remark" }, sentence(reason)),
  );
}

/** What is said in place of a value. */
function refused(group) {
  if (group.decision?.kind === "no-date") return "No date";
  return group.status in STATUSES ? instead(group) : "Being read";
}

function sentence(words) {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
}
