import { familyOf, nameAttributes } from "../base/aws/families";
import { isUniquelyNamed } from "../base/aws/unique-names";
import { own } from "../base/json";
import { Vocabulary, withoutSide } from "../pair/neutral/words";
import { neutralKey, neutralSteps, shownValues, type AddressStep } from "../pair/names";
import { survives, type Resource } from "../model/workspace/workspace";

/** A key that says which one of several like ones: a number, a zone, a region, a zone's letter, a CIDR. */
const POSITIONAL = /^(?:\d+|[a-z]{2}(?:-[a-z]+)+-\d[a-z]?|[a-z]{2,5}\d-az\d+|[a-z]|\d+(?:\.\d+){3}\/\d+)$/;

/** A name that Terraform made up: a time and a counter, another one after each replacement. */
const GENERATED = /\d{8}[0-9a-f]{18}$/;

type Key = string | number;

/** What one side's resources are known by from run to run, whatever their values, in any region. */
export class SideIdentities {
  /** How many resources of a family have a name. */
  private readonly names = new Map<string, number>();
  /** The rank of each key of a block or module call whose keys are all positional, by the step's place. */
  private readonly ranks = new Map<string, ReadonlyMap<Key, number>>();

  constructor(
    resources: readonly Resource[],
    private readonly vocabulary: Vocabulary,
  ) {
    const keys = new Map<string, Set<Key>>();
    for (const resource of resources.filter((one) => one.mode === "managed" && survives(one))) {
      const name = this.nameOf(resource);
      if (name !== undefined) this.names.set(name, (this.names.get(name) ?? 0) + 1);
      for (const { place, step } of placesOf(resource, this.vocabulary)) {
        keys.set(place, (keys.get(place) ?? new Set()).add(step.key ?? 0));
      }
    }
    for (const [place, set] of keys) {
      const sorted = [...set].sort(byPosition);
      if (!sorted.every((key) => POSITIONAL.test(String(key)))) continue;
      this.ranks.set(place, new Map(sorted.map((key, rank) => [key, rank])));
    }
  }

  /** The resource's name in AWS when that is its alone, else its address without side, region and moved keys. */
  of(resource: Resource): string {
    const name = this.nameOf(resource);
    if (name !== undefined && this.names.get(name) === 1) return name;
    const steps = placesOf(resource, this.vocabulary).map(
      ({ place, step }) => `${step.name}[${this.position(place, step.key)}]`,
    );
    return [resource.mode, ...steps].join("/");
  }

  /** `aws_sqs_queue "orders"`, undefined for what AWS knows by an id. */
  private nameOf(resource: Resource): string | undefined {
    if (!isUniquelyNamed(resource.type)) return undefined;
    const [attribute = "name"] = nameAttributes(resource.type);
    const values = shownValues(resource);
    const name = own(values, attribute);
    const prefix = own(values, `${attribute}_prefix`);
    if (typeof name !== "string" || name === "" || Boolean(prefix) || GENERATED.test(name)) return undefined;
    const neutral = withoutSide(this.vocabulary.neutral(name)).toLowerCase();
    return neutral === "" ? undefined : `${familyOf(resource.type)} ${JSON.stringify(neutral)}`;
  }

  /** `#1` for the second of two zones; the key itself where it is a name. */
  private position(place: string, key: Key | undefined): string {
    const rank = this.ranks.get(place)?.get(key ?? 0);
    return rank === undefined ? neutralKey(key, this.vocabulary) : `#${String(rank)}`;
  }
}

/** The steps of an address, each with where it stands: one place for all instances of a block. */
function placesOf(resource: Resource, vocabulary: Vocabulary): { place: string; step: AddressStep }[] {
  const steps = neutralSteps(resource, vocabulary);
  return steps.map((step, i) => ({
    place: JSON.stringify([
      resource.mode,
      ...steps.slice(0, i).map(({ name, key }) => [name, key]),
      step.name,
    ]),
    step,
  }));
}

function byPosition(a: Key, b: Key): number {
  return String(a).localeCompare(String(b), "en", { numeric: true });
}
