/** What an anchor may consist of, so that it needs no escaping: fingerprints and rules' ids do. */
const PLAIN = /^[\w-]{1,64}$/;

/** The anchor of a finding; undefined for an id that is not one of ours. */
export function findingAnchor(id: string): string | undefined {
  return PLAIN.test(id) ? `finding-${id}` : undefined;
}

/** The link to a finding on this page. */
export function findingHref(id: string): string | undefined {
  const anchor = findingAnchor(id);
  return anchor === undefined ? undefined : `#${anchor}`;
}
