// What the page asks of the service it came from.

/** An answer that is an error; `after` are the seconds to wait where asking again may help. */
export class ServiceError extends Error {
  constructor(problem, after = 0) {
    super([problem.message, problem.hint].filter(Boolean).join("; "));
    this.after = after;
  }
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
export async function model() {
  return answered(await fetch("v1/model"));
}

/** Whether a failure is a request that nobody waits for any more. */
export function isOutdated(error) {
  return error.name === "AbortError";
}

function given({ locale, order }) {
  return { ...(locale && { locale }), ...(order && { order }) };
}

async function post(path, body, signal) {
  const headers = { "Content-Type": "application/json" };
  return answered(await fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal }));
}

async function answered(response) {
  const content = await response.json();
  if (!response.ok) throw new ServiceError(content, Number(response.headers.get("Retry-After") ?? 0));
  return content;
}
