// Keeps the record of each line and asks only for those it does not have.

import { convert, insist } from "./service.js";

const PAUSE = 120; // ms without typing before the service is asked
const AT_ONCE = 500; // lines per request
const MOST_CHARACTERS = 500_000; // per request
const LONGEST = 20_000; // characters sent of a line; no date is as long
const MOST_KEPT = 50_000;

export class LineReader {
  #known = new Map();
  #chosen = new Map();
  #hints = {};
  #timer = 0;
  #request = new AbortController();

  /**
   * @param {() => void} onAnswers called when records have arrived
   * @param {(message: string) => void} onTrouble called with what is wrong, and with "" when it is over
   */
  constructor(onAnswers, onTrouble) {
    this.onAnswers = onAnswers;
    this.onTrouble = onTrouble;
  }

  /** The outcome of a line: a record, null for a blank line, undefined while it is unknown. */
  outcome(line) {
    return line.trim() === "" ? null : (this.#chosen.get(line) ?? this.#known.get(line));
  }

  /** The record that a person has chosen for a line, if any. */
  chosen(line) {
    return this.#chosen.get(line);
  }

  /** Settle a line, and all lines like it, by a record, or take that back without one; other hints do so too. */
  choose(line, record) {
    if (record) this.#chosen.set(line, record);
    else this.#chosen.delete(line);
    this.onAnswers();
  }

  /** Get the records of lines; a request that is no longer needed is aborted. */
  read(lines, hints) {
    if (JSON.stringify(hints) !== JSON.stringify(this.#hints)) {
      this.#known = new Map();
      this.#chosen = new Map();
      this.#hints = { ...hints };
    }
    if (this.#known.size > MOST_KEPT) this.#known = new Map();
    this.#stop();
    const missing = [...new Set(lines)].filter((line) => this.outcome(line) === undefined);
    if (missing.length) this.#timer = setTimeout(() => this.#ask(missing), PAUSE);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#request.abort();
    this.#request = new AbortController();
  }

  async #ask(missing) {
    const { signal } = this.#request;
    const known = this.#known;
    for (const part of parts(missing)) {
      const sent = part.map((line) => line.slice(0, LONGEST));
      const results = await insist(() => convert(sent, this.#hints, signal), signal, this.onTrouble);
      if (!results) return;
      part.forEach((line, index) => known.set(line, results[index]));
      this.onAnswers();
    }
  }
}

/** Lines split into requests. */
function* parts(lines) {
  let part = [];
  let size = 0;
  for (const line of lines) {
    const length = Math.min(line.length, LONGEST);
    if (part.length && (part.length === AT_ONCE || size + length > MOST_CHARACTERS)) {
      yield part;
      part = [];
      size = 0;
    }
    part.push(line);
    size += length;
  }
  if (part.length) yield part;
}
