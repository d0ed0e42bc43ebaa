/** Providers whose resources serve the configuration, and stand for nothing that runs. */
const HELPER = /^(?:random|time|null|terraform|local|tls|external|archive|template|cloudinit|http)_/;

/** Whether a resource only serves the configuration: a random suffix, a time stamp, a trigger. */
export function isHelper(type: string): boolean {
  return HELPER.test(type);
}
