import { block } from "../model/block";
import { named } from "../model/region";
import { nested } from "../model/resource";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** A machine of its own, with a data volume; under a pilot light the DR region keeps it off by not having it. */
export default block({
  id: "machine",
  service: "EC2",
  // The emulator does not know AWS's images.
  applies: false,
  choose: (rng) => ({
    type: rng.pick(["t3.large", "m6i.xlarge"]),
    size: rng.pick([200, 500]),
    images: rng.pick([["ami-0123abcd0123abcd0", "ami-0dcba3210dcba3210"]] as const),
  }),
  build(region, { type, size, images }) {
    const { vpc, privateSubnets, cidr } = region.use(network);
    const group = securityGroup(region, "license", {
      name: region.name("license"),
      description: "License server",
      vpc,
      ingress: [{ port: 27000, cidr, description: "Clients" }],
    });
    const machine = region.resource("aws_instance", "license", {
      ami: region.bySide<string>(images[0], images[1]),
      instance_type: type,
      subnet_id: privateSubnets[0]?.id,
      vpc_security_group_ids: [group.id],
      ebs_optimized: true,
      monitoring: true,
      disable_api_termination: true,
      metadata_options: nested({ http_tokens: "required", http_endpoint: "enabled" }),
      root_block_device: nested({ volume_type: "gp3", volume_size: 40, encrypted: true }),
      tags: named(region.name("license")),
    });
    const volume = region.resource("aws_ebs_volume", "license", {
      availability_zone: region.facts.zones[0],
      size,
      type: "gp3",
      encrypted: true,
      tags: { Name: region.name("license-data"), Backup: "daily" },
    });
    region.resource("aws_volume_attachment", "license", {
      device_name: "/dev/sdf",
      volume_id: volume.id,
      instance_id: machine.id,
    });
  },
});
