/** A path's steps: names and indices. `tags["a.b"]` is `tags`, `a.b`. */
export type Steps = readonly (string | number)[];

/** Takes a path apart that is in Terraform's notation; undefined for any other. */
export function stepsOf(path: string): Steps | undefined {
  const steps: (string | number)[] = [];
  const step = /(?:^|\.)([A-Za-z_][\w-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;
  for (let at = 0; at < path.length; at = step.lastIndex) {
    step.lastIndex = at;
    const [, name, index, key] = step.exec(path) ?? [];
    if (name !== undefined) steps.push(name);
    else if (index !== undefined) steps.push(Number(index));
    else if (key !== undefined) steps.push(JSON.parse(key) as string);
    else return undefined;
  }
  return steps.length > 0 ? steps : undefined;
}
