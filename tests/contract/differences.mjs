// Prints what a document changes of another, as JSON: [{breaking, action, place, what}].
//
// A place is an operation (`GET /api/customers`) or, inside a shape that many operations share,
// the shape (`Customer`); what stands for the way from there, as in `properties.name`.
import { readFileSync } from "node:fs";

import { apiDiff, breaking } from "api-smart-diff";

const [older, newer] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));

// From the last reference on, or from the operation; of a list that is a set, the member and not
// its number.
function placed(path, document, value) {
  let node = document;
  let place = [path[2]?.toUpperCase(), path[1]].filter(Boolean).join(" ");
  let rest = [];
  path.forEach((step, index) => {
    node = node?.[step];
    if (index > 2) rest.push(step);
    while (node?.$ref) {
      place = node.$ref.split("/").pop();
      node = document.components.schemas[place];
      rest = [];
    }
  });
  if (typeof rest.at(-1) !== "number") return { place, what: rest.join(".") };
  return { place, what: `${rest.slice(0, -1).join(".")} ${value?.name ?? value}` };
}

const found = new Map();
for (const { type, action, path, before, after } of apiDiff(older, newer)) {
  // All of the shapes is told again where operations use them, by whether they read or write it.
  if (path[0] !== "paths" || type === "annotation") continue;
  const [document, value] = action === "add" ? [newer, after] : [older, before];
  const where = placed(path, document, value);
  const key = [action, where.place, where.what].join(" ");
  // A type that widens is told as harmless to who reads it, which it is not.
  const breaks = type === breaking || (path.at(-1) === "type" && action === "replace");
  found.set(key, { breaking: breaks || found.get(key)?.breaking === true, action, ...where });
}
console.log(JSON.stringify([...found.values()]));
