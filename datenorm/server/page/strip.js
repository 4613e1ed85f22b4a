// A row of characters to point at, by mouse, finger or arrow keys.

import { element } from "./dom.js";

const MANY = 36; // from this number on, characters are set close together

export class Strip {
  /**
   * @param {object} given
   * @param {string} given.label its accessible name
   * @param {{shown: string, label: string}[]} given.items its characters
   * @param {boolean} [given.isRightToLeft] whether it runs from right to left
   * @param {(index: number|null) => void} given.onPoint called with the one that is pointed at
   * @param {(index: number) => void} [given.onChoose] called with the one that was pressed
   */
  constructor({ label, items, isRightToLeft = false, onPoint, onChoose }) {
    this.onPoint = onPoint;
    this.isRightToLeft = isRightToLeft;
    this.buttons = items.map(({ shown, label: name }, index) =>
      element(
        "button",
        {
          type: "button",
          class: "character",
          tabIndex: index ? -1 : 0,
          "aria-label": name,
          on: {
            pointerenter: () => onPoint(index),
            focus: () => onPoint(index),
            blur: () => onPoint(null),
            click: () => onChoose?.(index),
          },
        },
        shown,
      ),
    );
    this.element = element(
      "div",
      {
        class: items.length > MANY ? "strip is-close" : "strip",
        role: "toolbar",
        dir: isRightToLeft ? "rtl" : "ltr",
        "aria-label": label,
        on: { pointerleave: () => this.#left(), keydown: (event) => this.#moved(event) },
      },
      ...(isRightToLeft ? inRuns(this.buttons, items) : this.buttons),
    );
  }

  /** Highlight characters by their weights from 0 to 1, or none without weights. */
  light(weights) {
    this.buttons.forEach((button, index) => {
      const weight = weights?.[index] ?? 0;
      button.style.setProperty("--light", `${Math.round(100 * weight)}%`);
      button.classList.toggle("is-lit", weight >= 0.3);
    });
  }

  /** Mark one character. */
  mark(index) {
    this.buttons.forEach((button, at) => button.classList.toggle("is-marked", at === index));
  }

  #left() {
    const focused = this.buttons.indexOf(document.activeElement);
    this.onPoint(focused < 0 ? null : focused);
  }

  #moved(event) {
    const last = this.buttons.length - 1;
    const at = this.buttons.indexOf(document.activeElement);
    const forward = this.isRightToLeft ? -1 : 1;
    const goals = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: last };
    if (!(event.key in goals)) return;
    event.preventDefault();
    const goal = Math.min(Math.max(goals[event.key], 0), last);
    this.buttons.forEach((button, index) => (button.tabIndex = index === goal ? 0 : -1));
    this.buttons[goal].focus();
  }
}

/** The buttons of a right-to-left text, with numbers running from left to right. */
function inRuns(buttons, items) {
  const runs = [];
  let number = null;
  items.forEach(({ shown }, index) => {
    const isDigit = /^\p{Nd}/u.test(shown);
    if (!isDigit) runs.push(buttons[index]);
    else if (number) number.append(buttons[index]);
    else runs.push(element("span", { class: "strip is-number", dir: "ltr" }, buttons[index]));
    number = isDigit ? runs.at(-1) : null;
  });
  return runs;
}
