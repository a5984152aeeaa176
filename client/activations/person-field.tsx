import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isUnderWay } from '#shared/activations.ts'
import type { Person } from '#shared/people.ts'
import { onDuty } from '#shared/shifts.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { useEpoch } from '../live/now.ts'

const minute = 60_000

/** Who is on duty in a community now, and how many steps of running plans each has in hand: those with the fewest first. */
export function useOnDuty(community: string): { person: Person; steps: number }[] {
  const now = useEpoch(minute)
  const { shift, person: people, activation } = useLive((state) => state.picture)
  const steps = new Map<string, number>()
  for (const run of activation.values()) for (const step of run.steps) if (step.holder && isUnderWay(step)) steps.set(step.holder.person, (steps.get(step.holder.person) ?? 0) + 1)
  const there = new Set([...shift.values()].filter((row) => row.community === community && onDuty(row, now)).map(({ person }) => person))
  return [...there]
    .flatMap((id) => {
      const person = people.get(id)
      return person ? [{ person, steps: steps.get(id) ?? 0 }] : []
    })
    .toSorted((a, b) => a.steps - b.steps || a.person.code.localeCompare(b.person.code))
}

type Props = { label: string; community: string; value: string | null; onChange: (id: string | null) => void; without?: string | null | undefined; placeholder?: string; clearable?: boolean }

/** Somebody on duty, with their post and how much they have in hand. */
export function PersonField({ label, community, value, onChange, without, placeholder, clearable = false }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useOnDuty(community).filter(({ person }) => person.id !== without)
  return (
    <Select
      label={label}
      placeholder={placeholder ?? t('run.dialog.givePick')}
      description={list.length === 0 ? t('run.dialog.giveNobody') : undefined}
      data={list.map(({ person, steps }) => ({ value: person.id, label: [format.name(person.name), t(`words.post.${person.post}`), steps > 0 ? t('run.dialog.busy', { count: steps }) : t('run.dialog.free')].join(t('join.dot')) }))}
      value={value}
      onChange={onChange}
      searchable
      clearable={clearable}
    />
  )
}
