import { Application } from "../model/application";
import { compose } from "../compose/compose";
import { Instance } from "./instance";
import { type Selector, Source } from "./source";

const { facts } = compose({ seed: "source/0", blocks: ["queue"], layout: "tfvars" });

function shared(selector: Selector): Source {
  const source = new Source("app", selector);
  for (const side of ["primary", "dr"] as const)
    new Instance(new Application(facts), source, side, undefined, side, {}, undefined, new Map());
  return source;
}

describe("code that serves both sides", () => {
  const workspaces = shared({ by: "workspace", dr: "standby" });

  it("picks from a list what has two types", () => {
    expect(workspaces.choose(['["a"]', "[{}]"], "at")).toBe(
      '[["a"], [{}]][terraform.workspace == "standby" ? 1 : 0]',
    );
  });

  it.each(['aws_subnet.private["d"].id', "aws_subnet.private[2].id"])(
    "does not look up %s on the side that lacks it",
    (member) => {
      const all = "values(aws_subnet.private)[*].id";
      expect(workspaces.choose([all, `[${member}]`], "at")).toBe(
        `(terraform.workspace == "standby" ? [${member}] : ${all})`,
      );
    },
  );

  it("gives what a variable can hold to a variable", () => {
    const source = shared({ by: "variables", flag: "dr" });
    expect(source.choose(['["a"]', '["b"]'], "subnets")).toBe("var.subnets");
    expect(source.instances.map(({ inputs }) => inputs.get("subnets"))).toEqual(['["a"]', '["b"]']);
  });
});
