import type { Category } from '#shared/orders.ts'
import { useSpeech } from './report-language.ts'

/** One touch for what is said most; a line for all else. */
export function TitleField({ category, value, onChange }: { category: Category; value: string; onChange: (title: string) => void }) {
  const { words } = useSpeech()
  const suggestions = category === 'inspection' ? [] : words.suggestions[category]
  return (
    <div className="field">
      <label htmlFor="title">{words.which}</label>
      <div className="chips">
        {suggestions.map((suggestion) => (
          <button key={suggestion} type="button" aria-pressed={value === suggestion} onClick={() => onChange(suggestion)}>
            {suggestion}
          </button>
        ))}
      </div>
      <input id="title" value={value} required maxLength={120} placeholder={words.whichHint} onChange={(event) => onChange(event.currentTarget.value)} />
    </div>
  )
}
