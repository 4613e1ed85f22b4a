// The HTTP API in words, made from /openapi.json.

import { byId, element, fill } from "./dom.js";
import { ask } from "./service.js";

/** Show all endpoints of a description. */
function show(description) {
  const all = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, about]) => ({ name: `${method.toUpperCase()} ${path}`, ...about })),
  );
  fill(
    byId("contents"),
    element(
      "ul",
      {},
      ...all.map(({ name, operationId }) => element("li", {}, element("a", { href: `#${operationId}` }, name))),
    ),
  );
  fill(byId("endpoints"), ...all.map((endpoint) => endpointView(endpoint, description.components.schemas)));
  if (location.hash) byId(location.hash.slice(1))?.scrollIntoView();
}

function endpointView({ name, operationId, summary, description, parameters = [], requestBody, responses }, schemas) {
  const bodies = Object.entries(requestBody?.content ?? {});
  return element(
    "section",
    { class: "endpoint", id: operationId, "aria-labelledby": `name-${operationId}` },
    element("h2", { id: `name-${operationId}` }, name),
    summary && element("p", {}, element("b", {}, `${summary}.`)),
    description && element("p", {}, ...withCode(description)),
    parameters.length > 0 && element("h3", {}, "Query"),
    parameters.length > 0 && fieldsOf(parameters.map(parameterRow)),
    ...bodies.flatMap(([type, body]) => bodyView(type, body, schemas)),
    element("h3", {}, "Answers"),
    ...Object.entries(responses).map(([status, answer]) => answerView(status, answer, schemas)),
  );
}

function parameterRow({ name, schema, required, description }) {
  return { name, schema, isRequired: required, description };
}

function bodyView(type, { schema, example, examples = {} }, schemas) {
  const rows = rowsOf(schema, schemas);
  const shown = [...Object.values(examples).map(({ value }) => value), ...(example === undefined ? [] : [example])];
  return [
    element("h3", {}, "Body, ", element("code", {}, type)),
    rows.length > 0 && fieldsOf(rows),
    ...shown.map(exampleView),
  ];
}

function answerView(status, { description, content = {} }, schemas) {
  const parts = Object.entries(content).flatMap(([type, { schema = {}, example }]) => {
    const rows = rowsOf(schema, schemas);
    return [
      element("p", { class: "kind" }, element("code", {}, type), ` ${typeOf(schema)}`),
      rows.length > 0 && fieldsOf(rows),
      example !== undefined && exampleView(example),
    ];
  });
  const said = description === "Successful Response" ? "The answer" : description;
  return element("details", {}, element("summary", {}, element("b", {}, status), ` ${said}`), ...parts.filter(Boolean));
}

/** The fields of an object, or of each of several kinds of object. */
function rowsOf(schema, schemas) {
  const { properties = {}, required = [], anyOf = [] } = resolved(schema, schemas);
  const own = Object.entries(properties).map(([name, field]) => ({
    name,
    schema: field,
    isRequired: required.includes(name),
    description: field.description,
  }));
  const others = anyOf.flatMap((one) => rowsOf(one, schemas));
  return [...new Map([...own, ...others].map((row) => [row.name, row])).values()];
}

function resolved(schema, schemas) {
  return schema.$ref ? schemas[nameOf(schema)] : schema;
}

function nameOf({ $ref }) {
  return $ref.split("/").at(-1);
}

function fieldsOf(rows) {
  return element(
    "div",
    { class: "scroll", tabIndex: 0, role: "group", "aria-label": "Fields" },
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ...["Field", "Type", "Meaning"].map((name) => element("th", { scope: "col" }, name)))),
      element(
        "tbody",
        {},
        ...rows.map(({ name, schema, isRequired, description = "" }) =>
          element(
            "tr",
            {},
            element("th", { scope: "row" }, name),
            element("td", { class: "kind" }, `${typeOf(schema)}${isRequired ? ", required" : ""}`),
            element("td", {}, ...withCode(description)),
          ),
        ),
      ),
    ),
  );
}

/** The type of a field in words. */
function typeOf(schema) {
  if (schema.$ref) return nameOf(schema);
  if (schema.anyOf) return schema.anyOf.map(typeOf).filter((one) => one !== "null").join(" or ");
  if (schema.enum) return schema.enum.map((one) => `"${one}"`).join(", ");
  if (schema.const !== undefined) return `"${schema.const}"`;
  if (schema.type === "array") return schema.items ? `list of ${typeOf(schema.items)}` : "list";
  return schema.type ?? "";
}

function exampleView(example) {
  return element("pre", { tabIndex: 0 }, typeof example === "string" ? example : JSON.stringify(example, null, 2));
}

/** A text in which `names` are set as code. */
function withCode(text) {
  return text.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));
}

try {
  show(await ask("openapi.json", {}));
} catch (error) {
  byId("trouble").textContent = error.message;
  byId("trouble").hidden = false;
}
