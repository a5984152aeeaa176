import { create } from 'zustand'

type Prompt = Event & { prompt(): Promise<unknown> }

/** How this page can come to the home screen: by the browser's own question, by hand, from another browser; or it is there. */
type Install = { offer: Prompt | null; installed: boolean }

export const useInstall = create<Install>()(() => ({ offer: null, installed: matchMedia('(display-mode: standalone)').matches }))
export const inWeChat = /MicroMessenger/i.test(navigator.userAgent)

/** Listens early: the browser asks once, soon after the page opened. */
export function listenForInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    useInstall.setState({ offer: event as Prompt })
  })
  window.addEventListener('appinstalled', () => useInstall.setState({ offer: null, installed: true }))
}

const linked = (rel: string, href: string) => document.head.append(Object.assign(document.createElement('link'), { rel, href }))

/** Only this page is an app; the wall's address is not. Its worker answers where there is no line. */
export function becomeApp(title: string): void {
  document.title = title
  if (!document.querySelector('link[rel=manifest]')) {
    linked('manifest', '/field.webmanifest')
    linked('apple-touch-icon', '/field-192.png')
  }
  void navigator.serviceWorker?.register('/field-worker.js', { scope: '/field', updateViaCache: 'none' }).catch(() => undefined)
}

/** The bar above the page in the page's own colour. */
export function colourBar(): void {
  const colour = getComputedStyle(document.documentElement).getPropertyValue('--ground').trim()
  const meta = document.querySelector<HTMLMetaElement>('meta[name=theme-color]') ?? document.head.appendChild(Object.assign(document.createElement('meta'), { name: 'theme-color' }))
  meta.content = colour
}
