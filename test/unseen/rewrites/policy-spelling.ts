import { JsonText } from "../model/expression";
import type { Rewrite } from "./rewrite";

const SPELLINGS = ["jsonencode", "heredoc", "document"] as const;

const rewrite: Rewrite = {
  id: "policy-spelling",
  what: "A policy is a data source here, jsonencode or a here-document there.",
  sites: (side) =>
    side.resources.flatMap((resource) =>
      Object.entries(resource.args).flatMap(([name, value]) => {
        if (!(value instanceof JsonText) || !value.isPolicy) return [];
        const now = value.spelling ?? side.facts.style.policies;
        return [
          {
            resource,
            make: (rng) => {
              const other = rng.pick(SPELLINGS.filter((spelling) => spelling !== now));
              resource.args[name] = new JsonText(value.value, true, other);
            },
          },
        ];
      }),
    ),
};

export default rewrite;
