interface Assigning {
  readonly Assign?: Readonly<Record<string, unknown>>;
}

interface AnyState extends Assigning {
  readonly Resource?: string;
  readonly Branches?: readonly AnyMachine[];
  readonly Choices?: readonly Assigning[];
  readonly Catch?: readonly Assigning[];
}

interface AnyMachine {
  readonly States: Readonly<Record<string, AnyState>>;
}

/** Names of the variables that a machine's own states assign, whichever way they are left. */
export function assignedIn({ States }: AnyMachine): string[] {
  return Object.values(States).flatMap((state) =>
    [state, ...(state.Choices ?? []), ...(state.Catch ?? [])].flatMap(({ Assign = {} }) =>
      Object.keys(Assign),
    ),
  );
}

export function allAssignedIn(machine: AnyMachine): string[] {
  const inner = Object.values(machine.States).flatMap(({ Branches = [] }) => Branches);
  return [...assignedIn(machine), ...inner.flatMap(allAssignedIn)];
}

export function namesIn({ States }: AnyMachine): string[] {
  return Object.entries(States).flatMap(([name, { Branches = [] }]) => [name, ...Branches.flatMap(namesIn)]);
}

/** What its tasks call, in branches too. */
export function resourcesIn({ States }: AnyMachine): string[] {
  return Object.values(States).flatMap(({ Resource, Branches = [] }) => [
    ...(Resource === undefined ? [] : [Resource]),
    ...Branches.flatMap(resourcesIn),
  ]);
}

/** What IAM calls the services that Step Functions calls otherwise. */
const IN_IAM: Readonly<Record<string, string>> = {
  applicationautoscaling: "application-autoscaling",
  elasticloadbalancingv2: "elasticloadbalancing",
  sfn: "states",
  "s3:listobjectsv2": "s3:listbucket",
};

/** The machine's calls as IAM's actions, in lower case. */
export function callsIn(machine: AnyMachine): string[] {
  return Object.values(machine.States).flatMap(({ Resource, Branches = [] }) => {
    const inner = Branches.flatMap(callsIn);
    if (Resource === undefined) return inner;
    const [service = "", api = ""] = Resource.replace(/^.*:::(aws-sdk:)?/, "")
      .replace(".waitForTaskToken", "")
      .toLowerCase()
      .split(":");
    return [IN_IAM[`${service}:${api}`] ?? `${IN_IAM[service] ?? service}:${api}`, ...inner];
  });
}
