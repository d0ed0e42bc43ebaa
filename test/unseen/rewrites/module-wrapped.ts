import type { Rewrite } from "./rewrite";

const rewrite: Rewrite = {
  id: "module-wrapped",
  what: "One side puts a resource into a module.",
  sites: (side) =>
    side.resources
      .filter((resource) => resource.key === undefined && side.application.twin(resource) !== undefined)
      .map((resource) => ({
        resource,
        make: () => {
          resource.module = `wrapped_${resource.label}`;
        },
      })),
};

export default rewrite;
