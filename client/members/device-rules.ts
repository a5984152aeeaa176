/** Names of what they are, in the order in which they give themselves away: every Edge also says Chrome, every Chrome also Safari. */
const browsers = [
  ['Edge', /\bEdgA?\//],
  ['WeChat', /\bMicroMessenger\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const
const systems = [
  ['HarmonyOS', /\b(?:HarmonyOS|OpenHarmony)\b/],
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad)\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const

/** Browser and system that a user agent names; null for what it does not tell. */
export function deviceOf(agent: string | null): { browser: string | null; system: string | null } {
  const named = (known: readonly (readonly [string, RegExp])[]) => known.find(([, sign]) => sign.test(agent ?? ''))?.[0] ?? null
  return { browser: named(browsers), system: named(systems) }
}
