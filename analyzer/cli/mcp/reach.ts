import { InputError } from "../../base/errors";
import { staysBelow } from "../../base/process/checkout";
import { parseWorkspaceSpec } from "../../read/sources/directory-spec";
import { isHcpSpec } from "../../read/sources/hcp/hcp-location";
import { processIo, type SourceIo } from "../../read/sources/io";
import { loadSource } from "../../read/sources/load";
import { isS3Spec } from "../../read/sources/s3-location";
import type { LoadSource } from "../load-pair";
import type { SourceArguments } from "../sources-options";

/** How far an assistant reaches: never further than whoever started the server allowed. */
export interface Reach {
  /** Whether anything is read over the network. */
  readonly network: boolean;
}

/**
 * A file, directory or source that the assistant names.
 * @throws InputError unless it lies below the current directory, by whatever links and `..`, or on the network that is allowed
 */
export function asked(spec: string, reach: Reach): string {
  if (spec === "-") throw noInput();
  if (isRemote(spec)) return known(spec, reach);
  assertBelow(parseWorkspaceSpec(spec)?.directory ?? spec);
  return spec;
}

function assertBelow(file: string): void {
  if (staysBelow(process.cwd(), file)) return;
  throw new InputError({
    where: file,
    what: "This lies outside of the directory in which the server runs.",
    fix: "Name what lies below it, or start drparity mcp in the directory that holds it.",
  });
}

/**
 * A place that the team's own files name.
 * @throws InputError for one on a network that is not allowed
 */
export function known(spec: string, { network }: Reach): string {
  if (isRemote(spec) && !network) throw offline(spec);
  return spec;
}

/**
 * Reads sources no further than that: those that the assistant names, itself or by a policy file or a manifest, wherever their
 * links and backends lead.
 */
export function loadWithin(reach: Reach, named: SourceArguments): LoadSource {
  const refuse = (location: { readonly spec: string }) => {
    throw offline(location.spec);
  };
  const io: SourceIo = reach.network
    ? processIo()
    : { ...processIo(), fetchS3: refuse, listS3: refuse, fetchHcp: refuse };
  const byFile = named.config !== undefined || named.manifest !== undefined;
  return (spec, list) => {
    if (spec === "-") throw noInput();
    if (!byFile && named[list] === undefined) return loadSource(spec, io);
    return loadSource(asked(spec, reach), { ...io, assertMayRead: assertBelow });
  };
}

function isRemote(spec: string): boolean {
  return isS3Spec(spec) || isHcpSpec(spec);
}

function offline(where: string): InputError {
  return new InputError({
    where,
    what: "This is read over the network, which the server does not do.",
    fix: "Whoever starts it may allow that: drparity mcp --allow-network.",
  });
}

/** Standard input carries the protocol. */
function noInput(): InputError {
  return new InputError({
    where: "-",
    what: "The server has no standard input to read a source from.",
    fix: "Name a file.",
  });
}
