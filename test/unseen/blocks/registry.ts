import { block } from "../model/block";
import { json } from "../model/expression";
import { nested } from "../model/resource";

/** A repository of images; the primary registry replicates to the DR region's. */
export default block({
  id: "registry",
  service: "ECR",
  applies: true,
  choose: (rng) => ({ immutable: rng.chance(0.7), keep: rng.pick([20, 50]), noun: rng.pick(["api", "worker"]) }),
  build(region, { immutable, keep, noun }) {
    const repository = region.resource("aws_ecr_repository", noun, {
      name: `${region.app}/${noun}`,
      image_tag_mutability: immutable ? "IMMUTABLE" : "MUTABLE",
      image_scanning_configuration: nested({ scan_on_push: true }),
    });
    region.resource("aws_ecr_lifecycle_policy", noun, {
      repository: repository.attr("name"),
      policy: json({
        rules: [
          {
            rulePriority: 1,
            description: "Keep the newest",
            selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keep },
            action: { type: "expire" },
          },
        ],
      }),
    });
    if (region.isDr) return;
    region.resource(
      "aws_ecr_replication_configuration",
      "dr",
      {
        replication_configuration: nested({
          rule: nested({
            destination: nested({ region: region.other.name, registry_id: region.account }),
            repository_filter: nested({ filter: `${region.app}/`, filter_type: "PREFIX_MATCH" }),
          }),
        }),
      },
      { twin: null },
    );
  },
});
