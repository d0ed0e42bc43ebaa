// Prints a bill of materials of what the published package brings along, in CycloneDX 1.5, from package-lock.json: `npm run
// sbom`. `npm sbom --omit dev` leaves out what development needs as well, yargs among it.
// See https://cyclonedx.org/docs/1.5/json/
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { name, version, packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));

/** Neither tools of development nor what users bring. */
const shipped = Object.entries(packages).filter(([place, { dev, peer }]) => place !== "" && !dev && !peer);

function component([place, { version, license, integrity }]) {
  const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
  const purl = purlOf(name, version);
  const [algorithm, digest] = integrity.split(/-(.*)/s);
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    purl,
    licenses: [{ license: { id: license } }],
    hashes: [
      {
        alg: algorithm.replace(/^sha/, "SHA-"),
        content: Buffer.from(digest, "base64").toString("hex"),
      },
    ],
  };
}

function purlOf(name, version) {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

const byReference = new Map(shipped.map(component).map((one) => [one.purl, one]));
const bill = {
  $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  version: 1,
  metadata: {
    component: {
      type: "application",
      "bom-ref": purlOf(name, version),
      name,
      version,
      purl: purlOf(name, version),
    },
  },
  components: [...byReference.values()],
};
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
