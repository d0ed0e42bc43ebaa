import { BACK, chapter, lines, runbookOf } from "../../support/runbook";
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

  it("builds the replica of the primary region before the writes are stopped, and promotes it after", () => {
    const built = at("create-db-instance-read-replica --region us-east-1");
    const promoted = at("promote-read-replica --region us-east-1");
    expect(back[built]).toContain("--db-instance-identifier ledger-a");
    expect(back[built]).toContain(
      "--source-db-instance-identifier arn:aws:rds:us-west-2:111122223333:db:ledger-b",
    );
    expect(at("modify-db-instance")).toBeLessThan(built);
    const { steps } = chapter(runbookOf(FULL), BACK);
    const titles = steps.map(({ title }) => title[0]);
    expect(titles.indexOf("Let ")).toBeLessThan(titles.indexOf("Stop the writes in "));
    expect(titles.indexOf("Stop the writes in ")).toBeLessThan(titles.indexOf("Undo: "));
    expect(built).toBeLessThan(promoted);
    expect(promoted).toBeLessThan(at("put-metric-data"));
  });

  it("tells Terraform last which instances these are", () => {
    const forgotten = at("state rm aws_db_instance.ledger");
    expect(forgotten).toBeGreaterThan(at("put-metric-data"));
    expect(at("import aws_db_instance.ledger ledger-a")).toBeGreaterThan(forgotten);
    expect(at("apply -replace=aws_db_instance.ledger")).toBeGreaterThan(forgotten);
  });
});
