import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { shownValues } from "../../../pair/names";
import type { Differing } from "../../../pair/roles/role";
import { certifies } from "../../rules/lib/certificates";
import { PairGraph } from "../../rules/lib/graph";
import type { Weight } from "./weight";

/** What only proves a certificate or leads to its name serves nobody with it. */
const NO_SERVER = /^aws_(?:acm_|route53_)/;

/** A host name that the certificate which DR serves with is not valid for is an outage of that name. */
export function certificateNames(
  { twins, difference, plain }: Differing,
  context: PairContext,
): Weight | undefined {
  if (twins.dr.type !== "aws_acm_certificate") return undefined;
  if (plain !== "subject_alternative_names" && plain !== "domain_name") return undefined;
  const names = [difference.primary].flat().filter((name) => typeof name === "string");
  if (names.length === 0) return undefined;
  const verdicts = names.map((name) => certifies(twins.dr, name));
  if (verdicts.every((verdict) => verdict === true))
    return { severity: "info", impact: "DR's certificate is valid for all names of primary's." };
  return verdicts.includes(false) && isServedWith(context, twins.dr)
    ? { severity: "critical", impact: "Clients of that name fail their TLS handshake with DR." }
    : undefined;
}

/** Whether anything of the sources serves with the certificate, by reference or by ARN. */
function isServedWith(context: PairContext, certificate: Resource): boolean {
  const graph = PairGraph.of(context);
  const { arn } = shownValues(certificate);
  return context.workspaces
    .flatMap(({ resources }) => resources)
    .filter(({ type, mode, values }) => mode === "managed" && values !== null && !NO_SERVER.test(type))
    .some(
      (one) =>
        graph.dependenciesOf(one).some((used) => isProofOf(graph, used, certificate)) ||
        (typeof arn === "string" && JSON.stringify(one.values).includes(JSON.stringify(arn))),
    );
}

/** Listeners commonly take the ARN from the validation, so as to wait for it. */
function isProofOf(graph: PairGraph, used: Resource, certificate: Resource): boolean {
  return (
    used === certificate ||
    (used.type === "aws_acm_certificate_validation" && graph.dependenciesOf(used).includes(certificate))
  );
}
