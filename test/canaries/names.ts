import { gzipSync } from "node:zlib";

/**
 * Names of secrets, as the issue lists them and as common programs read them. Sources: the environment variables that
 * libpq, Docker's official images of databases, AWS's SDKs, Rails, Django, Laravel, Sentry, npm, Terraform's providers and
 * CI services document.
 */
export const SECRET_NAMES: readonly string[] = [
  ..."DBPASSWORD PGPASSWORD DB_PASS SMTP_PASS ACCESSTOKEN CLIENTSECRET STRIPE_KEY HMAC_KEY SSH_KEY APP_KEY".split(
    " ",
  ),
  ..."GITHUB_PAT AZURE_DEVOPS_EXT_PAT AUTH REDIS_AUTH SESSION_COOKIE PASSCODE DB_PWD MYSQL_PWD".split(" "),
  ..."MYSQL_ROOT_PASSWORD POSTGRES_PASSWORD RABBITMQ_DEFAULT_PASS AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN".split(
    " ",
  ),
  ..."SECRET_KEY_BASE RAILS_MASTER_KEY DJANGO_SECRET_KEY NPM_TOKEN NODE_AUTH_TOKEN SENTRY_AUTH_TOKEN".split(
    " ",
  ),
  ..."DD_API_KEY DD_APP_KEY NEW_RELIC_LICENSE_KEY SENDGRID_API_KEY TWILIO_AUTH_TOKEN CLOUDFLARE_API_KEY".split(
    " ",
  ),
  ..."PAGERDUTY_TOKEN VAULT_TOKEN CONSUL_HTTP_TOKEN OAUTH_CLIENT_SECRET JWT_SECRET JWT_SIGNING_KEY".split(
    " ",
  ),
  ..."ENCRYPTION_KEY ENCRYPTIONKEY PRIVATEKEY PRIVATE_KEY_PEM TLS_KEY SIGNING_SECRET WEBHOOK_SECRET SALT".split(
    " ",
  ),
  ..."COOKIE_SECRET SESSION_SECRET CREDENTIALS CREDS DB_CREDS BEARER_TOKEN REFRESH_TOKEN ID_TOKEN PASSPHRASE".split(
    " ",
  ),
  ..."KEYSTORE_PASSWORD TRUSTSTOREPASS LDAP_BIND_PW API_SECRET SHARED_KEY PRESHARED_KEY PSK OTP_SEED".split(
    " ",
  ),
  ..."dbPassword apiKey appKey authToken clientSecret pass pw passwd pwd userPassword adminPass accessKey".split(
    " ",
  ),
  ..."secretKey sharedAccessKey accountKey AccountKey SharedAccessKey auth_token _authToken bind_password".split(
    " ",
  ),
  ..."PIN_CODE MASTER_PASSWORD WEBHOOK_URL SLACK_WEBHOOK_URL DISCORD_WEBHOOK CONNECTION_STRING DATABASE_URL".split(
    " ",
  ),
  ..."REDIS_URL AMQP_URI MONGODB_URI MONGO_URL SENTRY_DSN KAFKA_SASL_JAAS_CONFIG CLOUDAMQP_URL CELERY_BROKER_URL".split(
    " ",
  ),
  ..."CONTRASENA contraseña MOT_DE_PASSE KENNWORT db_passwort SENHA wachtwoord HASLO".split(" "),
];

/** A text in which a secret stands under a name. */
export type Document = readonly [name: string, write: (name: string, secret: string) => string];

/** The ways in which files, scripts and settings write a name and its value. */
export const DOCUMENTS: readonly Document[] = [
  ["JSON", (name, secret) => JSON.stringify({ app: { [name]: secret } })],
  ["JSON in words", (name, secret) => `cfg='${JSON.stringify({ [name]: secret })}' run`],
  ["YAML", (name, secret) => `app:\n  ${name}: ${secret}\n  x: 1\n`],
  ["YAML, quoted", (name, secret) => `app:\n  ${name}: "${secret}"\n`],
  ["YAML, a block", (name, secret) => `app:\n  ${name}: |\n    ${secret}\n  x: 1\n`],
  ["YAML, a list item", (name, secret) => `- name: ${name}\n  value: ${secret}\n`],
  ["dotenv", (name, secret) => `A=1\n${name}=${secret}\nB=2\n`],
  ["shell", (name, secret) => `#!/bin/bash\nexport ${name}="${secret}"\nrun\n`],
  ["shell, single quotes", (name, secret) => `#!/bin/bash\n${name}='${secret}' run\n`],
  ["PowerShell", (name, secret) => `$env:${name} = "${secret}"\n`],
  ["Windows", (name, secret) => `setx ${name} ${secret}\n`],
  ["systemd", (name, secret) => `[Service]\nEnvironment="${name}=${secret}"\n`],
  ["docker", (name, secret) => `docker run -e ${name}=${secret} app\n`],
  ["Dockerfile", (name, secret) => `ENV ${name} ${secret}\n`],
  ["properties", (name, secret) => `app.${name} = ${secret}\n`],
  ["properties, colon", (name, secret) => `app.${name}: ${secret}\n`],
  ["HCL", (name, secret) => `  ${name} = "${secret}"\n`],
  ["Ruby", (name, secret) => `  :${name} => '${secret}',\n`],
  ["XML", (name, secret) => `<a><${name}>${secret}</${name}></a>`],
  ["XML attribute", (name, secret) => `<a key="${name}" value="${secret}"/>`],
  ["option", (name, secret) => `tool --${name.toLowerCase()} ${secret}\n`],
  ["option with =", (name, secret) => `tool --${name.toLowerCase().replace(/_/g, "-")}=${secret}\n`],
  ["Java option", (name, secret) => `java -Dapp.${name}=${secret} -jar x.jar\n`],
  ["query", (name, secret) => `https://h.example/p?a=1&${name}=${secret}&b=2`],
  ["connection string", (name, secret) => `Server=h;Database=d;${name}=${secret};Encrypt=yes`],
];

/** What hides a document from whoever looks for names alone. */
export const WRAPPINGS: readonly (readonly [name: string, wrap: (text: string) => string])[] = [
  ["", (text) => text],
  ["base64", (text) => Buffer.from(text).toString("base64")],
  ["gzip base64", (text) => Buffer.from(gzipSync(text)).toString("base64")],
  ["hex", (text) => Buffer.from(text).toString("hex")],
  ["base64 twice", (text) => Buffer.from(Buffer.from(text).toString("base64")).toString("base64")],
];

/** Tokens known by their shape, after their vendors' documentation; each has `n` random letters and digits. */
export const SHAPES: readonly (readonly [name: string, make: (letters: string) => string])[] = [
  [
    "AWS access key id",
    (s) =>
      `AKIA${s
        .toUpperCase()
        .replace(/[^A-Z2-7]/g, "K")
        .slice(0, 16)}`,
  ],
  [
    "AWS temporary key id",
    (s) =>
      `ASIA${s
        .toUpperCase()
        .replace(/[^A-Z2-7]/g, "K")
        .slice(0, 16)}`,
  ],
  ["GitHub", (s) => `ghp_${s.slice(0, 36)}`],
  ["GitHub OAuth", (s) => `gho_${s.slice(0, 36)}`],
  ["GitHub server", (s) => `ghs_${s.slice(0, 36)}`],
  ["GitHub user", (s) => `ghu_${s.slice(0, 36)}`],
  ["GitHub refresh", (s) => `ghr_${s.slice(0, 36)}`],
  ["GitHub fine-grained", (s) => `github_pat_${s.slice(0, 22)}_${s.slice(0, 40)}`],
  ["GitLab", (s) => `glpat-${s.slice(0, 20)}`],
  ["GitLab runner", (s) => `glrt-${s.slice(0, 20)}`],
  ["GitLab deploy", (s) => `gldt-${s.slice(0, 20)}`],
  ["Slack bot", (s) => `xoxb-123456789012-${s.slice(0, 24)}`],
  ["Slack app", (s) => `xapp-1-A0123456789-${s.slice(0, 24)}`],
  ["Slack webhook", (s) => `https://hooks.slack.com/services/T00000000/B00000000/${s.slice(0, 24)}`],
  ["Discord webhook", (s) => `https://discord.com/api/webhooks/123456789012345678/${s}`],
  ["Teams webhook", (s) => `https://x.webhook.office.com/webhookb2/${s}@x/IncomingWebhook/${s}/y`],
  ["Stripe", (s) => `sk_live_${s.slice(0, 24)}`],
  ["Stripe restricted", (s) => `rk_live_${s.slice(0, 24)}`],
  ["Stripe webhook", (s) => `whsec_${s.slice(0, 32)}`],
  ["npm", (s) => `npm_${s.slice(0, 36)}`],
  ["PyPI", (s) => `pypi-AgEIcHlwaS5vcmc${s}`],
  ["Google API key", (s) => `AIza${s.slice(0, 35)}`],
  ["Google OAuth secret", (s) => `GOCSPX-${s.slice(0, 28)}`],
  ["Google access token", (s) => `ya29.${s}`],
  ["SendGrid", (s) => `SG.${s.slice(0, 22)}.${s.slice(0, 43)}`],
  ["OpenAI", (s) => `sk-proj-${s}`],
  ["Anthropic", (s) => `sk-ant-api03-${s}`],
  ["Hugging Face", (s) => `hf_${s.slice(0, 34)}`],
  ["Vault", (s) => `hvs.${s}`],
  ["HCP Terraform", (s) => `${s.slice(0, 14)}.atlasv1.${s}`],
  ["DigitalOcean", (s) => `dop_v1_${Buffer.from(s).toString("hex").slice(0, 64)}`],
  ["Shopify", (s) => `shpat_${Buffer.from(s).toString("hex").slice(0, 32)}`],
  ["Databricks", (s) => `dapi${Buffer.from(s).toString("hex").slice(0, 32)}`],
  ["Doppler", (s) => `dp.pt.${s.slice(0, 43)}`],
  ["Linear", (s) => `lin_api_${s.slice(0, 40)}`],
  ["Grafana", (s) => `glsa_${s.slice(0, 32)}_deadbeef`],
  ["New Relic", (s) => `NRAK-${s.toUpperCase().slice(0, 27)}`],
  ["Docker", (s) => `dckr_pat_${s.slice(0, 27)}`],
  ["Telegram", (s) => `1234567890:AA${s.slice(0, 33)}`],
  ["Airtable", (s) => `pat${s.slice(0, 14)}.${s}`],
  ["PlanetScale", (s) => `pscale_tkn_${s}`],
  ["Fly", (s) => `fm2_${s}${s}`],
  ["Alibaba", (s) => `LTAI${s.slice(0, 20)}`],
  ["Entra", (s) => `abc8Q~${s.slice(0, 34)}`],
  ["Facebook", (s) => `EAACEdEose0cBA${s}`],
  ["Supabase", (s) => `sbp_${Buffer.from(s).toString("hex").slice(0, 40)}`],
  ["Pulumi", (s) => `pul-${Buffer.from(s).toString("hex").slice(0, 40)}`],
  ["age", (s) => `AGE-SECRET-KEY-1${s.toUpperCase().slice(0, 44)}${s.toUpperCase().slice(0, 14)}`],
  ["JWT", (s) => `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${s}`],
  ["PEM", (s) => `-----BEGIN RSA PRIVATE KEY-----\n${s}\n${s}\n-----END RSA PRIVATE KEY-----`],
  ["OpenSSH key", (s) => `-----BEGIN OPENSSH PRIVATE KEY-----\n${s}\n-----END OPENSSH PRIVATE KEY-----`],
  ["PGP key", (s) => `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${s}\n-----END PGP PRIVATE KEY BLOCK-----`],
  ["URL with a password", (s) => `postgres://app:${s}@db.example:5432/app`],
  ["URL with a token", (s) => `https://${s}@github.com/o/r.git`],
  ["URL with a password alone", (s) => `redis://:${s}@cache.example:6379/0`],
  ["mongodb+srv", (s) => `mongodb+srv://u:${s}@c.example/db`],
  ["JDBC", (s) => `jdbc:postgresql://h/db?user=u&password=${s}`],
  ["JDBC, Oracle", (s) => `jdbc:oracle:thin:u/${s}@//h:1521/x`],
  ["Go's MySQL", (s) => `app:${s}@tcp(db.example:3306)/app`],
  ["presigned URL", (s) => `https://b.s3.amazonaws.com/k?X-Amz-Signature=${s}&X-Amz-Date=1`],
  ["Azure SAS", (s) => `https://a.blob.core.windows.net/c?sv=2021&sig=${s}`],
  ["Azure storage", (s) => `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${s}==;EndpointSuffix=x`],
  ["Sentry DSN", (s) => `https://${s}@o1.ingest.sentry.io/1`],
  ["basic authorization", (s) => `Authorization: Basic ${Buffer.from(`u:${s}`).toString("base64")}`],
  ["bearer", (s) => `Authorization: Bearer ${s}`],
  [
    "docker config",
    (s) => JSON.stringify({ auths: { h: { auth: Buffer.from(`u:${s}`).toString("base64") } } }),
  ],
  ["npmrc", (s) => `//registry.npmjs.org/:_authToken=${s}`],
  ["netrc", (s) => `machine h.example login u password ${s}`],
  ["pgpass", (s) => `db.example:5432:app:u:${s}`],
  ["curl", (s) => `curl -u u:${s} https://h.example`],
  ["mysql", (s) => `mysql -u root -p${s} app`],
  ["psql", (s) => `PGPASSWORD=${s} psql -h db`],
  ["sshpass", (s) => `sshpass -p ${s} ssh h`],
  ["chpasswd", (s) => `echo 'root:${s}' | chpasswd`],
  ["htpasswd", (s) => `u:$2y$10$${s}`],
  ["AWS credentials file", (s) => `[default]\naws_secret_access_key = ${s}\n`],
  [
    "kubeconfig",
    (s) => `users:\n- name: u\n  user:\n    client-key-data: ${Buffer.from(s).toString("base64")}\n`,
  ],
];

/** Values that say nothing secret, and that a reader needs: each must be there as it is. */
export const VISIBLE_NAMES: readonly string[] = [
  ..."kms_key_id key_name partition_key hash_key range_key primary_key public_key KMS_KEY_ARN SORT_KEY".split(
    " ",
  ),
  ..."PARTITION_KEY TABLE_NAME SECRET_NAME SECRET_ARN PASSWORD_MIN_LENGTH TOKEN_TTL TOKENIZER CACHE_KEY_PREFIX".split(
    " ",
  ),
  ..."AUTH_MODE AUTHOR AUTHORITY KEYSPACE PASSTHROUGH_MODE PATH COMPASS_MODE BYPASS_LIST MONKEY KEYBOARD".split(
    " ",
  ),
  ..."SECRETS_MANAGER_REGION AUTHENTICATION_TYPE S3_KEY OBJECT_KEY TAG_KEY ROUTING_KEY PIPELINE SPATIAL".split(
    " ",
  ),
  ..."SSH_KEY_NAME SIGNING_KEY_ID ENCRYPTION_KEY_ALIAS TOKEN_URL AUTH_URL AUTH_ENABLED WEBHOOK_ENABLED".split(
    " ",
  ),
];
