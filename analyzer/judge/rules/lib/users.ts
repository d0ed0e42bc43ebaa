import { pushTo } from "../../../base/push-to";
import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { Field } from "./field";
import { PairGraph } from "./graph";

/** An argument by which one resource puts itself to another's service; `*` stands for every element. */
interface Service {
  readonly user: string;
  readonly path: readonly (string | number)[];
  readonly of: readonly string[];
}

const LOAD_BALANCERS = ["aws_lb", "aws_alb"];
const LISTENERS = ["aws_lb_listener", "aws_alb_listener"];
const TARGET_GROUPS = ["aws_lb_target_group", "aws_alb_target_group"];

/** What has to serve a resource for requests to get any further. */
const SERVICES: readonly Service[] = [
  { user: "aws_lb_listener", path: ["load_balancer_arn"], of: LOAD_BALANCERS },
  { user: "aws_alb_listener", path: ["load_balancer_arn"], of: LOAD_BALANCERS },
  { user: "aws_lb_listener_rule", path: ["listener_arn"], of: LISTENERS },
  { user: "aws_alb_listener_rule", path: ["listener_arn"], of: LISTENERS },
  { user: "aws_autoscaling_group", path: ["target_group_arns"], of: TARGET_GROUPS },
  { user: "aws_autoscaling_group", path: ["traffic_source", "*", "identifier"], of: TARGET_GROUPS },
  { user: "aws_autoscaling_attachment", path: ["lb_target_group_arn"], of: TARGET_GROUPS },
  {
    user: "aws_autoscaling_traffic_source_attachment",
    path: ["traffic_source", 0, "identifier"],
    of: TARGET_GROUPS,
  },
  { user: "aws_ecs_service", path: ["load_balancer", "*", "target_group_arn"], of: TARGET_GROUPS },
  { user: "aws_lb_target_group_attachment", path: ["target_group_arn"], of: TARGET_GROUPS },
  { user: "aws_alb_target_group_attachment", path: ["target_group_arn"], of: TARGET_GROUPS },
  { user: "aws_apigatewayv2_api_mapping", path: ["domain_name"], of: ["aws_apigatewayv2_domain_name"] },
  { user: "aws_apigatewayv2_route", path: ["api_id"], of: ["aws_apigatewayv2_api"] },
  { user: "aws_api_gateway_base_path_mapping", path: ["domain_name"], of: ["aws_api_gateway_domain_name"] },
  { user: "aws_api_gateway_integration", path: ["rest_api_id"], of: ["aws_api_gateway_rest_api"] },
];

/** By resource: what puts itself to its service (a load balancer's listeners, a target group's instances). */
export function servantsOf(pair: PairContext): Map<Resource, Resource[]> {
  const graph = PairGraph.of(pair);
  const found = new Map<Resource, Resource[]>();
  for (const { user: type, path, of } of SERVICES) {
    for (const user of graph.managed(type)) {
      for (const place of placesAt(Field.of(user), path)) {
        for (const served of graph.resolve(place, of)) {
          pushTo(found, served, user);
        }
      }
    }
  }
  return found;
}

function placesAt(field: Field, path: readonly (string | number)[]): Field[] {
  const [head, ...rest] = path;
  if (head === undefined) return [field];
  const next = head === "*" ? field.elements : [field.at(head)];
  return next.flatMap((place) => placesAt(place, rest));
}
