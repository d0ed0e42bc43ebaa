import { resourcesOf } from "../../figures/resources-of";
import { allow } from "../../iam/policy";
import { AwsProvider, DynamodbTable } from "../../pair/aws";
import { arnIn, arnPlace } from "../../pair/arn";
import { type FaultOf, isoMinutes, NO_FAULT, tagsOf } from "../fault";

/**
 * Nothing is copied between the regions' tables any more. FIS puts a resource policy on the table for the time, and takes it away.
 * Source: https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html#dynamodb-actions-reference
 */
export const tables: FaultOf = ({ pair, duration }) => {
  const { primary, link } = pair;
  const arns = resourcesOf(link, DynamodbTable)
    .filter(({ provider }) => provider instanceof AwsProvider && provider.region === primary.region.name)
    .flatMap(({ nameInput: name }) =>
      name === undefined ? [] : [arnIn(arnPlace(pair, pair.primary), "dynamodb", `table/${name}`)],
    );
  if (arns.length === 0) return NO_FAULT;
  return {
    actions: [
      {
        name: "pause-tables",
        actionId: "aws:dynamodb:global-table-pause-replication",
        parameters: { duration: isoMinutes(duration) },
        target: { key: "Tables", resourceType: "aws:dynamodb:global-table" },
        // A table with its replica lies in the link.
        tags: tagsOf(pair, "link"),
      },
    ],
    statements: [
      allow(
        [
          "dynamodb:DeleteResourcePolicy",
          "dynamodb:DescribeTable",
          "dynamodb:GetResourcePolicy",
          "dynamodb:PutResourcePolicy",
        ],
        arns,
      ),
      // It finds resources by their tags, and has nothing narrower.
      allow(["tag:GetResources"], "*"),
    ],
  };
};
