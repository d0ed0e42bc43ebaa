import { block } from "../model/block";
import { policy, text, trust } from "../model/expression";

/** Roles and policies of the application's operators, named for each region. */
export default block({
  id: "access",
  service: "IAM",
  applies: true,
  choose: (rng) => ({ hours: rng.pick([1, 4]), prefix: rng.pick(["reports", "exports"]) }),
  build(region, { hours, prefix }) {
    const boundary = region.resource("aws_iam_policy", "operate", {
      name: region.globalName("operate"),
      policy: policy(
        {
          Sid: "Read",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:ListBucket"],
          Resource: [text`arn:aws:s3:::${region.globalName(prefix)}`, text`arn:aws:s3:::${region.globalName(prefix)}/*`],
        },
        {
          Sid: "Logs",
          Effect: "Allow",
          Action: ["logs:StartQuery", "logs:GetQueryResults"],
          Resource: text`arn:aws:logs:${region.region}:${region.account}:log-group:/audit/*`,
        },
        { Sid: "NoUsers", Effect: "Deny", Action: ["iam:CreateUser", "iam:CreateAccessKey"], Resource: "*" },
      ),
    });
    const role = region.resource("aws_iam_role", "operator", {
      name: region.globalName("operator"),
      max_session_duration: hours * 3600,
      assume_role_policy: trust("ssm.amazonaws.com"),
    });
    region.resource("aws_iam_role_policy_attachment", "operate", { role: role.attr("name"), policy_arn: boundary.arn });
    region.resource("aws_iam_role_policy_attachment", "ssm", {
      role: role.attr("name"),
      policy_arn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    });
  },
});
