import type { Category } from '#shared/orders.ts'
import { categoryWords } from './matter-words.ts'
import { useSpeech } from './report-language.ts'

/** One line each, drawn in a square of 24. */
const drawings: Partial<Record<Category, string>> = {
  repair: 'M14 7a4 4 0 0 1 5.5-3.7L17 5.8 18.2 7l2.5-2.5A4 4 0 0 1 15.5 10L7 18.5a2 2 0 0 1-3-3L12.5 7M5.6 17.4h.01',
  security: 'M12 3 5 6v5c0 4.5 3 8 7 10 4-2 7-5.5 7-10V6zM9 12l2 2 4-4',
  cleaning: 'M12 3v9M8 12h8l1 4H7zM7 16l-1 5h12l-1-5M10 18v3M14 18v3',
  greening: 'M12 21v-8M12 13c-5 0-7-3-7-7 4 0 7 2 7 7zM12 11c0-4 2-6 7-6 0 4-2 6-7 6z',
  parking: 'M6 21V4h7a5 5 0 0 1 0 10H6',
  complaint: 'M4 5h16v11H10l-4 4v-4H4zM12 8v4M12 14h.01',
  'resident-service': 'M9.5 9a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1 1-1.1 1.7v.5M12 16.5h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
}

export function CategoryChoice({ categories, value, onChange }: { categories: readonly Category[]; value: Category | null; onChange: (category: Category) => void }) {
  const { words } = useSpeech()
  return (
    <section aria-labelledby="what">
      <h2 id="what">{words.what}</h2>
      <div className="kinds">
        {categories.map((category) => (
          <button key={category} type="button" aria-pressed={value === category} onClick={() => onChange(category)}>
            <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
              <path d={drawings[category]} fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" />
            </svg>
            {categoryWords(words, category)}
          </button>
        ))}
      </div>
    </section>
  )
}
