// Requests to the service that the page comes from.

const PATIENCE = 2; // seconds before the next attempt if nothing answers

/** A refusal or a missing answer; `after` is the number of seconds before the next attempt, 0 if it cannot help. */
class ServiceError extends Error {
  constructor(message, after) {
    super(message);
    this.after = after;
  }
}

/**
 * Repeat a request until it is answered.
 *
 * @param {() => Promise} question makes the request
 * @param {AbortSignal} signal aborts it
 * @param {(message: string) => void} onTrouble called with what is wrong, and with "" when it is over
 * @returns {Promise} the answer; undefined if it was aborted or another attempt cannot help
 */
export async function insist(question, signal, onTrouble) {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      const answer = await question();
      if (attempt) onTrouble("");
      return answer;
    } catch (error) {
      if (isOutdated(error)) return undefined;
      if (!(error instanceof ServiceError)) throw error;
      onTrouble(error.message);
      if (!error.after) return undefined;
      await new Promise((resume) => setTimeout(resume, 1000 * error.after));
    }
  }
  return undefined;
}

/** The records of many texts, in their order. */
export async function convert(texts, hints, signal) {
  const { results } = await post("v1/convert", { texts, ...given(hints) }, signal);
  return results;
}

/** The record of one text with its attention and other readings; `hints` may have more options of the service. */
export function read(text, hints, signal) {
  return post("v1/convert", { text, ...given(hints), alternatives: 5, attention: true }, signal);
}

/** The records of the dates in a text, in their order; their offsets count code points. */
export async function find(text, hints, signal) {
  const { dates } = await post("v1/find", { text, ...given(hints) }, signal);
  return dates;
}

/** How a text was read, character by character. */
export function explain(text, hints, signal) {
  return post("v1/explain", { text, ...given({ locale: hints.locale, order: hints.order }) }, signal);
}

/** The field order of a column. */
export function columnOf(texts, hints, signal) {
  return post("v1/column", { texts, ...(hints.locale && { locale: hints.locale }) }, signal);
}

/** About the model. */
export function model() {
  return ask("v1/model", {});
}

function isOutdated(error) {
  return error.name === "AbortError";
}

/** The options of a request that have a value; the service calls the reference `reference_date`. */
function given({ reference, ...others }) {
  const options = Object.entries({ ...others, reference_date: reference });
  return Object.fromEntries(options.filter(([, value]) => value || value === 0));
}

/** Send an object; the answer to it. */
export function post(path, body, signal) {
  const headers = { "Content-Type": "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(body), signal });
}

/**
 * Ask the service once.
 *
 * @param {string} path
 * @param {object} options of `fetch`
 * @throws {ServiceError} if it refuses, or does not answer
 */
export async function ask(path, options) {
  let response, content;
  try {
    response = await fetch(path, options);
    content = await response.json();
  } catch (error) {
    if (isOutdated(error)) throw error;
    throw new ServiceError("The service does not answer.", PATIENCE);
  }
  if (response.ok) return content;
  throw refusalOf(response, content);
}

/**
 * Fetch a file that the service offers for download.
 *
 * @returns {Promise<{content: Blob, name: string}>}
 * @throws {ServiceError} if it refuses, or does not answer
 */
export async function fetchFile(path) {
  let response, content;
  try {
    response = await fetch(path);
    content = await (response.ok ? response.blob() : response.json());
  } catch {
    throw new ServiceError("The service does not answer.", PATIENCE);
  }
  if (!response.ok) throw refusalOf(response, content);
  return { content, name: nameIn(response.headers.get("Content-Disposition") ?? "") };
}

function refusalOf(response, { message, hint }) {
  return new ServiceError([message, hint].filter(Boolean).join("; "), Number(response.headers.get("Retry-After") ?? 0));
}

/** The name of a file in the header of its download. */
function nameIn(disposition) {
  const encoded = /filename\*=utf-8''([^;]+)/i.exec(disposition);
  return encoded ? decodeURIComponent(encoded[1]) : (/filename="([^"]+)"/.exec(disposition)?.[1] ?? "");
}
