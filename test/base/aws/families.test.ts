import { familyOf, nameAttributes } from "../../../analyzer/base/aws/families";

describe("twins may be of different types of one family", () => {
  it.each([
    ["aws_kms_replica_key", "aws_kms_key"],
    ["aws_ami_copy", "aws_ami"],
    ["aws_ebs_snapshot_copy", "aws_ebs_snapshot"],
    ["aws_alb_target_group", "aws_lb_target_group"],
    ["aws_launch_configuration", "aws_launch_template"],
  ])("%s and %s", (one, other) => {
    expect(familyOf(one)).toBe(familyOf(other));
  });

  it.each(["aws_sqs_queue", "constructor", "__proto__", "random_pet"])(
    "%s is a family of its own",
    (type) => {
      expect(familyOf(type)).toBe(type);
    },
  );
});

describe("the attributes that hold a resource's name", () => {
  it.each([
    ["aws_s3_bucket", "bucket"],
    ["aws_lambda_function", "function_name"],
    ["aws_ecs_task_definition", "family"],
    ["aws_sqs_queue", "name"],
    ["aws_of_a_newer_provider", "name"],
    ["constructor", "name"],
    ["__proto__", "name"],
  ])("%s has it in %s", (type, attribute) => {
    expect(nameAttributes(type)[0]).toBe(attribute);
  });
});
