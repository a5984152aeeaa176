import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { queryPaths } from '#shared/paths.ts'
import { useFormat } from '../i18n/format.ts'
import { useMayHere } from '../live/session.ts'
import { openDialog } from '../ui/desk-state.ts'
import { say } from '../ui/notices.ts'
import { useMayCompany } from './company-right.ts'
import { EditionOrder, type Order } from './edition-orders.tsx'
import type { Editor } from './editor-state.ts'
import { usePlanWords } from './plan-words.ts'
import { PublishPlan } from './publish-plan.tsx'
import { SceneMark } from './scene-mark.tsx'

/** Which edition of which plan it is, since when and by whom, and what can be done with it. */
export function EditionHead({ editor }: { editor: Editor }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { day } = usePlanWords()
  const { base, content, dirty } = editor
  const written = base.publishedAt
    ? t('office.planEditor.publishedBy', { who: base.publishedBy, at: day(base.publishedAt) })
    : t('office.planEditor.by', { who: base.by, at: format.moment(base.changedAt) })
  return (
    <header className="edition-head">
      <Link href="/plans/library" className="button button-bare edition-back" aria-label={t('office.planEditor.back')}>
        <span aria-hidden="true">←</span>
      </Link>
      <SceneMark scene={content.scene} />
      <div className="edition-title">
        <h1>{format.name(content.name) || t('office.planEditor.new.nameless')}</h1>
        <p className="dim">
          {[t(`words.scene.${content.scene}`), t('office.planEditor.editionOf', { edition: base.edition, state: t(`office.planLibrary.state.${base.state}`) }), written].join(t('join.dot'))}
          {base.change && ` ${t('join.dot')} ${t('office.planEditor.changeWas')}${t('join.colon')}${base.change}`}
          {base.findings.length > 0 && ` ${t('join.dot')} ${t('office.planEditor.took', { count: base.findings.length })}`}
        </p>
        {base.state === 'draft' && base.returned && (
          <p className="soon" data-returned>
            {t('office.planEditor.returnedBy', { who: base.returned.by, at: format.moment(base.returned.at) })}
            {t('join.colon') + base.returned.reason}
          </p>
        )}
      </div>
      <p className="edition-unsaved soon" role="status">
        {dirty && t('office.planEditor.unsaved')}
      </p>
      <Acts editor={editor} />
    </header>
  )
}

type Open = Order | 'publish'

function Acts({ editor }: { editor: Editor }) {
  const { t } = useTranslation()
  const here = useMayHere()
  const company = useMayCompany()
  const [open, setOpen] = useState<Open | null>(null)
  const { base, writable, dirty, busy, save, undo, redo } = editor
  const close = () => setOpen(null)
  const button = (order: Open, looks = '') => (
    <button key={order} type="button" className={`button ${looks}`} onClick={() => setOpen(order)}>
      {t(`office.planEditor.${order}`)}
    </button>
  )
  /** What is decided on is what was saved. */
  const afterSaving = (order: Open) => (
    <button type="button" className={`button ${dirty ? '' : 'button-next'}`} disabled={busy} onClick={() => void (dirty ? save() : Promise.resolve(true)).then((done) => done && setOpen(order))}>
      {t('office.planEditor.submit')}
    </button>
  )
  return (
    <div className="edition-acts">
      {writable && (
        <>
          <button type="button" className="button button-bare" disabled={!undo} title={t('office.planEditor.keys.undo')} onClick={() => undo?.()}>
            {t('office.planEditor.undo')}
          </button>
          <button type="button" className="button button-bare" disabled={!redo} title={t('office.planEditor.keys.redo')} onClick={() => redo?.()}>
            {t('office.planEditor.redo')}
          </button>
          <button type="button" className={`button ${dirty ? 'button-next' : ''}`} disabled={!dirty || busy} title={t('office.planEditor.keys.save')} onClick={() => void save().then((done) => done && say(t('office.planEditor.saved')))}>
            {t('office.planEditor.save')}
          </button>
          {company('plan.submit') && afterSaving('submit')}
        </>
      )}
      {base.state === 'review' && company('plan.return') && button('return')}
      {base.state === 'review' && company('plan.publish') && button('publish', 'button-next')}
      {base.state === 'published' && here('activation.start') && (
        <button type="button" className="button button-next" onClick={() => openDialog({ kind: 'start', plan: base.id })}>
          {t('office.planEditor.start')}
        </button>
      )}
      {(base.state === 'published' || base.state === 'retired') && company('plan.draft') && button('newEdition')}
      <a className="button" href={queryPaths.planExport.replace(':id', base.id)} download>
        {t('office.planLibrary.export')}
      </a>
      {base.state === 'published' && company('plan.retire') && button('retire', 'button-danger')}
      {(base.state === 'draft' || base.state === 'review') && company('plan.retire') && button('discard', 'button-danger')}
      {open === 'publish' && <PublishPlan plan={base} onClose={close} />}
      {open !== null && open !== 'publish' && <EditionOrder order={open} plan={base} onClose={close} />}
    </div>
  )
}
