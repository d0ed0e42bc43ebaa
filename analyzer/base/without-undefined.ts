/** The members that are there: what is undefined would stand for a choice where a library only asks whether it is a member. */
export function withoutUndefined<T extends object>(object: {
  readonly [K in keyof T]: T[K] | undefined;
}): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
