import { useEffect, useState } from 'react'
import type { ScoredDrill } from '#shared/drills.ts'
import type { Language } from '#shared/text.ts'
import { scoreWords } from '../i18n/score.ts'
import { askDrill, troubleIn, type Trouble } from './score-api.ts'
import { ScoreSheet } from './score-sheet.tsx'
import { TroubleNote } from './trouble-note.tsx'

const firstLanguage = (): Language => (navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag))?.toLowerCase().startsWith('en') ? 'en' : 'zh')

/** The page behind a code: /score/CODE. */
export function Score({ code }: { code: string }) {
  const [language, setLanguage] = useState(firstLanguage)
  const [drill, setDrill] = useState<ScoredDrill | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [round, setRound] = useState(0)
  const [asked] = useState(language)
  const words = scoreWords[language]
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = words.title
  }, [language, words])
  useEffect(() => {
    let over = false
    askDrill(code, asked).then(
      (found) => !over && setDrill(found),
      (error: unknown) => !over && setTrouble(troubleIn(error)),
    )
    return () => {
      over = true
    }
  }, [code, asked, round])
  const again = () => {
    setTrouble(null)
    setRound(round + 1)
  }
  return (
    <>
      <header className="top">
        <h1>{words.title}</h1>
        <button type="button" className="plain" aria-label={words.otherLabel} lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {words.other}
        </button>
      </header>
      <main>
        {trouble && <TroubleNote trouble={trouble} words={words} onRetry={again} />}
        {!trouble && !drill && <p role="status">{words.loading}</p>}
        {!trouble && drill && (drill.open ? <ScoreSheet code={code} drill={drill} language={language} onClosed={() => setDrill({ ...drill, open: false })} /> : <TroubleNote trouble={{ kind: 'closed' }} words={words} />)}
      </main>
    </>
  )
}
