import type { Resource } from "../../../model/workspace/workspace";
import { Field } from "./field";
import type { PairGraph } from "./graph";

/** The certificates of a listener. */
export function certificatesOf(graph: PairGraph, listener: Resource): Resource[] {
  const extra = graph
    .managed("aws_lb_listener_certificate")
    .filter((one) => graph.resolve(Field.of(one, "listener_arn"), [listener.type]).includes(listener));
  const places = [
    Field.of(listener, "certificate_arn"),
    ...extra.map((one) => Field.of(one, "certificate_arn")),
  ];
  return places.flatMap((place) => graph.resolve(place, ["aws_acm_certificate"]));
}

/** Whether a certificate is valid for a host name; undefined when its names are not known. */
export function certifies(certificate: Resource, host: string): boolean | undefined {
  const names = [Field.of(certificate, "domain_name"), Field.of(certificate, "subject_alternative_names")];
  if (names.some(({ partlyUnknown }) => partlyUnknown)) {
    return names.flatMap(({ texts }) => texts).some((name) => matches(name, host)) || undefined;
  }
  return names.flatMap(({ texts }) => texts).some((name) => matches(name, host));
}

/** A wildcard stands for one label. */
function matches(pattern: string, host: string): boolean {
  const [left, right] = [pattern.toLowerCase(), host.toLowerCase().replace(/\.$/, "")];
  return left === right || (left.startsWith("*.") && left.slice(1) === right.slice(right.indexOf(".")));
}
