import { blocks } from "./catalogue";
import type { Deployment } from "./hcl/deployment";
import type { Label } from "./mistakes/mistake";
import type { Resource } from "./model/resource";
import type { Echo, Expected } from "./score/case";

/** A mistake that was made. */
export interface Made {
  readonly mistake: string;
  readonly resource: Resource;
  readonly label: Label;
}

/** Says resources and what is expected of them by their addresses in the plans. */
export class Labeller {
  private readonly services = new Map(blocks().map(({ id, service }) => [id, service]));

  /** @param before what is applied: a plan still names what goes. Undefined where nothing else was applied. */
  constructor(
    private readonly deployment: Deployment,
    private readonly before: Deployment | undefined,
  ) {}

  expected({ mistake, resource, label }: Made): Expected {
    const { primary, dr, also, paths, kind, severityAtLeast, acceptKinds, why } = label;
    const twins = [primary, dr].filter((one) => one !== undefined);
    const sharedTwins = twins.filter((one) => this.deployment.isShared(one));
    const gone = this.deployment.has(resource) ? [] : [resource];
    return {
      kind,
      primaryAddress: primary === undefined ? null : this.deployment.address(primary),
      drAddress: dr === undefined ? null : this.deployment.address(dr),
      also: this.echoes([...also, ...sharedTwins, ...gone]),
      paths,
      severityAtLeast,
      acceptKinds,
      why,
      mistake,
      service: this.serviceOf(resource),
    };
  }

  /** Where plans name them; nowhere if they were taken away and never applied. */
  echoes(resources: readonly Resource[]): Echo[] {
    return resources.flatMap((resource) => {
      if (this.deployment.has(resource)) return placesOf(this.deployment, resource);
      const applied = this.before?.counterpart(resource);
      return this.before === undefined || applied === undefined ? [] : placesOf(this.before, applied);
    });
  }

  /** The service of each address, for the tables. */
  servicesByPlace(): Record<string, string> {
    const managed = this.deployment.application.resources.filter(({ mode }) => mode === "managed");
    return Object.fromEntries(
      managed.flatMap((one) =>
        placesOf(this.deployment, one).map(({ side, address }) => [
          `${side} ${address}`,
          this.serviceOf(one),
        ]),
      ),
    );
  }

  private serviceOf({ block }: Resource): string {
    return this.services.get(block) ?? "?";
  }
}

/** What lies in a shared root belongs to neither side: a finding may name it on either. */
function placesOf(deployment: Deployment, resource: Resource): Echo[] {
  const address = deployment.address(resource);
  const sides = deployment.isShared(resource) ? (["primary", "dr"] as const) : [resource.side];
  return sides.map((side) => ({ side, address }));
}
