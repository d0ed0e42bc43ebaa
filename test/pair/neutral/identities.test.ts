import { Identities, wordsOf } from "../../../analyzer/pair/neutral/identities";

function same(identities: Identities, primary: string, dr: string): boolean {
  const [left, right] = [identities.symbol("primary", primary), identities.symbol("dr", dr)];
  return left !== undefined && left.text === right?.text && !left.peer && !right.peer;
}

describe("identities of twins", () => {
  it("are one symbol on both sides", () => {
    const identities = new Identities();
    identities.learn("sg-0aaaaaaaaaaaaaaaa", "sg-0bbbbbbbbbbbbbbbb", true);
    expect(same(identities, "sg-0aaaaaaaaaaaaaaaa", "sg-0bbbbbbbbbbbbbbbb")).toBe(true);
  });

  it("are not those of other twins", () => {
    const identities = new Identities();
    identities.learn("sg-0aaaaaaaaaaaaaaaa", "sg-0bbbbbbbbbbbbbbbb", true);
    identities.learn("sg-0cccccccccccccccc", "sg-0dddddddddddddddd", true);
    expect(same(identities, "sg-0aaaaaaaaaaaaaaaa", "sg-0dddddddddddddddd")).toBe(false);
  });

  it("on the other side name the peer", () => {
    const identities = new Identities();
    identities.learn("sg-0aaaaaaaaaaaaaaaa", "sg-0bbbbbbbbbbbbbbbb", true);
    expect(identities.symbol("dr", "sg-0aaaaaaaaaaaaaaaa")?.peer).toBe(true);
    expect(identities.symbol("primary", "sg-0bbbbbbbbbbbbbbbb")?.peer).toBe(true);
  });

  it("are known word by word within an ARN or a host", () => {
    const identities = new Identities();
    identities.learn(
      "arn:aws:sqs:us-east-1:111122223333:orders-7f3a",
      "arn:aws:sqs:us-west-2:111122223333:orders-9c1b",
      false,
    );
    expect(same(identities, "orders-7f3a", "orders-9c1b")).toBe(true);
    expect(identities.symbol("primary", "us-east-1")).toBeUndefined();
  });

  it("whose texts are built differently are known as a whole alone", () => {
    const identities = new Identities();
    identities.learn("arn:aws:x:us-east-1:1:one-name", "arn:aws:x:us-west-2:1:one/other-name", false);
    expect(identities.symbol("primary", "one-name")).toBeUndefined();
  });

  it.each(["api", "web", "main", "1"])(
    "are not learned from the plain name %s, which turns up by chance",
    (name) => {
      const identities = new Identities();
      identities.learn(name, `${name}x`, false);
      expect(identities.symbol("primary", name)).toBeUndefined();
    },
  );

  it("that AWS made up may be letters alone", () => {
    const identities = new Identities();
    identities.learn("dtlfyahzq", "kqpwzmxcv", true);
    expect(same(identities, "dtlfyahzq", "kqpwzmxcv")).toBe(true);
  });

  it("never show the id in the symbol", () => {
    const identities = new Identities();
    identities.learn("sg-0aaaaaaaaaaaaaaaa", "sg-0bbbbbbbbbbbbbbbb", true);
    expect(identities.symbol("primary", "sg-0aaaaaaaaaaaaaaaa")?.text).toMatch(/^⟨\d+⟩$/);
  });

  it("named like an object's own method are nothing special", () => {
    const identities = new Identities();
    for (const word of ["__proto__", "constructor", "hasOwnProperty"]) {
      expect(identities.symbol("primary", word)).toBeUndefined();
      identities.learn(`${word}-1`, `${word}-2`, true);
      expect(same(identities, `${word}-1`, `${word}-2`)).toBe(true);
    }
  });
});

describe("identities of global resources without a twin", () => {
  it("are shared: neither side's, and not the peer's", () => {
    const identities = new Identities();
    identities.share("arn:aws:iam::111122223333:role/orders-app");
    expect(identities.isShared("orders-app")).toBe(true);
    expect(identities.symbol("dr", "orders-app")).toBeUndefined();
  });

  it("plain words of theirs are not", () => {
    const identities = new Identities();
    identities.share("arn:aws:iam::111122223333:role/admin");
    expect(identities.isShared("role")).toBe(false);
    expect(identities.isShared("admin")).toBe(false);
  });
});

describe("names that people chose", () => {
  it("are remembered word by word", () => {
    const identities = new Identities();
    identities.noteName("orders-api/v1");
    expect(identities.isName("orders-api")).toBe(true);
    expect(identities.isName("orders")).toBe(false);
  });
});

describe("wordsOf", () => {
  it("keeps names and host names in one piece", () => {
    expect(wordsOf("https://a-b.example.com:443/x_y?z=1")).toEqual([
      "https",
      "a-b.example.com",
      "443",
      "x_y",
      "z",
      "1",
    ]);
    expect(wordsOf("")).toEqual([]);
  });
});
