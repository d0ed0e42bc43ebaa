/** What Terraform and the provider are run with, against an emulator. */
export function awsEnvironment(endpoint: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // With a bundle the provider can be configured only once, and the emulator needs none.
    AWS_CA_BUNDLE: undefined,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "emulator",
    AWS_SECRET_ACCESS_KEY: "emulator",
    AWS_EC2_METADATA_DISABLED: "true",
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    NO_COLOR: "1",
  };
}
