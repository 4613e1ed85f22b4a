// Dialogs.

import { element, fill } from "./dom.js";

/**
 * Show a dialog until it is closed.
 *
 * @param {string} title
 * @param {(close: (answer: any) => void) => Node[]} content makes the content from the function that closes it
 * @returns {Promise<any>} the answer, or undefined if it was left with Escape
 */
export function openDialog(title, content) {
  const before = document.activeElement;
  return new Promise((resolve) => {
    const dialog = element("dialog", { class: "dialog", "aria-label": title });
    let answer;
    const close = (given) => {
      answer = given;
      dialog.close();
    };
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(answer);
    });
    fill(dialog, element("h2", {}, title), ...content(close));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A row of buttons at the end of a dialog. */
export function buttons(...all) {
  return element("div", { class: "dialog-foot" }, ...all);
}
