import { SegmentedControl, Select, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandInput } from '#shared/commands.ts'
import { scenes, type Scene } from '#shared/plans.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import '../ui/office-import.css'
import { seriesOf, type Edition } from './plan-series.ts'
import { usePlanWords } from './plan-words.ts'

const largest = 2_000_000
const tables = ['scenarios', 'tasks', 'people', 'assets'] as const
type Tables = Record<(typeof tables)[number], { name: string; text: string } | null>

/** Plans that were written elsewhere come in as drafts: a plan file, chosen or pasted, or the tables of a scenario. */
export function ImportPlans({ editions, onClose }: { editions: readonly Edition[]; onClose: () => void }) {
  const { t } = useTranslation()
  const words = usePlanWords()
  const client = useQueryClient()
  const { run, busy, failure } = useCommand('plan.import')
  const [format, setFormat] = useState<'watchfloor' | 'eden'>('watchfloor')
  const [text, setText] = useState('')
  const [series, setSeries] = useState('')
  const [scene, setScene] = useState<Scene>('heavy-rain')
  const [files, setFiles] = useState<Tables>({ scenarios: null, tasks: null, people: null, assets: null })
  const [large, setLarge] = useState(false)
  const open = seriesOf(editions).filter((one) => !one.open)
  const take = async (event: ChangeEvent<HTMLInputElement>, put: (name: string, text: string) => void) => {
    const picked = event.currentTarget.files?.[0]
    event.currentTarget.value = ''
    setLarge(picked !== undefined && picked.size > largest)
    if (picked && picked.size <= largest) put(picked.name, await picked.text())
  }
  const submit = async () => {
    const eden = { scenarios: files.scenarios?.text ?? '', tasks: files.tasks?.text ?? '', people: files.people?.text ?? '', assets: files.assets?.text ?? '' }
    const request: CommandInput<'plan.import'> = format === 'eden' ? { format, scene, ...eden } : { format, text, series: series || null }
    const reply = await run(request)
    if (!reply) return
    void client.invalidateQueries({ queryKey: ['planEditions'] })
    const [drafts, left] = [listed(reply.body['drafts']), listed(reply.body['left'])]
    say(t('office.planLibrary.file.done', { count: drafts.length }))
    if (left.length > 0) say(t('office.planLibrary.file.left', { names: left.join(t('join.comma')) }))
    onClose()
  }
  return (
    <OfficeForm
      title={t('office.planLibrary.file.title')} submit={t('office.planLibrary.file.submit')} busy={busy} failure={failure} disabled={format === 'eden' ? !files.scenarios || !files.tasks : text.trim() === ''} onSubmit={() => void submit()} onClose={onClose} size="44rem"
    >
      <p className="dim">{t('office.planLibrary.file.lead')}</p>
      <SegmentedControl
        aria-label={t('office.planLibrary.file.format')} value={format} onChange={(value) => setFormat(value === 'eden' ? 'eden' : 'watchfloor')}
        data={[{ value: 'watchfloor', label: t('office.planLibrary.file.watchfloor') }, { value: 'eden', label: t('office.planLibrary.file.eden') }]}
      />
      {large && <p role="alert">{t('office.planLibrary.file.tooLarge')}</p>}
      {format === 'watchfloor' ? (
        <>
          <FileButton label={t('office.planLibrary.file.choose')} accept=".json,application/json" onPick={(event) => void take(event, (_, read) => setText(read))} />
          <Textarea label={t('office.planLibrary.file.paste')} value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={6} maxRows={14} spellCheck={false} />
          <Select
            label={t('office.planLibrary.file.series')} allowDeselect={false} searchable value={series} onChange={(chosen) => setSeries(chosen ?? '')}
            data={[{ value: '', label: t('office.planLibrary.file.asNew') }, ...open.map(({ id, shown }) => ({ value: id, label: t('office.planLibrary.file.asEdition', { name: words.name(shown.name) }) }))]}
          />
        </>
      ) : (
        <>
          <Select label={t('office.planLibrary.file.scene')} allowDeselect={false} searchable value={scene} data={scenes.map((one) => ({ value: one, label: t(`words.scene.${one}`) }))} onChange={(chosen) => setScene(scenes.find((one) => one === chosen) ?? scene)} />
          <ul className="eden-files">
            {tables.map((table) => (
              <li key={table}>
                <FileButton label={t(`office.planLibrary.file.tables.${table}`)} accept=".csv,text/csv" onPick={(event) => void take(event, (name, read) => setFiles((before) => ({ ...before, [table]: { name, text: read } })))} />
                <span className="dim">{files[table]?.name ?? `${t('office.planLibrary.file.none')}${t('join.dot')}${t(table === 'scenarios' || table === 'tasks' ? 'office.planLibrary.file.needed' : 'office.planLibrary.file.optional')}`}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </OfficeForm>
  )
}

const FileButton = ({ label, accept, onPick }: { label: string; accept: string; onPick: (event: ChangeEvent<HTMLInputElement>) => void }) => (
  <label className="button import-file">
    {label}
    <input className="unseen" type="file" accept={accept} onChange={onPick} />
  </label>
)

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
