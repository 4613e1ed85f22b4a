// The keys of the review page.

import { ORDER_CHOICES } from "./review_wording.js";

/** What each key does: the keys as they are shown, the keys of events, and the name of the action. */
export const KEYS = [
  { shown: ["j", "↓"], keys: ["j", "ArrowDown"], does: "next text", action: "next" },
  { shown: ["k", "↑"], keys: ["k", "ArrowUp"], does: "previous text", action: "previous" },
  { shown: ["1", "2", "3", "4"], keys: ["1", "2", "3", "4"], does: "take that reading", action: "reading" },
  { shown: ["n"], keys: ["n"], does: "the text holds no date", action: "noDate" },
  { shown: ["e"], keys: ["e"], does: "type a value; Enter takes it, Escape leaves", action: "edit" },
  {
    shown: ORDER_CHOICES.map(({ key }) => key),
    keys: ORDER_CHOICES.map(({ key }) => key),
    does: "day first, month first, year first",
    action: "order",
  },
  { shown: ["x"], keys: ["x"], does: "open a decided text again", action: "open" },
  { shown: ["s"], keys: ["s"], does: "decide for this text, its shape, or the list", action: "scope" },
  { shown: ["g"], keys: ["g"], does: "where each character was read", action: "grid" },
  { shown: ["u"], keys: ["u"], does: "undo", action: "undo" },
  { shown: ["r"], keys: ["r"], does: "redo", action: "redo" },
  { shown: ["/"], keys: ["/"], does: "search", action: "search" },
  { shown: ["c"], keys: ["c"], does: "how the column is read", action: "settings" },
  { shown: ["l"], keys: ["l"], does: "learn from the decisions", action: "learn" },
  { shown: ["?"], keys: ["?"], does: "these keys", action: "help" },
];

/**
 * Call an action when its key is pressed outside a field and outside a dialog.
 *
 * @param {Object<string, (key: string) => void>} actions by their names in `KEYS`
 */
export function listen(actions) {
  const byKey = new Map(KEYS.flatMap(({ keys, action }) => keys.map((key) => [key, actions[action]])));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { target, key } = event;
    const isTyping = target.matches("input:not([type=radio]), textarea, select");
    const movesHere = key.startsWith("Arrow") && target.matches("input, [role=toolbar] *, .scroll");
    if (isTyping || movesHere || target.closest("dialog") || !byKey.has(key)) return;
    event.preventDefault();
    byKey.get(key)(key);
  });
}
