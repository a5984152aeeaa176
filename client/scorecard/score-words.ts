import type { TFunction } from 'i18next'
import { severities } from '#shared/alarms.ts'
import { scoreTargets, type Score } from '#shared/scorecard.ts'

/** One figure against its target. `met` null: there was nothing to measure. */
export type Measure = { key: string; name: string; value: string; target: string; met: boolean | null }

const percent = (share: number | null, digits = 0): string => (share === null ? '–' : `${(share * 100).toFixed(digits)}%`)

/** The figures of a month in the order in which the standard asks for them. */
export function measuresOf(t: TFunction, score: Score): Measure[] {
  const { rate, flood, standing, chattering, topTen, mix, answered, dispatched, clocks } = score
  const quiet = score.alarms === 0
  const shares = severities.map((severity) => (quiet ? null : (mix[severity] ?? 0) / score.alarms))
  const [critical, major, minor, notice] = shares
  const high = critical ?? null
  const low = minor === null || notice === null ? null : (minor ?? 0) + (notice ?? 0)
  return [
    { key: 'rate', name: t('office.scorecard.rate'), value: rate.mean.toFixed(2), target: t('office.scorecard.atMost', { value: scoreTargets.rate }), met: rate.mean <= scoreTargets.rate },
    { key: 'most', name: t('office.scorecard.most'), value: String(Math.round(rate.most * 10) / 10), target: t('office.scorecard.atMost', { value: scoreTargets.floodFrom }), met: rate.most <= scoreTargets.floodFrom },
    {
      key: 'flood', name: t('office.scorecard.flood'), value: flood.count === 0 ? percent(flood.share) : t('office.scorecard.floods', { share: percent(flood.share, 1), count: flood.count, minutes: Math.round(flood.minutes) }),
      target: t('office.scorecard.under', { value: percent(scoreTargets.flood) }), met: flood.share < scoreTargets.flood,
    },
    { key: 'standing', name: t('office.scorecard.standing'), value: String(standing), target: t('office.scorecard.under', { value: scoreTargets.standing }), met: standing < scoreTargets.standing },
    { key: 'chattering', name: t('office.scorecard.chattering'), value: String(chattering), target: t('office.scorecard.atMost', { value: scoreTargets.chattering }), met: chattering <= scoreTargets.chattering },
    { key: 'top-ten', name: t('office.scorecard.topTen'), value: percent(topTen.share), target: t('office.scorecard.atMost', { value: percent(scoreTargets.topTen) }), met: topTen.share === null ? null : topTen.share <= scoreTargets.topTen },
    {
      key: 'mix', name: t('office.scorecard.mix'), value: quiet ? '–' : [low, major ?? null, high].map((share) => percent(share)).join(' / '),
      target: [scoreTargets.mix.low, scoreTargets.mix.medium, scoreTargets.mix.high].map((share) => percent(share)).join(' / '), met: quiet || low === null || high === null ? null : low >= 0.7 && high <= 0.1,
    },
    ...answered.map(({ seconds, share, target }) => ({
      key: `answered-${seconds}`, name: t('office.scorecard.answered', { seconds }), value: percent(share), target: t('office.scorecard.atLeast', { value: percent(target) }), met: share === null ? null : share >= target,
    })),
    ...dispatched.map(({ seconds, share, target }) => ({
      key: `dispatched-${seconds}`, name: t('office.scorecard.dispatched', { seconds }), value: percent(share), target: t('office.scorecard.atLeast', { value: percent(target) }), met: share === null ? null : share >= target,
    })),
    ...clocks.map(({ kind, kept, late }) => ({
      key: `clock-${kind}`, name: t(`office.scorecard.clock.${kind}`), value: kept + late === 0 ? '–' : t('office.scorecard.kept', { kept, of: kept + late }),
      target: t('office.scorecard.all'), met: kept + late === 0 ? null : late === 0,
    })),
  ]
}
