import { blocks } from "../catalogue";

type Shape = (name: string, region: string) => string;

let cached: Readonly<Record<string, Shape>> | undefined;

/** What all blocks imagine of the attributes that only AWS knows. */
export function shapes(): Readonly<Record<string, Shape>> {
  cached ??= Object.assign({}, ...blocks().map(({ imagined }) => imagined ?? {})) as Record<string, Shape>;
  return cached;
}
