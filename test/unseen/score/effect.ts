import type { Case, Expected } from "./case";

/** What a plan says of a resource, as far as it is asked here. */
interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

const IDLE = ["no-op", "read"];

/**
 * The case without the mistakes that change nothing where the rest is applied: an argument that is forgotten keeps its value
 * if AWS or the provider would choose one, and what `lifecycle` ignores stays as it is.
 */
export function withEffect(label: Case, plans: readonly string[]): Case {
  if (label.origin.stage !== "changed") return label;
  const changed = new Set(
    plans
      .flatMap((plan) => (JSON.parse(plan) as Plan).resource_changes ?? [])
      .filter(({ change }) => !change.actions.every((action) => IDLE.includes(action)))
      .map(({ address }) => address),
  );
  const changes = ({ primaryAddress, drAddress, also }: Expected): boolean =>
    [primaryAddress, drAddress, ...also.map(({ address }) => address)].some(
      (address) => address !== null && changed.has(address),
    );
  return { ...label, expected: label.expected.filter(changes) };
}
