/** A text that would do harm in some medium if it were written as it is, and what it is. */
export type HostileText = readonly [kind: string, text: string];

/** What a pull request may name its resources, keys and tags. Each has a word that tells that it arrived. */
export const TEXTS: readonly HostileText[] = [
  ["escape codes", "arrived\u001b[31mred\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007"],
  ["C1 controls", "arrived\u009b2J\u0085\u0090"],
  ["markup", "arrived<script>alert(1)</script><img src=x onerror=alert(1)>\"'>"],
  ["mentions", "arrived @octocat @org/team #1 GH-2"],
  ["images and links", "arrived![x](https://evil.example/x.png)[y](javascript:alert(1))"],
  ["closing fences", "arrived\n```\n~~~\n</details>\n## heading\n- [x] done\n| a | b |"],
  ["our own markers", "arrived\n<!-- drparity comment pair -->\n<!-- drparity-drift 0123456789abcdef -->"],
  ["GitHub's commands", "arrived\n::add-mask::a\r\n::error::b\n::stop-commands::c"],
  ["commands that begin a text", "::set-output name=arrived::x"],
  ["Azure's commands", "arrived##vso[task.setvariable variable=x]y ##[error]z"],
  ["XML", "arrived\u0000\u0001\u0008\u000b\ufffe\uffff ]]> <![CDATA[ &#0; &amp;"],
  ["bidirectional marks", "arrived\u202egnp.exe\u2066\u061c\u200f"],
  ["characters without width", "arrived\u200b\u200c\u200d\ufeff\u3164\u2800\ufe0f\u00ad\u2060"],
  ["Slack's markup", "arrived <!channel> <@U0> <https://evil.example|click>"],
  ["formulas", '=HYPERLINK("https://evil.example","arrived")'],
  ["shells", "arrived$(touch pwned)`touch pwned`;touch pwned|| ${IFS} %n {{ x }} ${{ github.token }}"],
  ["paths", "arrived/../../../../etc/passwd"],
  ["prototypes", "__proto__"],
];
