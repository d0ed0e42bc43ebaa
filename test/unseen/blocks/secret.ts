import { block } from "../model/block";
import { json } from "../model/expression";
import { nested } from "../model/resource";

/** Secrets that replicate themselves into the DR region, which declares nothing, and one of each region's own. */
export default block({
  id: "secret",
  service: "Secrets Manager",
  applies: true,
  choose: (rng) => ({ nouns: rng.sample(["database", "stripe", "smtp", "jwt"], 2), window: rng.pick([7, 30]) }),
  build(region, { nouns, window }) {
    region.resource("aws_secretsmanager_secret", "session", {
      name: region.name("session"),
      recovery_window_in_days: window,
    });
    if (region.isDr) return;
    for (const noun of nouns) {
      const secret = region.resource(
        "aws_secretsmanager_secret",
        noun,
        {
          name: `${region.app}/${noun}`,
          recovery_window_in_days: window,
          replica: nested({ region: region.other.name }),
        },
        { twin: null },
      );
      region.resource(
        "aws_secretsmanager_secret_version",
        noun,
        { secret_id: secret.id, secret_string: json({ username: "app", endpoint: `${noun}.example.com` }) },
        { twin: null },
      );
    }
  },
});
