// A row of characters that can be pointed at, by mouse, finger or arrow keys.

import { element } from "./dom.js";

const MANY = 36; // characters from which on they stand close together, as in running text

export class Strip {
  /**
   * @param {object} given
   * @param {string} given.label what the row is
   * @param {{shown: string, label: string}[]} given.items its characters
   * @param {boolean} [given.isRightToLeft] the direction it runs in
   * @param {(index: number|null) => void} given.onPoint told which one is pointed at
   * @param {(index: number) => void} [given.onChoose] told which one was pressed
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

  /** Light characters, each by its weight from 0 to 1; none where there are no weights. */
  light(weights) {
    this.buttons.forEach((button, index) => {
      const weight = weights?.[index] ?? 0;
      button.style.setProperty("--light", `${Math.round(100 * weight)}%`);
      button.classList.toggle("is-lit", weight >= 0.3);
    });
  }

  /** Mark the one character that is looked at. */
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

/** Buttons of a text that runs from right to left, with its numbers from left to right as everywhere. */
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
