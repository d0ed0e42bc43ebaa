/** What Terraform refused, or what was not as it should be; the directory is kept to look at. */
export class PlanError extends Error {
  constructor(
    /** `terraform plan failed` */
    what: string,
    readonly directory: string,
    output: string,
  ) {
    const start = output.indexOf("Error:");
    super(`${what} in ${directory}:\n${output.slice(Math.max(0, start))}`);
  }
}
