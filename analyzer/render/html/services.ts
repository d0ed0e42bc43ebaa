import { serviceName } from "../../base/aws/service-names";
import type { Finding, Report } from "../../model/report";
import { typeOf } from "../words";

/** How far the two sides agree in one service. */
export interface ServiceParity {
  readonly service: string;
  /** Pairs of twins. */
  readonly paired: number;
  /** Of these, those with a finding. */
  readonly differing: number;
  readonly missingInDr: number;
  readonly missingInPrimary: number;
}

/** Every service that the pair uses, the ones that diverge most first. */
export function serviceParities({ coverage, findings }: Report): readonly ServiceParity[] {
  const paired = new Map<string, number>();
  for (const [type, n] of Object.entries(coverage.comparedTypes)) {
    const service = serviceName(type);
    paired.set(service, (paired.get(service) ?? 0) + n);
  }
  const byService = new Map<string, Finding[]>();
  for (const finding of findings) {
    const service = serviceName(typeOf(finding));
    const own = byService.get(service);
    if (own) own.push(finding);
    else byService.set(service, [finding]);
  }
  const services = new Set([...paired.keys(), ...byService.keys()].filter((service) => service !== ""));
  return Array.from(services, (service) =>
    parity(service, paired.get(service) ?? 0, byService.get(service) ?? []),
  ).sort((a, b) => divergences(b) - divergences(a) || (a.service < b.service ? -1 : 1));
}

/** How many resources of the service diverge. */
export function divergences({ differing, missingInDr, missingInPrimary }: ServiceParity): number {
  return differing + missingInDr + missingInPrimary;
}

function parity(service: string, paired: number, findings: readonly Finding[]): ServiceParity {
  const twins = findings.filter(({ kind }) => kind !== "missing-in-dr" && kind !== "missing-in-primary");
  return {
    service,
    paired,
    differing: new Set(twins.map(({ primary, dr }) => JSON.stringify([primary?.address, dr?.address]))).size,
    missingInDr: findings.filter(({ kind }) => kind === "missing-in-dr").length,
    missingInPrimary: findings.filter(({ kind }) => kind === "missing-in-primary").length,
  };
}
