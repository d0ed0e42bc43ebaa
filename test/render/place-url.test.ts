import { placeUrl } from "../../analyzer/render/place-url";

const RUN = { id: "7", files: "https://github.com/a/b/blob/0123456/" };
const at = (file: string) => placeUrl({ file, line: 7 }, RUN);

describe("the forge's page of a place", () => {
  it("is the file's at the run's commit, with its line", () => {
    expect(at("live/main.tf")).toBe("https://github.com/a/b/blob/0123456/live/main.tf#L7");
  });

  it("is not there where the run does not tell it", () => {
    expect(placeUrl({ file: "main.tf", line: 7 })).toBeUndefined();
    expect(placeUrl({ file: "main.tf", line: 7 }, { id: "7" })).toBeUndefined();
  });

  it("holds nothing that would end an attribute, whatever a file is called", () => {
    expect(at(`a b/"'><img>#.tf`)).toBe(
      "https://github.com/a/b/blob/0123456/a%20b/%22%27%3E%3Cimg%3E%23.tf#L7",
    );
  });

  it.each(["../other/main.tf", "a/../../main.tf", "a/..", "/etc/passwd", "C:/x.tf", "\ud800.tf"])(
    "leads nowhere outside of the repository: %j",
    (file) => {
      expect(at(file)).toBeUndefined();
    },
  );

  it("knows names with dots", () => {
    expect(at(".github/..a/b..tf")).toBe("https://github.com/a/b/blob/0123456/.github/..a/b..tf#L7");
  });
});
