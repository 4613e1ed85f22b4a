// For which texts a decision is: the selected one, those of its shape, or those that are listed. Under a filter, only
// the listed texts of the shape are meant, so that a decision never reaches a text that the filter leaves out.

/** Name of the scope → the scope as the service takes it; `filter` is empty without one. */
export const SCOPES = {
  text: ({ id }) => ({ ids: [id] }),
  shape: ({ id, shape }, filter) =>
    Object.keys(filter).length ? { filter: { ...filter, shape: [shape] } } : { shape_of: id },
  filter: (_, filter) => ({ filter }),
};

/**
 * A scope in words.
 *
 * @param {string} name its name
 * @param {object} group the selected text
 * @param {{total: number, isFiltered: boolean}} list how many texts are listed, and whether a filter left others out
 */
export function scopeName(name, group, { total, isFiltered }) {
  if (name === "text") return "this text";
  if (name === "shape") return `its shape ${group.shape}${isFiltered ? " in the list" : ""}`;
  return total === 1 ? "the 1 text of the list" : `all ${total.toLocaleString("en")} texts of the list`;
}
