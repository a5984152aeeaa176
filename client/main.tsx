import '@fontsource-variable/noto-sans-sc/index.css'
import './ui/mantine-parts.ts'
import './ui/tokens.css'
import './ui/base.css'
import './ui/mantine.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startWords } from './i18n/setup.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await startWords()
createRoot(root).render(<App />)
