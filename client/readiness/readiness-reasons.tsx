import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Readiness } from '#shared/readiness.ts'
import { useSees } from '../live/session.ts'
import { PercentMark } from '../ui/percent-mark.tsx'
import { takenBy, worstFirst } from './readiness-matrix-rules.ts'
import { useCommunityName } from './readiness-matrix.tsx'
import { useReasonWords } from './reason-words.ts'

/** In the order in which they are worth something. */
const all = ['posts', 'stock', 'contacts', 'in-date', 'pool', 'reviewed', 'drilled', 'passed'] as const satisfies Readiness['reasons'][number]['reason'][]

/** Plans whose reasons are told without being asked for. */
const told = 3

/** Why a community is as ready as it is for a scene, what to do about it, and where. `cell`: its plans for that scene, the least ready first. */
export function ReadinessReasons({ cell, onClose }: { cell: readonly [Readiness, ...Readiness[]]; onClose: () => void }) {
  const { t } = useTranslation()
  const name = useCommunityName()(cell[0].community)
  return (
    <Modal opened onClose={onClose} title={t('office.readiness.of', { name, scene: t(`words.scene.${cell[0].scene}`) })} size="38rem" lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      {cell.map((one) => (
        <OfPlan key={one.plan} readiness={one} />
      ))}
    </Modal>
  )
}

/** Of one community there is room to say at once what its least ready plans lack. */
export function LeastReady({ list }: { list: readonly Readiness[] }) {
  const { t } = useTranslation()
  const least = list.filter(({ percent }) => percent < 100).toSorted((a, b) => a.percent - b.percent)
  return (
    <div className="readiness-least">
      {least.slice(0, told).map((one) => (
        <section key={one.plan}>
          <h2>{t(`words.scene.${one.scene}`)}</h2>
          <OfPlan readiness={one} />
        </section>
      ))}
    </div>
  )
}

function OfPlan({ readiness }: { readiness: Readiness }) {
  const { t } = useTranslation()
  const lacking = worstFirst(readiness)
  const kept = all.filter((reason) => !lacking.some((one) => one.reason === reason))
  return (
    <section className="readiness-plan">
      <p className="readiness-sum">
        <PercentMark percent={readiness.percent} />
        <Link className="link" href={`/plans/library/${readiness.plan}`}>
          {t('office.readiness.openPlan')}
        </Link>
      </p>
      {lacking.length === 0 && <p>{t('office.readiness.complete')}</p>}
      <ul className="readiness-reasons">
        {lacking.map((reason) => (
          <Reason key={reason.reason} readiness={readiness} reason={reason} />
        ))}
      </ul>
      {kept.length > 0 && lacking.length > 0 && <p className="dim">{t('office.readiness.kept', { list: kept.map((reason) => t(`office.readiness.name.${reason}`)).join(t('join.comma')) })}</p>}
    </section>
  )
}

function Reason({ readiness: { community, plan }, reason }: { readiness: Readiness; reason: Readiness['reasons'][number] }) {
  const { t } = useTranslation()
  const sees = useSees()
  const { sentence, doing, where } = useReasonWords()(reason, plan)
  return (
    <li data-reason={reason.reason}>
      <p>
        {sentence} <span className="dim">{t('office.readiness.takes', { points: takenBy(reason) })}</span>
      </p>
      <p className="dim">
        {doing}
        {sees(where.view, community) === 'yes' && (
          <>
            {' '}
            <Link className="link" href={where.href}>
              {where.name}
            </Link>
          </>
        )}
      </p>
    </li>
  )
}
