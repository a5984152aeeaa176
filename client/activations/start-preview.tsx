import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ActivationPreview } from '#shared/activations.ts'
import { queryPaths } from '#shared/paths.ts'
import { kindOf, type Plan, type PlanStep } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import { post } from '../live/api.ts'
import { placeOf, type Where } from './start-rules.ts'

/** What starting it would do: asked of the server each time that plan or place change. */
export function usePreview(plan: Plan | undefined, community: string | null, where: Where, drill: boolean, enabled: boolean) {
  const asked = { plan: plan?.id ?? '', community: community ?? '', drill, ...placeOf(where) }
  return useQuery({
    queryKey: ['activation-preview', asked], queryFn: async () => (await post(queryPaths.activationPreview, asked)) as ActivationPreview, enabled: enabled && plan !== undefined && community !== null, retry: 1,
    placeholderData: keepPreviousData,
  })
}

const byItself: readonly ReturnType<typeof kindOf>[] = ['notify', 'order', 'request', 'block', 'wait']

/** Before it starts: who gets what, who needs help there, what is called for and what is missing, and every word that leaves the house. */
export function StartPreview({ plan, drill, preview, failed }: { plan: Plan; drill: boolean; preview: ActivationPreview | undefined; failed: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const messages = plan.steps.flatMap((step) => (step.notify ? [{ key: step.key, ...step.notify }] : []))
  const care = preview?.care
  const other = format.language === 'zh' ? 'en' : 'zh'
  return (
    <div className="preview">
      {preview?.running && <p className="soon">{t('run.preview.running')}</p>}
      {(preview ? preview.asks : plan.secondPerson && !drill) && <p className="soon">{t('run.preview.asks')}</p>}
      {failed && <p className="soon">{t('run.preview.failed')}</p>}
      <p>{format.name(plan.purpose)}</p>
      <h3>
        {t('run.preview.who')} <span className="dim">{t('run.preview.steps', { count: plan.steps.length })}</span>
      </h3>
      <ol className="preview-steps">
        {plan.steps.map((step, index) => (
          <Step key={step.key} step={step} number={index + 1} found={preview?.steps.find(({ key }) => key === step.key)} known={preview !== undefined} />
        ))}
      </ol>
      {care && (
        <>
          <h3>{t('run.preview.care')}</h3>
          <p>{care.red + care.yellow + care.green === 0 ? t('run.preview.careNone') : t('run.preview.careOf', care)}</p>
        </>
      )}
      {preview && preview.resources.length > 0 && (
        <>
          <h3>{t('run.preview.resources')}</h3>
          <ul className="preview-needs">
            {preview.resources.map(({ kind, amount, found, short }, index) => (
              <li key={`${kind}${index}`}>
                <span>
                  {t(`words.resourceKind.${kind}`)} ×{amount}
                </span>
                <span className="dim">
                  {found.slice(0, 2).map(({ resource, name, metres, stock }) => (
                    <span key={resource} className="preview-found">
                      {[format.name(name), metres !== null && t('run.preview.metres', { count: metres }), stock !== null && t('run.preview.stock', { count: stock })].filter(Boolean).join(t('join.dot'))}
                    </span>
                  ))}
                  {found.length === 0 && t('run.preview.found')}
                </span>
                {short > 0 && <strong className="soon">{t('run.preview.short', { count: short })}</strong>}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{messages.length === 0 ? t('run.preview.outsideNone') : t(drill ? 'run.preview.outsideDrill' : 'run.preview.outside')}</h3>
      <ul className="preview-messages">
        {messages.map((message) => (
          <li key={message.key}>
            <strong>{t('plan.to', { who: format.name(message.to) })}</strong>
            <p>{format.name(message.text)}</p>
            {message.text.en !== message.text.zh && (
              <details>
                <summary className="dim">{t('run.preview.other')}</summary>
                <p lang={other === 'zh' ? 'zh-CN' : 'en'}>{message.text[other]}</p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Step({ step, number, found, known }: { step: PlanStep; number: number; found: ActivationPreview['steps'][number] | undefined; known: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const itself = byItself.includes(kindOf(step))
  const who = found?.person ? format.name(found.person.name) : null
  return (
    <li>
      <span>
        <span className="dim">{number}</span> {format.name(step.name)} <span className="dim">{t(`words.post.${step.post}`)}</span>
      </span>
      <span className="preview-who">
        {itself && <span className="dim">{t('run.preview.system')}</span>}
        {who}
        {found?.standIn && who && <span className="soon">{t('run.preview.standIn')}</span>}
        {found && found.busy > 0 && <span className="soon">{t('run.preview.busy', { count: found.busy })}</span>}
        {!itself && known && !who && <span className="soon">{t('run.preview.nobody')}</span>}
      </span>
    </li>
  )
}
