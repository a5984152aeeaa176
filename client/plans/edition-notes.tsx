import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import type { Editor } from './editor-state.ts'

type Why = 'published' | 'review' | 'retired' | 'right' | 'phone'

/** Why it cannot be changed; what was brought back; who saved meanwhile; why it was not saved. */
export function EditionNotes({ editor, why }: { editor: Editor; why: Why | null }) {
  const { t } = useTranslation()
  return (
    <>
      {why && <p className="edition-note">{t(`office.planEditor.readOnly.${why}`)}</p>}
      {editor.restored && (
        <p className="edition-note" role="status">
          {t(editor.restored === 'older' ? 'office.planEditor.restored.older' : 'office.planEditor.restored.what')}
          <button type="button" className="button" onClick={editor.drop}>
            {t('office.planEditor.restored.drop')}
          </button>
        </p>
      )}
      {editor.theirs && <Conflict editor={editor} />}
      <ProblemNote failure={editor.failure} />
    </>
  )
}

function Conflict({ editor: { theirs, takeTheirs, save } }: { editor: Editor }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!theirs) return null
  return (
    <div className="problem edition-conflict" role="alert">
      <strong>{t('office.planEditor.conflict.title')}</strong>
      {theirs.state === 'draft' ? (
        <>
          <p>{t('office.planEditor.conflict.what', { who: theirs.by, at: format.moment(theirs.changedAt) })}</p>
          <div className="edition-acts">
            <button type="button" className="button" title={t('office.planEditor.conflict.theirsHint')} onClick={takeTheirs}>
              {t('office.planEditor.conflict.theirs')}
            </button>
            <button type="button" className="button button-danger" onClick={() => void save(theirs.version)}>
              {t('office.planEditor.conflict.mine')}
            </button>
            <span className="dim">{t('office.planEditor.conflict.theirsHint')}</span>
          </div>
        </>
      ) : (
        <p>{t('office.planEditor.conflict.moved', { state: t(`office.planLibrary.state.${theirs.state}`) })}</p>
      )}
    </div>
  )
}
