// Learning from the decisions: how far it is, what the new model would change, and whether it is used.

import { buttons, openDialog } from "./dialog.js";
import { byId, element, fill } from "./dom.js";
import { exampleTable } from "./review_dialogs.js";
import { learning, stepOfLearning } from "./review_service.js";
import { amount } from "./review_wording.js";
import { percent } from "./wording.js";

const TICK = 1000; // ms between two looks while the dialog is open
const BUSY = { training: "Learning", comparing: "Comparing" };

export class Learning {
  #button = byId("learn");
  #box = null; // what the dialog shows, while it is open
  #state = null;
  #revision = 0;

  /**
   * @param {object} handlers
   * @param {(question: () => Promise, tell?: (message: string) => void) => Promise} handlers.attempt makes a
   *   request; undefined after telling what is wrong
   * @param {() => object} handlers.meant names the project that a step is meant for
   * @param {(message: string) => void} handlers.announce
   * @param {() => Promise} handlers.onAccepted called when the new model is used
   */
  constructor(handlers) {
    this.handlers = handlers;
    this.#button.addEventListener("click", () => this.offer());
  }

  /** Look how learning stands; `revision` is that of the project now. */
  async look(revision = this.#revision) {
    this.#revision = revision;
    const state = await this.handlers.attempt(() => learning());
    if (state) this.#take(state);
  }

  /** Show the dialog. */
  async offer() {
    if (this.#box) return;
    this.#box = element("div", { class: "learning" });
    const box = this.#box;
    let timer = 0;
    const follow = async () => {
      await this.look();
      if (this.#box === box) timer = setTimeout(follow, TICK);
    };
    const ended = openDialog("Learn from the decisions", (close) => {
      this.close = close;
      return [box];
    });
    await this.look();
    this.#draw();
    timer = setTimeout(follow, TICK);
    await ended;
    clearTimeout(timer);
    this.#box = null;
  }

  #take(state) {
    const before = this.#state;
    this.#state = state;
    const busy = BUSY[state.phase];
    const share = state.share === null ? "…" : ` ${percent(state.share)}`;
    this.#button.textContent = busy ? `${busy}${share}` : state.phase === "ready" ? "New model…" : "Learn…";
    if (before && before.phase !== state.phase && state.phase === "ready") this.handlers.announce("The new model is ready.");
    if (!this.#box) return;
    if (before && isSame(before, state)) this.#update();
    else this.#draw();
  }

  /** Show the state anew; the focus goes to what is to be done next. */
  #draw() {
    if (!this.#box) return;
    const { phase, trouble } = this.#state ?? {};
    const [content, actions] = phase ? VIEWS[phase](this.#state, this.#revision) : [[], [CLOSE]];
    const made = actions.map(([name, step, options = {}]) =>
      element("button", { type: "button", ...options, on: { click: () => (step ? this.#step(step) : this.close()) } }, name),
    );
    fill(this.#box, trouble && element("p", { class: "notice", role: "alert" }, trouble), ...content, buttons(...made));
    this.#update();
    (made.findLast((button) => !button.disabled) ?? made[0]).focus();
  }

  /** Show how far it is. */
  #update() {
    const bar = byId("learning-bar");
    if (!bar || !this.#state) return;
    const { doing, share, seconds_left: left } = this.#state;
    if (share === null) bar.removeAttribute("value");
    else bar.value = share;
    const words = [sentence(doing), share !== null && percent(share), left !== null && timeLeft(left)];
    byId("learning-text").textContent = words.filter(Boolean).join(", ");
  }

  async #step(step) {
    const tell = (message) => {
      this.#box.querySelector(".refusal")?.remove();
      if (message) this.#box.prepend(element("p", { class: "notice refusal", role: "alert" }, message));
    };
    const state = await this.handlers.attempt(() => stepOfLearning(step, this.handlers.meant()), tell);
    if (!state) return;
    this.#take(state);
    if (step === "accept") {
      this.close();
      this.handlers.announce("The new model is used; texts without a decision are read again.");
      await this.handlers.onAccepted();
    }
  }
}

/** Whether two states look the same but for their progress. */
function isSame(one, other) {
  const facts = ({ phase, trouble, obstacle, decisions, revision }) => [phase, trouble, obstacle, decisions, revision];
  return JSON.stringify(facts(one)) === JSON.stringify(facts(other));
}

const CLOSE = ["Close"];
const DISCARD = ["Discard", "discard"];

// For each phase, what the dialog shows and its buttons: their names, the steps that they make, and properties.
const VIEWS = {
  idle: ({ decisions, obstacle }) => [
    [
      paragraph(
        `A new model goes on from the one in use and learns from your decisions (${decisions.toLocaleString("en")} so far), ` +
          "so that it reads the other texts as you do. This takes some minutes, and you can go on deciding. " +
          "Then you see what it would change, before anything does.",
      ),
      obstacle && element("p", { class: "notice" }, `${sentence(obstacle)}.`),
    ],
    [CLOSE, ["Learn", "start", { class: "primary", disabled: Boolean(obstacle) }]],
  ],
  training: () => [progress(), [["Interrupt", "stop"], ["Close and go on deciding", null, { class: "primary" }]]],
  comparing: () => [progress(), [["Interrupt", "stop"], ["Close and go on deciding", null, { class: "primary" }]]],
  interrupted: () => [
    [paragraph("Learning was interrupted. It can go on where it was.")],
    [CLOSE, DISCARD, ["Go on", "start", { class: "primary" }]],
  ],
  ready: (state, revision) => [
    comparison(state.effect, state.revision !== revision),
    [CLOSE, DISCARD, ["Compare again", "start"], ["Use the new model", "accept", { class: "primary" }]],
  ],
};

function progress() {
  return [
    element("progress", { id: "learning-bar", max: 1, "aria-labelledby": "learning-text" }),
    element("p", { id: "learning-text" }),
  ];
}

function comparison({ settles, changes, measured, right_before: before, right_after: after }, isOld) {
  return [
    paragraph(
      measured
        ? `Of ${measured.toLocaleString("en")} decisions that it did not learn, the new model reads ${after.toLocaleString("en")} as decided; the model in use reads ${before.toLocaleString("en")}.`
        : "No decision was held out to measure with.",
    ),
    ...shift("It would settle", settles, "that are open", "Texts that it would settle"),
    ...shift("It would change", changes, "that are settled", "Texts that it would change"),
    paragraph("Your decisions stay."),
    isOld && element("p", { class: "notice" }, "The project has changed since this was found."),
  ];
}

function shift(does, { count, examples }, which, label) {
  if (!count.texts) return [paragraph(`${does} no texts ${which}.`)];
  const shown = examples.length < count.texts ? `; these are the ${examples.length} most frequent` : "";
  return [paragraph(`${does} ${amount(count.texts, count.rows)} ${which}${shown}.`), exampleTable(examples, label)];
}

function paragraph(text) {
  return element("p", {}, text);
}

function sentence(words) {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function timeLeft(seconds) {
  const minutes = Math.round(seconds / 60);
  return minutes > 1 ? `about ${minutes} minutes left` : "about a minute left";
}
