// For which texts a decision is: the selected one, those of its shape, or those that are listed.

/** Name of the scope → the scope as the service takes it. */
export const SCOPES = {
  text: ({ id }) => ({ ids: [id] }),
  shape: ({ id }) => ({ shape_of: id }),
  filter: (_, filter) => ({ filter }),
};

/** A scope in words. */
export function scopeName(name, group, listed) {
  if (name === "text") return "this text";
  if (name === "shape") return `its shape ${group.shape}`;
  return listed === 1 ? "the 1 text of the list" : `all ${listed.toLocaleString("en")} texts of the list`;
}
