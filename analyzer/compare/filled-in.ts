import { isObject, type Json } from "../base/json";

/**
 * Documents that the service gives back with its defaults spelled out (or left out), so that what they say is the
 * provider's wording and not people's: there false is as good as absent.
 * Source: RegisterTaskDefinition and RegisterJobDefinition, and how the provider's `ecs` and `batch` services compare
 * container definitions.
 */
const FILLED_IN = /(?:^|\.)(?:container_definitions|container_properties|ecs_properties|node_properties)$/;

/** Whether the document at this path is one that its service fills in. */
export function isFilledIn(path: string): boolean {
  return FILLED_IN.test(path);
}

/**
 * Spells out what ECS takes where nothing is written, so that a definition before and after registration is one.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function withDefaults(definitions: Json | undefined): Json {
  if (!Array.isArray(definitions)) return definitions ?? null;
  return definitions.map((container) => {
    if (!isObject(container)) return container;
    const mappings = Array.isArray(container.portMappings)
      ? container.portMappings.map(withPortDefaults)
      : [];
    return { ...container, essential: String(container.essential ?? true), portMappings: mappings };
  });
}

function withPortDefaults(mapping: Json): Json {
  if (!isObject(mapping)) return mapping;
  const { hostPort, ...rest } = mapping;
  const own = hostPort !== undefined && hostPort !== 0 && hostPort !== mapping.containerPort;
  return { protocol: "tcp", ...rest, ...(own ? { hostPort } : {}) };
}
