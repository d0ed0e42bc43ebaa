import { LbListenerRule, type LbTargetGroup, type SecurityGroup } from "../pair/aws";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Side } from "../pair/side";
import type { CallerRequest, LoadBalanced } from "./load-balancer";

/** A listener of each region that others own: `Listener.existing(...)`. */
export interface PairListener extends LoadBalanced {
  listenerArn(side: Side): string;
  /** Of its load balancer: what may call the application. */
  securityGroupId(side: Side): string;
  /** Lets its load balancer call what is in a group. @param name of the application */
  allowTo(side: Side, name: string, group: SecurityGroup, port: number): void;
}

/** An application's share of a listener that others own: the requests that one rule takes. */
export interface SharedListener {
  readonly shared: PairListener;
  /** Which rule is asked first, 1 to 50000: each of the listener's has another, and its default action comes last. The same in both regions. */
  readonly priority: number;
  /** Host names of requests, such as `www.example.com` or `*.example.com`. @default - any */
  readonly hosts?: readonly string[];
  /** Paths of requests, such as `/orders/*`. @default - any */
  readonly paths?: readonly string[];
}

/** ELB's, over all conditions of a rule. */
const MOST_VALUES = 5;

/** @throws ConfigurationError when ELB would refuse the rule, or it would take the requests of all others */
export function checkShared(id: string, { priority, hosts = [], paths = [] }: SharedListener): void {
  const field = `${id}.listener`;
  if (!(Number.isInteger(priority) && priority >= 1 && priority <= 50_000))
    throw new ConfigurationError(`${field}.priority`, `is ${priority}`, "Give 1 to 50000");
  const values = hosts.length + paths.length;
  if (values === 0)
    throw new ConfigurationError(
      field,
      "would take every request of a shared listener",
      "Give hosts or paths",
    );
  if (values > MOST_VALUES)
    throw new ConfigurationError(field, `has ${values} hosts and paths`, `Give ${MOST_VALUES} at most`);
  const relative = paths.find((path) => !/^[/*]/.test(path));
  if (relative !== undefined)
    throw new ConfigurationError(
      `${field}.paths`,
      `"${relative}" matches no request`,
      `Write it as "/${relative}"`,
    );
}

/** Whether a rule takes a request. In its patterns `*` stands for any characters and `?` for one; hosts have no case. */
export function takes({ hosts = [], paths = [] }: SharedListener, { host, path }: CallerRequest): boolean {
  const asked = host?.toLowerCase();
  const isHost =
    hosts.length === 0 || (asked !== undefined && hosts.some((one) => fits(one.toLowerCase(), asked)));
  return isHost && (path === undefined || paths.length === 0 || paths.some((one) => fits(one, path)));
}

/** Part by part and not as a regular expression: a pattern of many stars would take for ever. */
function fits(pattern: string, text: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop();
  if (last === undefined) return text.length === first.length && fitsAt(first, text, 0);
  if (!fitsAt(first, text, 0)) return false;
  let at = first.length;
  for (const part of parts) {
    while (at + part.length <= text.length && !fitsAt(part, text, at)) at++;
    at += part.length;
  }
  return at + last.length <= text.length && fitsAt(last, text, text.length - last.length);
}

function fitsAt(part: string, text: string, at: number): boolean {
  return [...part].every((character, index) =>
    character === "?" ? at + index < text.length : text[at + index] === character,
  );
}

/** The rule that leads one application's requests to its targets. */
export function addListenerRule(
  scope: Construct,
  listenerArn: string,
  targets: LbTargetGroup,
  { priority, hosts = [], paths = [] }: SharedListener,
): LbListenerRule {
  return new LbListenerRule(scope, "rule", {
    listenerArn,
    priority,
    action: [{ type: "forward", targetGroupArn: targets.arn }],
    condition: [
      ...(hosts.length === 0 ? [] : [{ hostHeader: { values: [...hosts] } }]),
      ...(paths.length === 0 ? [] : [{ pathPattern: { values: [...paths] } }]),
    ],
  });
}
