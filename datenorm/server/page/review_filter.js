// Which texts are listed, and in which order; kept in the address, so that a reload shows the same list.

export const FACETS = ["status", "mark", "code", "language", "shape"];

export class Filter {
  #parts = new URLSearchParams();

  /** @param {() => void} onChange called when the filter changes */
  constructor(onChange) {
    this.onChange = onChange;
    this.#read();
    window.addEventListener("hashchange", () => {
      if (location.hash.slice(1) === this.query) return;
      this.#read();
      onChange();
    });
  }

  /** The filter as a query of the service. */
  get query() {
    return this.#parts.toString();
  }

  /** The filter as an object: lists by facet, and what is searched for. */
  get values() {
    const lists = FACETS.map((facet) => [facet, this.#parts.getAll(facet)]).filter(([, names]) => names.length);
    return { ...Object.fromEntries(lists), ...(this.search && { search: this.search }) };
  }

  get search() {
    return this.#parts.get("search") ?? "";
  }

  get sort() {
    return this.#parts.get("sort") ?? "count";
  }

  /** Whether every text is listed. */
  get isEmpty() {
    return Object.keys(this.values).length === 0;
  }

  /** Whether a name of a facet is chosen. */
  has(facet, name) {
    return this.#parts.getAll(facet).includes(name);
  }

  /** Choose a name of a facet, or leave it out again. */
  toggle(facet, name) {
    const kept = this.#parts.getAll(facet).filter((one) => one !== name);
    const isNew = !this.has(facet, name);
    this.#parts.delete(facet);
    for (const one of isNew ? [...kept, name] : kept) this.#parts.append(facet, one);
    this.#changed();
  }

  /** Set what is searched for, or the order. */
  set(name, value) {
    if ((this.#parts.get(name) ?? "") === value) return;
    if (value) this.#parts.set(name, value);
    else this.#parts.delete(name);
    this.#changed();
  }

  /** List every text. */
  clear() {
    for (const name of [...FACETS, "search"]) this.#parts.delete(name);
    this.#changed();
  }

  #read() {
    const known = new Set([...FACETS, "search", "sort"]);
    const given = [...new URLSearchParams(location.hash.slice(1))];
    this.#parts = new URLSearchParams(given.filter(([name]) => known.has(name)));
  }

  #changed() {
    history.replaceState(null, "", this.query ? `#${this.query}` : location.pathname);
    this.onChange();
  }
}
