/** A definition that cannot become a working pair. The message names the field and says how to mend it; no trace is needed. */
export class ConfigurationError extends Error {
  /**
   * @param field the setting at fault, as the user wrote it: `dr.region`
   * @param problem what is wrong, with the value
   * @param fix what to write instead
   */
  constructor(
    readonly field: string,
    readonly problem: string,
    readonly fix: string,
  ) {
    super(`${field}: ${problem}. ${fix}.`);
    this.name = "ConfigurationError";
  }
}
