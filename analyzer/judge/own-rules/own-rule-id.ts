/** A team's own rules have a space of their own, so that a later version of drparity never has one of the same name. */
const OWN = /^own-[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether a rule's id is that of a team's own. */
export function isOwnRule(id: string): boolean {
  return OWN.test(id);
}

/** Whether a pattern is about a team's own rules: which there are, nobody knows before they are loaded. */
export function isOwnPattern(pattern: string): boolean {
  return /^own-[a-z0-9*-]*$/.test(pattern);
}
