import { isObject } from "../base/json";
import type { Resource, Workspace } from "../model/workspace/workspace";
import type { Slot } from "./slot";

/**
 * How far behind its launch template's newest version a group is pinned. The numbers themselves count the changes of
 * their own region and mean nothing on the other side; that one side does not follow its template does.
 */
export class TemplateVersions {
  private readonly templates = new Map<string, Resource>();

  constructor(workspaces: readonly Workspace[]) {
    for (const { label, resources } of workspaces) {
      for (const resource of resources) {
        if (resource.type !== "aws_launch_template" || resource.mode !== "managed") continue;
        for (const name of [resource.values?.id, resource.values?.name])
          if (typeof name === "string") this.templates.set(`${label}\n${name}`, resource);
      }
    }
  }

  /** Versions behind the newest, of a `launch_template` block; undefined when that cannot be told. */
  behind({ resource, value }: Slot): number | undefined {
    if (!isObject(value)) return undefined;
    const names = [value.id, value.launch_template_id, value.name, value.launch_template_name];
    const template = names
      .map((name) => this.templates.get(`${resource.workspace}\n${String(name)}`))
      .find((found) => found !== undefined)?.values;
    const newest = template?.latest_version;
    if (!template || typeof newest !== "number" || newest === 0) return undefined;
    // `$Latest` and the like are no number, and are compared as what they say.
    const pinned = String(value.version);
    return /^\d+$/.test(pinned) ? newest - Number(pinned) : undefined;
  }
}
