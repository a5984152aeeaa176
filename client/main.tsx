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
await Promise.all([startWords(), lettered ? null : import('@fontsource-variable/noto-sans-sc/index.css')])
createRoot(root).render(<App />)
