import type { AwsProvider } from "./aws";
import type { Region } from "./region";
import { Workspace } from "./workspace";

/**
 * What can exist only when both sides do. Its state and its default provider are in the DR region; resources of another
 * region name a provider of their own.
 */
export class LinkWorkspace extends Workspace {
  private readonly others = new Map<string, AwsProvider>();

  /** The provider of a region, made when first asked for. */
  providerFor(region: Region): AwsProvider {
    if (region.equals(this.region)) return this.provider;
    const known = this.others.get(region.name);
    if (known !== undefined) return known;
    const alias = region.name.replaceAll("-", "_");
    const provider = this.addProvider(`aws-${region}`, region, alias);
    this.others.set(region.name, provider);
    return provider;
  }
}
