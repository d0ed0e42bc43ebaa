import type { Rewrite } from "./rewrite";

const rewrite: Rewrite = {
  id: "label-renamed",
  what: "One side calls a resource by another label; its name at AWS is the same.",
  ownCode: true,
  sites: (side) =>
    side.resources
      // A family is renamed as one or not at all.
      .filter((resource) => resource.key === undefined && side.application.twin(resource) !== undefined)
      .map((resource) => ({
        resource,
        make: (rng) => {
          resource.label = rng.pick([
            `${resource.label}_main`,
            `app_${resource.label}`,
            `${resource.label}_v2`,
          ]);
        },
      })),
};

export default rewrite;
