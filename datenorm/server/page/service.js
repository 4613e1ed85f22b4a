// What the page asks of the service it came from.

const PATIENCE = 2; // seconds before asking again where nothing answers

/** What the service refuses or does not answer; `after` are the seconds to wait where asking again may help. */
class ServiceError extends Error {
  constructor(message, after) {
    super(message);
    this.after = after;
  }
}

/**
 * Ask until there is an answer.
 *
 * @param {() => Promise} question what asks
 * @param {AbortSignal} signal says when nobody waits for the answer any more
 * @param {(message: string) => void} onTrouble told what is wrong, and "" when all is well again
 * @returns {Promise} the answer; undefined where nobody waits for it or asking again cannot help
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

/** Outcomes of many texts, in their order. */
export async function convert(texts, hints, signal) {
  const { results } = await post("v1/convert", { texts, ...given(hints) }, signal);
  return results;
}

/** The outcome of one text with all there is to show of it. */
export function read(text, hints, signal) {
  return post("v1/convert", { text, ...given(hints), alternatives: 5, attention: true }, signal);
}

/** The value of a text under each field order: a map from values to the first order that gives them. */
export async function valuesByOrder(text, hints, signal) {
  const orders = ["DMY", "MDY", "YMD"];
  const records = await Promise.all(
    orders.map((order) => post("v1/convert", { text, ...given({ ...hints, order }) }, signal)),
  );
  const found = new Map();
  records.forEach(({ value }, index) => {
    if (value !== null && !found.has(value)) found.set(value, orders[index]);
  });
  return found;
}

/** How a text was read, character by character. */
export function explain(text, hints, signal) {
  return post("v1/explain", { text, ...given(hints) }, signal);
}

/** What a column says about the order of its dates. */
export function columnOf(texts, hints, signal) {
  return post("v1/column", { texts, ...(hints.locale && { locale: hints.locale }) }, signal);
}

/** The model that answers. */
export function model() {
  return ask("v1/model", {});
}

function isOutdated(error) {
  return error.name === "AbortError";
}

function given({ locale, order }) {
  return { ...(locale && { locale }), ...(order && { order }) };
}

function post(path, body, signal) {
  const headers = { "Content-Type": "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(body), signal });
}

async function ask(path, options) {
  let response, content;
  try {
    response = await fetch(path, options);
    content = await response.json();
  } catch (error) {
    if (isOutdated(error)) throw error;
    throw new ServiceError("The service does not answer.", PATIENCE);
  }
  if (response.ok) return content;
  const message = [content.message, content.hint].filter(Boolean).join("; ");
  throw new ServiceError(message, Number(response.headers.get("Retry-After") ?? 0));
}
