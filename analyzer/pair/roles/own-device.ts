import { table } from "../../base/json";
import { type Differing, isSet, type Role } from "./role";

/**
 * What each region has of its own: a device's name and certificate, the number by which transit gateways tell networks
 * apart. (A customer gateway's address and a VPN gateway's number AWS ARC compared: they are told, for information.)
 */
const OWN: Readonly<Record<string, RegExp>> = table({
  aws_customer_gateway: /^(?:device_name|certificate_arn)$/,
  aws_ec2_transit_gateway: /^amazon_side_asn$/,
});

/** Each region's network has its own devices and numbers. */
export function ownDeviceDiffers({ twins, difference, plain }: Differing): string | undefined {
  return OWN[twins.dr.type]?.test(plain) === true && isSet(difference.primary) && isSet(difference.dr)
    ? "each region has its own device or network number"
    : undefined;
}

/** Each side's own device. */
export const role: Role = {
  differs: { rank: 60, reason: ownDeviceDiffers },
};
