/** Words of the field for what is warned of, the most telling first: a thunderstorm with wind is a thunderstorm. */
const words: [RegExp, string][] = [
  [/台风|颱風|热带风暴|熱帶風暴|typhoon|hurricane|cyclone|tropical (storm|depression)|tuf[ãa]o/i, 'weather.typhoon'],
  [/雷|冰雹|thunder|lightning|hail|tornado|龙卷|龍捲|trovoada/i, 'weather.thunder'],
  [/雪|结冰|結冰|冻雨|凍雨|冰冻|冰凍|霜冻|霜凍|snow|blizzard|\bice\b|icing|icy|freez|frost|sleet|neve/i, 'weather.snow'],
  [/雨|洪|涝|澇|水浸|\brain|flood|storm surge|chuva/i, 'weather.rain'],
  [/高温|高溫|酷热|酷熱|炎热|炎熱|\bheat|hot weather|high temperature|calor/i, 'weather.heat'],
  [/风|風|\bwind|gale|squall|monsoon|sandstorm|vento/i, 'weather.wind'],
]

/** The kind of alarm that a warning is, by the words of its event and its categories. */
export function kindOf(events: readonly string[], categories: readonly string[]): string {
  for (const event of events) {
    const found = words.find(([pattern]) => pattern.test(event))
    if (found) return found[1]
  }
  return categories.includes('Met') ? 'weather.other' : 'public.warning'
}
