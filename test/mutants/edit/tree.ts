import { isObject, type Json } from "../../../analyzer/base/json";

/** A way into a JSON value. */
export type Path = readonly (string | number)[];

/** The part at the end of the path, or undefined. */
export function valueAt(root: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((at, key) => {
    if (Array.isArray(at)) return typeof key === "number" ? at[key] : undefined;
    return isObject(at) && Object.hasOwn(at, key) ? at[String(key)] : undefined;
  }, root);
}

/** The same value with one part replaced; only what lies on the way is copied, the rest is shared. */
export function replaceAt(root: Json, path: Path, part: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return part;
  if (Array.isArray(root)) {
    const copy = [...root];
    copy[Number(key)] = replaceAt(root[Number(key)] ?? null, rest, part);
    return copy;
  }
  const object = isObject(root) ? root : {};
  return { ...object, [key]: replaceAt(object[String(key)] ?? null, rest, part) };
}

/** The same value without the part at the path; a path that leads nowhere takes nothing away. */
export function removeAt(root: Json, path: Path): Json {
  const key = path.at(-1);
  const parentPath = path.slice(0, -1);
  const parent = valueAt(root, parentPath);
  if (Array.isArray(parent)) {
    return replaceAt(
      root,
      parentPath,
      parent.filter((_, index) => index !== key),
    );
  }
  if (!isObject(parent)) return root;
  return replaceAt(
    root,
    parentPath,
    Object.fromEntries(Object.entries(parent).filter(([name]) => name !== key)),
  );
}

/** Every string of the value, replaced by what the function makes of it; keys too. What does not change is shared. */
export function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => mapTexts(item, change));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(
    ([key, item]) => [change(key), mapTexts(item, change), key, item] as const,
  );
  const changed = members.some(([key, item, oldKey, old]) => key !== oldKey || item !== old);
  return changed ? Object.fromEntries(members.map(([key, item]) => [key, item])) : value;
}

/** As Terraform writes it: `ingress[0].from_port`. */
export function formatPath(path: Path): string {
  return path
    .map((key, i) => {
      if (typeof key === "number") return `[${key}]`;
      if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `[${JSON.stringify(key)}]`;
      return i === 0 ? key : `.${key}`;
    })
    .join("");
}
