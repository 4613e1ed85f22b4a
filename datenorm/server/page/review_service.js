// Requests about the project that is reviewed.

import { ask, fetchFile, post } from "./service.js";

const PLACE = "v1/review";

/** The project: its table, its settings, its progress and its revision. */
export function project(signal) {
  return ask(PLACE, { signal });
}

/** Some of the texts that pass a filter: `groups` from an offset on, and their `total`. */
export function groups(query, offset, limit, signal) {
  const asked = new URLSearchParams(query);
  asked.set("offset", offset);
  asked.set("limit", limit);
  return ask(`${PLACE}/groups?${asked}`, { signal });
}

/** How many texts there are of each kind; each facet is counted under the filters of the others. */
export function facets(query, signal) {
  return ask(`${PLACE}/facets?${new URLSearchParams(query)}`, { signal });
}

/** Whether a text is a value, and what it means. */
export function check(value, signal) {
  return post(`${PLACE}/check`, { value }, signal);
}

/** Decide for one text or many; with `preview` only the number and some of those that would change. */
export function decide(body) {
  return post(`${PLACE}/decisions`, body);
}

/** Change how the column is read; with `preview` only what would change. */
export function change(body) {
  return post(`${PLACE}/settings`, body);
}

/** Undo the last change. */
export function undo(body) {
  return post(`${PLACE}/undo`, body);
}

/** Redo the change that was undone last. */
export function redo(body) {
  return post(`${PLACE}/redo`, body);
}

/** Start a project of one column. */
export function paste(body) {
  return post(`${PLACE}/paste`, body);
}

/** Where each character of a text was read, with the model in use. */
export function explain(id, signal) {
  return ask(`${PLACE}/explain?${new URLSearchParams({ text: id })}`, { signal });
}

/** How learning from the decisions stands. */
export function learning() {
  return ask(`${PLACE}/learning`, {});
}

/** Start, stop, accept or discard it. */
export function stepOfLearning(step, body) {
  return post(`${PLACE}/learning/${step}`, body);
}

/** The file of an export, and its name. */
export function exported(format) {
  return fetchFile(`${PLACE}/export?${new URLSearchParams({ format })}`);
}
