import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Drill, Inject } from '#shared/drills.ts'
import type { Measure, Scene } from '#shared/plans.ts'
import { may as mayDo } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { usePlans } from '../live/catalogue.ts'
import { useCommand } from '../live/command-state.ts'
import { useNow } from '../live/now.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { CommunityField } from '../ui/office-fields.tsx'
import { localField, sentInjects, sentObjectives } from './form-rules.ts'
import { InjectFields } from './inject-fields.tsx'
import { ObjectiveFields } from './objective-fields.tsx'

const day = 86_400_000

/** A new drill, or one that is planned and `held`. `scene`: the duty that it is for. */
export function PlanDrill({ community: first, scene, held, onClose }: { community: string; scene?: Scene | null; held?: Drill; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [, go] = useLocation()
  const now = useNow()
  const plans = usePlans().data ?? []
  const [community, setCommunity] = useState<string | null>(first)
  const [chosen, setPlan] = useState<string | null>(held?.plan ?? null)
  const [when, setWhen] = useState(() => localField(held?.plannedAt ? Date.parse(held.plannedAt) : now + 7 * day))
  const [own, setOwn] = useState<Measure[] | null>(held?.objectives ?? null)
  const [injects, setInjects] = useState<Inject[]>(held?.injects ?? [])
  const [note, setNote] = useState(held?.note ?? '')
  const planning = useCommand('drill.plan')
  const changing = useCommand('drill.change')
  const { busy, failure } = held ? changing : planning
  const fitting = scene ? plans.filter((plan) => plan.scene === scene) : []
  const series = chosen ?? (fitting.length === 1 ? (fitting[0]?.series ?? null) : null)
  const plan = plans.find((one) => one.series === series)
  const at = new Date(when).getTime()
  const past = !(at > now)
  const about = () => ({ plannedAt: new Date(at).toISOString(), objectives: own && sentObjectives(own), injects: sentInjects(injects), note: note.trim() })
  const submit = async () => {
    if (!series || !community) return
    const reply = held ? await changing.run({ version: held.version, ...about() }, held.id) : await planning.run({ community, plan: series, ...about() })
    if (!reply) return
    say(t(held ? 'office.drills.form.saved' : 'office.drills.form.done'))
    onClose()
    if (!held) go(`/plans/drills/${reply.body.id}`)
  }
  return (
    <OfficeForm
      title={t(held ? 'office.drills.form.change' : 'office.drills.form.title')} submit={t(held ? 'office.drills.form.save' : 'office.drills.form.submit')} size="60rem"
      busy={busy} failure={failure} disabled={!plan || !community || past} onSubmit={() => void submit()} onClose={onClose}
    >
      {!held && (
        <div className="form-pair">
          <CommunityField value={community} onChange={setCommunity} roles={mayDo['drill.plan']} />
          <Select
            label={t('office.drills.form.plan')} placeholder={t('office.admin.choose')} searchable value={series} onChange={setPlan} description={plans.length === 0 && t('office.drills.form.noPlans')}
            data={[...fitting, ...plans.filter((one) => !fitting.includes(one))].map((one) => ({ value: one.series, label: format.name(one.name) }))}
          />
        </div>
      )}
      <TextInput type="datetime-local" label={t('office.drills.form.when')} value={when} onChange={(event) => setWhen(event.currentTarget.value)} error={past && t('office.drills.form.whenPast')} />
      <section className="drill-part" aria-label={t('office.drills.form.objectives')}>
        <h3>{t('office.drills.form.objectives')}</h3>
        <p className="dim">{t('office.drills.form.objectivesLead')}</p>
        <SegmentedControl
          aria-label={t('office.drills.form.objectives')} value={own ? 'own' : 'plan'} onChange={(value) => setOwn(value === 'own' ? (plan?.measures ?? []) : null)}
          data={[{ value: 'plan', label: t('office.drills.form.fromPlan') }, { value: 'own', label: t('office.drills.form.own') }]}
        />
        {own ? <ObjectiveFields value={own} steps={plan?.steps ?? []} onChange={setOwn} /> : <PlanObjectives measures={plan?.measures ?? null} />}
      </section>
      <section className="drill-part" aria-label={t('office.drills.form.injects')}>
        <h3>{t('office.drills.form.injects')}</h3>
        <p className="dim">{t('office.drills.form.injectsLead')}</p>
        <InjectFields value={injects} community={community} onChange={setInjects} />
      </section>
      <Textarea label={t('office.drills.form.note')} placeholder={t('office.drills.form.noteHint')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={2000} autosize minRows={1} />
    </OfficeForm>
  )
}

function PlanObjectives({ measures }: { measures: readonly Measure[] | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!measures) return <p className="dim">{t('office.drills.form.choosePlan')}</p>
  if (measures.length === 0) return <p className="dim">{t('office.drills.form.noObjectives')}</p>
  return (
    <ul className="drill-aims">
      {measures.map(({ key, name, minutes }) => (
        <li key={key}>
          {format.name(name)} {minutes ? <small className="dim">{t('office.drills.aims', { count: minutes })}</small> : null}
        </li>
      ))}
    </ul>
  )
}
