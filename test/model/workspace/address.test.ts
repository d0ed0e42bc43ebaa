import {
  configModulePath,
  formatModulePath,
  parseAddress,
  parseModulePath,
} from "../../../analyzer/model/workspace/address";

describe("parseAddress", () => {
  it.each([
    ["aws_sqs_queue.orders", "managed", "aws_sqs_queue", "orders", undefined],
    ["data.aws_ami.al2023", "data", "aws_ami", "al2023", undefined],
    ["aws_subnet.private[0]", "managed", "aws_subnet", "private", 0],
    ['aws_subnet.private["0"]', "managed", "aws_subnet", "private", "0"],
    ['aws_subnet.private["us-east-1a"]', "managed", "aws_subnet", "private", "us-east-1a"],
  ])("takes %s apart", (address, mode, type, name, key) => {
    expect(parseAddress(address)).toEqual({ modules: [], mode, type, name, key });
  });

  it("tells a count index from the for_each key that looks like it", () => {
    expect(parseAddress("aws_x.y[0]")?.key).not.toBe(parseAddress('aws_x.y["0"]')?.key);
  });

  it("reads nested modules with and without keys", () => {
    const address = 'module.app["blue"].module.queue[2].data.aws_kms_key.this';
    expect(parseAddress(address)).toEqual({
      modules: [
        { name: "app", key: "blue" },
        { name: "queue", key: 2 },
      ],
      mode: "data",
      type: "aws_kms_key",
      name: "this",
      key: undefined,
    });
  });

  it.each([
    ["a.b", '"a.b"'],
    ["a[0]", '"a[0]"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['x"].aws_y.z["', '"x\\"].aws_y.z[\\""'],
    ["back\\slash", '"back\\\\slash"'],
    ["${literal}", '"$${literal}"'],
    ["%{literal}", '"%%{literal}"'],
    ["__proto__", '"__proto__"'],
    ["naïve ☃", '"naïve ☃"'],
    ["", '""'],
  ])("reads the for_each key %j, whatever it holds", (key, literal) => {
    expect(parseAddress(`module.m[${literal}].aws_x.y[${literal}]`)).toEqual({
      modules: [{ name: "m", key }],
      mode: "managed",
      type: "aws_x",
      name: "y",
      key,
    });
  });

  it("reads a resource whose module is called data or module", () => {
    expect(parseAddress("module.data.aws_x.y")).toMatchObject({ modules: [{ name: "data" }], type: "aws_x" });
    expect(parseAddress("module.module.aws_x.y")).toMatchObject({
      modules: [{ name: "module" }],
      type: "aws_x",
    });
  });

  it.each([
    "",
    ".",
    "aws_x",
    "aws_x.",
    "aws_x.y.z",
    "aws_x.y[",
    "aws_x.y[]",
    "aws_x.y[*]",
    "aws_x.y[-1]",
    'aws_x.y["a"',
    'aws_x.y["a]',
    'aws_x["k"].y',
    "module.a",
    "aws x.y",
  ])("says that %j is no instance address", (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });
});

describe("module paths", () => {
  it.each(["", "module.a", 'module.a["x.y"].module.b[0]', 'module.a["q\\"]"].module.c'])(
    "%j is written as it was read",
    (text) => {
      expect(formatModulePath(parseModulePath(text))).toBe(text);
    },
  );

  it("an absent path is the root", () => {
    expect(parseModulePath(undefined)).toEqual([]);
  });

  it("a path in the configuration has no keys", () => {
    expect(configModulePath(parseModulePath('module.a["x"].module.b[0]'))).toBe("module.a.module.b");
  });
});
