import { useTranslation } from 'react-i18next'
import type { Post } from '#shared/people.ts'
import type { DrillLack, Readiness } from '#shared/readiness.ts'
import type { ResourceKind } from '#shared/resources.ts'
import type { View } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'

type Reason = Readiness['reasons'][number]
/** `where` something can be done about it, for who may look at that. */
export type ReasonWords = { sentence: string; doing: string; where: { href: string; name: string; view: View } }

/** Names said one by one before the others are only counted. */
const saidByName = 5

/** A reason that is not met: what is missing, what to do, where. `plan`: the edition. */
export function useReasonWords(): (reason: Reason, plan: string) => ReasonWords {
  const { t } = useTranslation()
  const format = useFormat()
  const listed = (names: readonly string[]): string => {
    const said = names.slice(0, saidByName).join(t('join.comma'))
    return names.length > saidByName ? t('office.readiness.others', { list: said, count: names.length - saidByName }) : said
  }
  const rosters = { href: '/admin/rosters', name: t('office.readiness.go.rosters'), view: 'roster' } as const
  const pool = { href: '/plans/resources', name: t('menu.planPage.resources'), view: 'resources' } as const
  const drills = { href: '/plans/drills', name: t('menu.planPage.drills'), view: 'drills' } as const
  return ({ reason, share, about, named }, plan) => {
    const doing = t(`office.readiness.doing.${reason}`)
    const kinds = (): string[] => [...named.map(format.name), ...about.map((kind) => t(`words.resourceKind.${kind as ResourceKind}`))]
    switch (reason) {
      case 'posts':
        return { sentence: t('office.readiness.why.posts', { share: Math.floor(share * 100), list: listed(about.map((post) => t(`words.post.${post as Post}`))) }), doing, where: rosters }
      case 'contacts':
      case 'stock':
      case 'in-date':
        return { sentence: t(`office.readiness.why.${reason}`, { list: listed(kinds()) }), doing, where: pool }
      case 'pool':
        return { sentence: t('office.readiness.why.pool', { list: listed(kinds()) }), doing, where: pool }
      case 'reviewed':
        return { sentence: t('office.readiness.why.reviewed'), doing, where: { href: `/plans/library/${plan}`, name: t('office.readiness.openPlan'), view: 'plan' } }
      case 'drilled':
      case 'passed':
        return { sentence: t(`office.readiness.why.${reason}.${about[0] as DrillLack}`), doing, where: drills }
    }
  }
}
