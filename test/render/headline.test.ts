import { headlineOf } from "../../analyzer/render/headline";
import { finding } from "../support/report-fixtures";

const critical = (address: string, impact: string) => finding({ severity: "critical", address, impact });

describe("the headline", () => {
  it("is what the critical findings mean, the most frequent first, whatever the score", () => {
    const findings = [
      critical("aws_db_instance.orders", "The data is lost."),
      critical("aws_iam_role.a", "Calls are denied."),
      critical("aws_iam_role.b", "Calls are denied."),
      critical("aws_iam_policy.c", "Calls are denied."),
      finding({ severity: "warning", impact: "It is slow." }),
    ];
    expect(headlineOf(findings)).toEqual({
      failures: [
        "Calls are denied. (2 x aws_iam_role, aws_iam_policy)",
        "The data is lost. (aws_db_instance)",
      ],
      more: 0,
    });
  });

  it("counts what it leaves out", () => {
    const findings = [1, 2, 3, 4, 5].map((n) =>
      critical(`aws_sqs_queue.q${String(n)}`, `Failure ${String(n)}.`),
    );
    expect(headlineOf(findings).more).toBe(2);
  });

  it("says nothing where nothing is critical", () => {
    expect(headlineOf([finding({ severity: "warning" })])).toEqual({ failures: [], more: 0 });
  });
});
