// A field for a value, which is checked while it is typed.

import { element } from "./dom.js";
import { check } from "./review_service.js";
import { insist } from "./service.js";

const PAUSE = 80; // ms without typing before the service is asked

export class ValueField {
  #input;
  #said;
  #timer = 0;
  #request = new AbortController();

  /**
   * @param {object} given
   * @param {string} given.value what the field holds at first
   * @param {(value: string) => void} given.onValue called with a valid value that was entered
   * @param {() => void} given.onLeave called when typing is given up
   * @param {(message: string) => void} given.onTrouble called with what is wrong with the service
   */
  constructor({ value, onValue, onLeave, onTrouble }) {
    this.given = { value, onValue, onLeave, onTrouble };
    this.#said = element("p", { class: "checked", id: "checked", role: "status" });
    this.#input = element("input", {
      id: "typed",
      type: "text",
      value,
      autocomplete: "off",
      spellcheck: false,
      "aria-describedby": "checked",
      "aria-keyshortcuts": "e",
      on: { input: () => this.#typed(), keydown: (event) => this.#pressed(event) },
    });
    this.element = element(
      "form",
      { class: "typing", on: { submit: (event) => this.#submitted(event) } },
      element("label", { for: "typed" }, "Another value ", element("kbd", { "aria-hidden": "true" }, "e")),
      element("div", { class: "typing-line" }, this.#input, element("button", { type: "submit" }, "Take")),
      this.#said,
    );
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  /** Go on typing where the field was drawn again. */
  resume(typed) {
    this.#input.value = typed;
    this.#input.focus();
    this.#typed();
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#request.abort();
    this.#request = new AbortController();
    this.#timer = setTimeout(() => this.#check(), PAUSE);
  }

  /** Ask whether what is typed is a value; the value, or null. */
  async #check() {
    const typed = this.#input.value.trim();
    const { signal } = this.#request;
    if (!typed) {
      this.#tell("", "");
      return null;
    }
    const answer = await insist(() => check(typed, signal), signal, this.given.onTrouble);
    if (!answer) return null;
    const { valid, value, meaning } = answer;
    this.#tell(valid ? [value === typed ? "" : value, meaning].filter(Boolean).join(": ") : "This is not a value.", !valid);
    return valid ? value : null;
  }

  #tell(message, isWrong) {
    this.#said.textContent = message;
    this.#input.setAttribute("aria-invalid", String(Boolean(isWrong)));
  }

  async #submitted(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    const value = await this.#check();
    if (value !== null) this.given.onValue(value);
  }

  #pressed(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.#input.value = this.given.value;
    this.#tell("", false);
    this.given.onLeave();
  }
}
