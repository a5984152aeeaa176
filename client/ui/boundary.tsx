import { Component, useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isWall } from '../live/identity.ts'

/** Milliseconds: where nobody can press the button, it is pressed by itself. */
const byItself = 15_000

type State = { broken: boolean }

/** A fault in drawing leaves a sentence and a way on, never a white screen. */
export class Boundary extends Component<{ children: ReactNode }, State> {
  override state: State = { broken: false }

  static getDerivedStateFromError(): State {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { t } = useTranslation()
  useEffect(() => {
    if (!isWall) return
    const timer = setTimeout(() => location.reload(), byItself)
    return () => clearTimeout(timer)
  }, [])
  return (
    <main className="door">
      <div className="door-box" role="alert">
        <h1>{t('error.title')}</h1>
        <p>{t('state.failedScreen')}</p>
        <button type="button" className="button button-next" onClick={() => location.reload()}>
          {t('state.reload')}
        </button>
      </div>
    </main>
  )
}
