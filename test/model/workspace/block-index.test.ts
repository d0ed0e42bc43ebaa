import { BlockIndex } from "../../../analyzer/model/workspace/block-index";
import type { Resource } from "../../../analyzer/model/workspace/workspace";
import { plan } from "../../support/plan-builder";

const { resources } = plan()
  .resource('module.queue["a.b"].aws_sqs_queue.this', {})
  .resource('module.queue["c"].aws_sqs_queue.this', {})
  .resource("aws_subnet.s[0]", {})
  .resource("aws_subnet.s[1]", {})
  .resource("aws_instance.i[1]", {})
  .resource("aws_lb.b", {})
  .workspace("w");
const index = new BlockIndex(resources);

function at(address: string): Resource {
  return resources.find((resource) => resource.address === address) as Resource;
}

function instances(from: string, address: string, instance?: string): string[] {
  return index.instances(at(from), address, instance).map((resource) => resource.address);
}

describe("the instances of a block", () => {
  it("are all, for one that has no key of theirs", () => {
    expect(instances("aws_lb.b", "aws_subnet.s")).toEqual(["aws_subnet.s[0]", "aws_subnet.s[1]"]);
  });

  it("are the one with the same key, for one that has one", () => {
    expect(instances("aws_instance.i[1]", "aws_subnet.s")).toEqual(["aws_subnet.s[1]"]);
  });

  it("are the one whose key the reference spells out, whoever refers", () => {
    expect(instances("aws_instance.i[1]", "aws_subnet.s", "aws_subnet.s[0]")).toEqual(["aws_subnet.s[0]"]);
  });

  it("are those of the module's instance that the reference spells out", () => {
    const queue = "module.queue.aws_sqs_queue.this";
    const other = 'module.queue["c"].aws_sqs_queue.this';
    expect(instances(other, queue, 'module.queue["a.b"].aws_sqs_queue.this')).toEqual([
      'module.queue["a.b"].aws_sqs_queue.this',
    ]);
    expect(instances(other, queue)).toEqual([other]);
  });

  it("are none where there is none of that key", () => {
    expect(instances("aws_lb.b", "aws_subnet.s", 'aws_subnet.s["x"]')).toEqual([]);
  });
});
