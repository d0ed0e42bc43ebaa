import type { AwsProvider } from "../modules/pair/aws";
import type { PairLink } from "../modules/pair/pair";
import type { Region } from "../modules/pair/region";
import { Workspace } from "./workspace";

/**
 * What can exist only when both sides do. Its state and its default provider are in the DR region; resources of another
 * region name a provider of their own.
 */
export class LinkWorkspace extends Workspace implements PairLink {
  private readonly others = new Map<string, AwsProvider>();

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
