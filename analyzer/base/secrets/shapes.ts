/**
 * Shapes of credentials, wherever they stand. Sources: AWS's guide on unique identifiers of IAM, and each vendor's page on
 * its tokens' prefixes, which are there so that scanners find them. A group named `secret` is what is secret of a match;
 * without one all of it is. Quantifiers are bounded, so that no text takes long.
 */
export const SECRET_SHAPES: readonly RegExp[] = [
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g,
  // JSON Web Tokens, and what else is three parts of base64 of which the first is an object.
  /\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*/g,
  // A key that is cut off, or whose lines are indented or escaped, is a key.
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{40,}/g,
  /\b(?:gh[opsru]|github_pat)_\w{16,}/g,
  /\b(?:glpat|glrt|gldt|glcbt|glptt|glft|glsoat|gloas|glimt|glagent|glffct)-[\w-]{16,}/g,
  /\bxox[abeoprs]-[\w-]{10,}|\bxapp-[\w-]{16,}/g,
  /\b(?:sk|rk|pk)_(?:live|test)_\w{10,}|\bwhsec_[\w+/=]{16,}|\b(?:sk|rk|pk)-(?:[\w]{1,16}-){0,3}(?=\w*\d)\w{16,}/g,
  /\bnpm_\w{30,}|\bpypi-[\w-]{16,}|\bdckr_(?:pat|oat)_[\w-]{20,}|\brubygems_\w{32,}|\bcio\w{32}\b/g,
  /\bAIza[\w-]{30,}|\bGOCSPX-[\w-]{20,}|\bya29\.[\w.-]{16,}/g,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}|\bkey-[0-9a-f]{32}\b|\bSK[0-9a-f]{32}\b/g,
  /\bhf_\w{30,}|\bhv[sbr]\.[\w-]{20,}|\bs\.[A-Za-z0-9]{24}\b|\b\w{14}\.atlasv1\.[\w-]{40,}/g,
  /\bdo[opr]_v1_\w{40,}|\bshp(?:at|ca|pa|ss)_\w{32,}|\bdapi[0-9a-f]{32,}|\bdp\.(?:pt|st|ct|sa|scim|audit)\.[\w.]{30,}/g,
  /\blin_(?:api|oauth)_\w{30,}|\bgl(?:sa|c)_[\w=]{20,}|\bNRAK-\w{20,}|\bPMAK-[\w-]{30,}|\bATATT3\w[\w=-]{30,}/g,
  /\btskey-[\w-]{16,}|\bsntr[yu]s_[\w=+/]{20,}|\bphc_\w{30,}|\bfigd_[\w-]{20,}|\bsecret_\w{40,}|\bntn_\w{40,}/g,
  /\b\d{8,10}:[A-Za-z0-9_-]{30,}|\bpat[A-Za-z0-9]{14}\.\w{20,}|\bsbp_[0-9a-f]{40}\b|\bpscale_(?:tkn|pw|oauth)_[\w.-]{20,}/g,
  /\bfm[12][a-z]?_[\w+/=-]{20,}|\bLTAI[A-Za-z0-9]{12,24}\b|\b[\w.~-]{3}\dQ~[\w.~-]{20,}|\bEAA[A-Za-z0-9]{40,}|\bEAACEdEose0cBA\w{20,}/g,
  /\bdt0[a-z]\d{2}\.[A-Z0-9]{24}\.\w{20,}|\bpul-[0-9a-f]{40}\b|\bnfp_\w{36,}|\bCFPAT-[\w-]{40,}|\bxkeysib-[0-9a-f]{60,}/g,
  /\bsq0[a-z]{3}-[\w-]{22,}|\bgsk_\w{40,}|\br8_\w{37,}|\bxai-\w{60,}|\bpplx-\w{40,}|\bBBDC-[\w+/=]{40,}|\bATCTT3\w[\w=-]{30,}/g,
  // Crypt's and bcrypt's hashes: they can be guessed at.
  /\$(?:2[abxy]|1|5|6|y|argon2\w{1,2})\$[\w./$,=+-]{8,}/g,
  // What stands before the host of an address: a password, or a token that is the user's name.
  /(?<=\b[a-z][a-z0-9+.-]{1,40}:\/\/[^/\s:@"'<>]{0,256}:)[^/\s@"'<>]{1,512}(?=@)/gi,
  /(?<=\b[a-z][a-z0-9+.-]{1,40}:\/\/)(?=[^/\s:@"'<>]*[0-9A-Z_-])[^/\s:@"'<>]{16,512}(?=@)/g,
  // Go's and Oracle's addresses of databases have no scheme, and a password that nothing else marks.
  /(?<=(?:^|[\s"'=])[\w.-]{1,64}:)[^\s@:"'/]{1,256}(?=@(?:tcp|unix)\()/g,
  /(?<=\bjdbc:oracle:\w{1,8}:[^/\s]{1,128}\/)[^\s@/]{1,256}(?=@)/g,
  // Addresses that are keys.
  /(?<=\bhooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[\w/-]{8,}/g,
  /(?<=\bdiscord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/)[\w/-]{8,}/g,
  /(?<=\bwebhook\.office\.com\/webhookb2\/)[^\s"'<>]{8,}|(?<=\boutlook\.office\.com\/webhook\/)[^\s"'<>]{8,}/g,
  /(?<=[?&](?:sig|signature|X-Amz-Signature|X-Amz-Security-Token|X-Amz-Credential|X-Goog-Signature|code|access_token)=)[^&\s"'<>]{8,}/gi,
];
