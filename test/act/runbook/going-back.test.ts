import { BACK, lines, runbookOf } from "../../support/runbook";
import { FULL } from "../../support/runbook-pair";

describe("the way back", () => {
  const back = lines(runbookOf(FULL), BACK);
  const at = (part: string) => back.findIndex((line) => line.includes(part));

  it("undoes a chapter's last step first: the DR region's only writer outlasts the switchover", () => {
    expect(at("switchover-global-cluster")).toBeGreaterThan(-1);
    expect(at("delete-db-instance")).toBeGreaterThan(at("switchover-global-cluster"));
  });

  it("is data, then who writes, then traffic, then sizes", () => {
    const order = [
      at("switchover-global-cluster"),
      at("update-auto-scaling-group --region us-east-1"),
      at("put-metric-data"),
      at("update-auto-scaling-group --region us-west-2"),
    ];
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((one, other) => one - other));
  });
});
