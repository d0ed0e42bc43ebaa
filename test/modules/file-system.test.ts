import { FileSystem, type FileSystemProps } from "../../modules/file-system/file-system";
import type { Compute } from "../../modules/compute/compute";
import { synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";
import { statementsOf } from "./statements";

const files = (
  props: Partial<FileSystemProps> = {},
  use = (made: FileSystem, web: Compute) => web.connections.allowToDefaultPort(made),
) =>
  synthesized((pair) => {
    const { keys, network } = base(pair);
    use(new FileSystem(pair, "files", { keys, network, ...props }), fleetIn(pair, { keys, network }));
  });

const FILES = "aws_efs_file_system.files_files";

describe("FileSystem", () => {
  it("refuses access points that EFS would refuse, or that act as root", () => {
    expect(() => files({ accessPoints: { up: { path: "up" } } })).toThrow(
      'files.accessPoints.up.path: "up" is not',
    );
    expect(() => files({ accessPoints: { up: { path: "/up", userId: 0 } } })).toThrow(
      "files.accessPoints.up.userId: is 0",
    );
    expect(() => files({}, (made) => void made.accessPoint({ name: "dr" } as never, "up"))).toThrow(
      'files: has no access point "up"',
    );
  });

  it("refuses to be one that nothing may mount", () => {
    expect(() => files({}, () => undefined)).toThrow("files: nothing may connect to it");
  });

  it("lies in both regions, with the region's key and a mount target in every private subnet", () => {
    const { primary, dr } = files();
    for (const side of [primary, dr]) {
      expect(side.resource(FILES)).toMatchObject({
        creation_token: "shop-files",
        encrypted: true,
        kms_key_id: "${aws_kms_key.data_key.arn}",
      });
      expect(side.resources.filter((address) => address.startsWith("aws_efs_mount_target."))).toEqual([
        "aws_efs_mount_target.files_mount-1",
        "aws_efs_mount_target.files_mount-2",
      ]);
      expect(side.resource("aws_security_group.files_access").ingress).toEqual([
        expect.objectContaining({
          from_port: 2049,
          security_groups: ["${aws_security_group.web_instances.id}"],
        }),
      ]);
      expect(side.resource("aws_efs_backup_policy.files_backups")).toMatchObject({
        backup_policy: { status: "ENABLED" },
      });
    }
  });

  it("lets the DR copy alone be overwritten, and leaves it to AWS what becomes of that", () => {
    const { primary, dr, manifest } = files();
    expect(dr.resource(FILES)).toMatchObject({
      protection: { replication_overwrite: "DISABLED" },
      lifecycle: { ignore_changes: ["protection"] },
    });
    expect(primary.resource(FILES)).not.toHaveProperty("protection");
    expect(manifest.byDesign).toContainEqual(
      expect.objectContaining({ address: FILES, paths: ["protection"], side: "dr" }),
    );
  });

  it("replicates into the DR region's own file system", () => {
    expect(files().link.resource("aws_efs_replication_configuration.files_replication")).toMatchObject({
      provider: "aws.eu_west_1",
      source_file_system_id: "${data.aws_efs_file_system.files_primary-files.file_system_id}",
      destination: {
        file_system_id: "${data.aws_efs_file_system.files_dr-files.file_system_id}",
        region: "eu-central-1",
      },
    });
  });

  it("replicates no more once the DR side was promoted", () => {
    const { link } = files({ promoted: true });
    expect(link.resources).toEqual([]);
    expect(link.json.data).toBeUndefined();
  });

  it("lets a fleet mount it, and write only where it may", () => {
    const actions = (grant: (made: FileSystem, web: Compute) => void) => {
      const { dr } = files({}, (made, web) => {
        web.connections.allowToDefaultPort(made);
        grant(made, web);
      });
      return statementsOf(dr.resource("aws_iam_role_policy.web_grants")).flatMap(({ Action }) => Action);
    };
    expect(actions((made, web) => made.grantRead(web))).toEqual(["elasticfilesystem:ClientMount"]);
    expect(actions((made, web) => made.grantReadWrite(web))).toEqual([
      "elasticfilesystem:ClientMount",
      "elasticfilesystem:ClientWrite",
    ]);
  });

  it("gives each access point its directory and user", () => {
    const { dr } = files({ accessPoints: { up: { path: "/up", userId: 33 } } });
    expect(dr.resource("aws_efs_access_point.files_at-up")).toMatchObject({
      posix_user: { uid: 33, gid: 33 },
      root_directory: { path: "/up", creation_info: { owner_uid: 33 } },
    });
  });
});
