import './ui/mantine-parts.ts'
import './ui/tokens.css'
import './ui/base.css'
import './ui/mantine.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startWords } from './i18n/setup.ts'
import { isField } from './live/identity.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
// The table of a hundred font files is larger than all other styles, so it comes beside them; the map reads it from the page.
// A phone has Chinese letters of its own.
const lettered = isField && /Android|iPhone|iPad|HarmonyOS/i.test(navigator.userAgent)
/** Milliseconds: without words nothing can be said, so that the page tries again by itself. */
const again = 15_000
await Promise.all([startWords(), lettered ? null : import('@fontsource-variable/noto-sans-sc/index.css')]).then(
  () => createRoot(root).render(<App />),
  () => setTimeout(() => location.reload(), again),
)
