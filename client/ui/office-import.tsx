import { useState, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preview } from '#shared/rosters.ts'
import { Refused } from '../live/api.ts'
import type { Failure } from '../live/command-state.ts'
import { OfficeForm } from './office-dialog.tsx'
import './office-import.css'
import { OfficeTable } from './office-page.tsx'

const largest = 2_000_000
const listed = 200

type Props = {
  title: string
  hint: string
  /** As an `accept` attribute has it. */
  accept: string
  busy: boolean
  failure: Failure | null
  preview: (text: string) => Promise<Preview>
  onApply: (text: string) => void
  onClose: () => void
}

/** A file to be brought in: chosen, looked through line by line, and only then applied. */
export function OfficeImport({ title, hint, accept, busy, failure, preview, onApply, onClose }: Props) {
  const { t } = useTranslation()
  const [file, setFile] = useState<{ name: string; text: string } | null>(null)
  const [seen, setSeen] = useState<Preview | null>(null)
  const [checking, setChecking] = useState(false)
  const [refused, setRefused] = useState<Failure | null>(null)
  const [large, setLarge] = useState(false)
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const picked = event.currentTarget.files?.[0]
    event.currentTarget.value = ''
    if (!picked) return
    setSeen(null)
    setRefused(null)
    setFile(null)
    setLarge(picked.size > largest)
    if (picked.size > largest) return
    setChecking(true)
    try {
      const text = textOf(await picked.arrayBuffer())
      setFile({ name: picked.name, text })
      setSeen(await preview(text))
    } catch (error) {
      setRefused({ problem: error instanceof Refused ? error.problem : null })
    } finally {
      setChecking(false)
    }
  }
  const changes = seen ? seen.new + seen.changed : 0
  return (
    <OfficeForm title={title} submit={t('office.people.file.apply')} busy={busy} failure={refused ?? failure} disabled={!seen || seen.wrong > 0 || changes === 0} onSubmit={() => file && onApply(file.text)} onClose={onClose} size="56rem">
      <p className="dim">{hint}</p>
      <label className="button import-file">
        {t('office.people.file.choose')}
        <input className="unseen" type="file" accept={accept} onChange={(event) => void choose(event)} />
      </label>
      <div role="status" className="import-said">
        {large && <p>{t('office.people.file.tooLarge')}</p>}
        {file && <p className="dim">{t('office.people.file.chosen', { name: file.name })}</p>}
        {checking && <p>{t('office.people.file.reading')}</p>}
        {seen && <Counts seen={seen} />}
        {seen && seen.wrong > 0 && <p>{t('office.people.file.fix')}</p>}
        {seen && seen.wrong === 0 && changes === 0 && <p>{t('office.people.file.nothing')}</p>}
      </div>
      {seen && <Lines seen={seen} />}
    </OfficeForm>
  )
}

function Counts({ seen }: { seen: Preview }) {
  const { t } = useTranslation()
  return (
    <p className="import-counts">
      {(['wrong', 'new', 'changed', 'same'] as const).map((outcome) => (
        <span key={outcome} data-outcome={seen[outcome] > 0 ? outcome : 'none'}>
          {t(`office.people.file.${outcome}`, { count: seen[outcome] })}
        </span>
      ))}
    </p>
  )
}

/** What is wrong first: that is what there is to do. */
function Lines({ seen }: { seen: Preview }) {
  const { t } = useTranslation()
  const order = ['wrong', 'changed', 'new', 'same']
  const sorted = seen.lines.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || a.line - b.line)
  return (
    <div className="import-lines">
      <OfficeTable label={t('office.people.file.preview')} head={[t('office.people.file.line'), t('office.people.file.what'), t('office.people.file.outcome')]}>
        {sorted.slice(0, listed).map(({ line, words, outcome, errors }) => (
          <tr key={line} data-outcome={outcome}>
            <td className="import-line">{line}</td>
            <td>
              {words || '–'}
              {errors.map(({ field, message }) => (
                <div key={field + message} className="import-error">
                  {t('problem.field', { field, message })}
                </div>
              ))}
            </td>
            <td>{t(`office.people.file.result.${outcome}`)}</td>
          </tr>
        ))}
      </OfficeTable>
      {sorted.length > listed && <p className="dim">{t('office.people.file.more', { count: sorted.length - listed })}</p>}
    </div>
  )
}

/** UTF-8, else what Chinese spreadsheets write. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
