import type { Pair } from "../pair/pair";
import { Connections, type ConnectionsProps } from "./connections";

/** Connections of something that is made to be connected to: synthesis refuses it when nothing may, since its application would find out. */
export function requiredConnections(pair: Pair, props: ConnectionsProps): Connections {
  const { name } = props;
  const connections = new Connections(props);
  const problem = `${name}: nothing may connect to it. Say who, such as ${name}.connections.allowDefaultPortFrom(compute), or network.peer for all of the network.`;
  pair.link.node.addValidation({ validate: () => (connections.isReachable ? [] : [problem]) });
  return connections;
}
